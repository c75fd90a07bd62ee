"""The deadlines of open rounds, and the comments that one is to answer by a day."""

from collections.abc import Iterator

from django.db.models import Count, Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.agenda import AgendaEntry, Span
from accounts.permissions import Permission
from accounts.rules import allows
from consultations.models import Consultee, Disposition, Response, Round
from districts.domain.officers import district_of

KIND = _("Thời hạn tham gia ý kiến")
COMMENTS = _("Góp ý phải trả lời")


def entries(span: Span) -> Iterator[AgendaEntry]:
    """Return the last days on which answers are in time: of all rounds, or of one's own unit.

    Who answers comments has the days of those that were handed to him, too.
    """
    if allows(span.person, Permission.COMMENT_ANSWER):
        yield from _of_comments(span)
    if allows(span.person, Permission.ROUND_VIEW):
        yield from _of_rounds(span)
    elif allows(span.person, Permission.ANSWER):
        yield from _of_unit(span)


def _of_rounds(span: Span) -> Iterator[AgendaEntry]:
    for round_ in Round.objects.taking_answers().with_course():
        term = round_.term()
        if term and span.covers(term.deadline.last_day):
            yield AgendaEntry(
                key=f"round.deadline:{round_.pk}",
                day=term.deadline.last_day,
                kind=KIND,
                title=f"{round_.label} ({term.deadline_phrase})",
                path=reverse("consultations:round", args=[round_.pk]),
                on_desk=True,
            )


def _of_unit(span: Span) -> Iterator[AgendaEntry]:
    """As the unit's desk has them; what is answered stays, ticked off."""
    district = district_of(span.person, span.today)
    if district is None:
        return
    answers = Response.objects.filter(consultee=OuterRef("pk"))
    asked = Consultee.objects.of(district).in_running_rounds().with_course()
    for consultee in asked.annotate(answered=Exists(answers)):
        term = consultee.term
        if term and span.covers(term.deadline.last_day):
            yield AgendaEntry(
                key=f"consultee.deadline:{consultee.pk}",
                day=term.deadline.last_day,
                kind=KIND,
                title=f"{consultee.round.title} ({term.deadline_phrase})",
                path=reverse("consultations:answer", args=[consultee.pk]),
                done=consultee.answered,
                on_desk=True,
            )


def _of_comments(span: Span) -> Iterator[AgendaEntry]:
    """One entry for a round and a day, however many the comments that nobody has answered yet."""
    waiting = Disposition.objects.waiting_for(span.person).order_by()
    days = waiting.filter(due_on__range=(span.first, span.last))
    groups = list(days.values("consolidation__round", "due_on").annotate(count=Count("pk")))
    if not groups:
        return
    asked = {group["consolidation__round"] for group in groups}
    rounds = Round.objects.select_related("consultation").in_bulk(asked)
    for group in groups:
        round_, day, count = rounds[group["consolidation__round"]], group["due_on"], group["count"]
        words = ngettext("%(round)s: %(n)d góp ý", "%(round)s: %(n)d góp ý", count)
        yield AgendaEntry(
            key=f"comments.answer:{round_.pk}:{day}",
            day=day,
            kind=COMMENTS,
            title=words % {"round": round_.label, "n": count},
            path=reverse("consultations:consolidation", args=[round_.pk]) + "?state=mine",
        )
