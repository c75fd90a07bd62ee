"""The one order of writers: first the round, then a unit's part in it."""

from django.utils.translation import gettext as _

from consultations.errors import ConsultationRefused
from consultations.models import Consultee, Round


def locked_round(round_id: int) -> Round:
    """Return the round with its row locked until the transaction ends; refuses one thrown away.

    Submitting, extending and closing all come through here, so that each sees what the one before
    did. SQLite has no row locks: there BEGIN IMMEDIATE has already made this the only writer.
    """
    # Without its dispatch: PostgreSQL reads only the locked row anew when it had to wait, and what
    # is joined to it as it stood before. Asked for later, it is as the writer before us left it.
    # Its matter is joined: that never changes.
    rounds = Round.objects.select_for_update(of=("self",)).select_related("consultation")
    found: Round | None = rounds.filter(pk=round_id).first()
    if found is None:
        raise ConsultationRefused(_("Dự thảo đợt lấy ý kiến này vừa có người bỏ."))
    return found


def locked_consultee(consultee_id: int) -> Consultee:
    """Return a unit's part with its row locked: its draft is written and submitted one by one."""
    return Consultee.objects.select_for_update(no_key=True).get(pk=consultee_id)


def locked_part(consultee: Consultee) -> Consultee:
    """Return the part, locked, if it is still the unit's for which the caller acts.

    A unit that was merged or renamed loses its part to its successor at once, also in pages that
    its staff have open.
    """
    locked = locked_consultee(consultee.pk)
    if locked.district_id != consultee.district_id:
        raise ConsultationRefused(_("Phần lấy ý kiến này đã chuyển cho đơn vị kế thừa."))
    return locked
