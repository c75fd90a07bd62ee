"""Extensions that single units were given (gia hạn riêng) and that still run."""

from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from consultations.models import Round, Term

NAMED = 10  # units that a sentence names; more are counted


def running(round_: Round, at: datetime) -> QuerySet[Term]:
    """Return the own time limits of units that have not run out, in the round's order."""
    own: QuerySet[Term] = Term.objects.filter(
        round=round_, consultee__isnull=False, deadline_instant__gt=at
    )
    return own.select_related("consultee").order_by("consultee__position", "deadline_instant")


def why_not_closed(round_: Round, at: datetime) -> str:
    """Return that a round waits for the units which were given longer, or nothing.

    The department told each of them in writing until when it may answer. Closed before, the round
    would record silence of a unit that has its time still, and its answer would change nothing.
    """
    latest = {term.consultee: term for term in running(round_, at) if term.consultee}
    if not latest:
        return ""
    named = [f"{unit.committee} ({term.deadline_phrase})" for unit, term in latest.items()]
    names, more = ", ".join(named[:NAMED]), len(named) - NAMED
    if more > 0:
        names += ngettext(" và %(n)d đơn vị khác", " và %(n)d đơn vị khác", more) % {"n": more}
    return _("Chưa hết thời hạn gia hạn riêng: %(units)s.") % {"units": names}
