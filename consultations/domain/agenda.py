"""The deadlines of open rounds, and the comments that one is to answer by a day."""

from collections.abc import Iterator

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.agenda import AgendaEntry, Span
from accounts.permissions import Permission
from accounts.rules import allows
from consultations.domain.assigned import assigned_to
from consultations.models import Consultee, Response, Round
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
        term = round_.last_term()
        if term and span.covers(term.deadline.last_day):
            yield AgendaEntry(
                key=f"round.deadline:{round_.pk}",
                day=term.deadline.last_day,
                kind=KIND,
                title=f"{round_.label} ({term.deadline.phrase_and_day})",
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
                title=f"{consultee.round.title} ({term.deadline.phrase_and_day})",
                path=reverse("consultations:answer", args=[consultee.pk]),
                done=consultee.answered,
                on_desk=True,
            )


def _of_comments(span: Span) -> Iterator[AgendaEntry]:
    """One entry for a round and a day, however many the comments that nobody has answered yet."""
    for one in assigned_to(span.person):
        if one.due_on is None or not span.covers(one.due_on):
            continue
        words = ngettext("%(round)s: %(n)d góp ý", "%(round)s: %(n)d góp ý", one.count)
        yield AgendaEntry(
            key=f"comments.answer:{one.round_.pk}:{one.due_on}",
            day=one.due_on,
            kind=COMMENTS,
            title=words % {"round": one.round_.label, "n": one.count},
            path=one.path,
            on_desk=True,
        )
