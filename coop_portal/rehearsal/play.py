"""Plays a story on round 2: the same domain functions, tasks, broker and mail server as in use."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import singledispatchmethod
from uuid import uuid4

from accounts.enums import Role
from accounts.models import User
from consultations.domain import answering, calls, closing, drafts, readiness, reminders, terms
from consultations.errors import AnswerIncomplete, ConsultationRefused
from consultations.models import Consultee, Content, Round
from coop_portal.rehearsal import people, story, ways
from coop_portal.rehearsal.story import Event, Story, StoryError
from deadlines import clock
from deadlines.domain.calendar import working_calendar
from deadlines.value import HANOI, Deadline, day_in_hanoi
from dispatches.domain import approval, issuing
from districts.models import District, DistrictOfficer
from vietnamese.text import fold

OFFICE_OPENS = time(8)
REFUSALS = (ConsultationRefused, StoryError)


@dataclass
class Player:
    """Plays one story; `advance` moves the clock and does what falls due on the way.

    Raises StoryError with the moment, where the portal refuses what the story wants.
    """

    advance: Callable[[datetime], None]

    def __post_init__(self) -> None:
        self.round = Round.objects.with_course().get(ordinal=2)
        self.officer = people.first(Role.OFFICER)
        self.leader = people.first(Role.LEADER)
        self.clerk = people.first(Role.CLERK)

    def issue(self) -> None:
        """Submit, approve and number the letter; the call leaves."""
        now = clock.now()
        found = readiness.obstacles(self.round, now)
        if found:
            raise StoryError(" ".join(found))
        dispatch = approval.submit(self.round.dispatch, by=self.officer, at=now)
        approval.approve(dispatch, digest=dispatch.letter_digest, by=self.leader, at=now)
        today = day_in_hanoi(now)
        issuing.issue(dispatch, number=None, date=today, by=self.clerk, at=now)
        self.advance(now)

    def play(self, told: Story) -> None:
        """Let everything happen at its moment, and end the round if the story does not."""
        for event in told.events:
            if event.at < clock.now():
                raise StoryError(f"{event.at.isoformat()}: the letter has not left yet")
            self.advance(event.at)
            self._try(event)
            self.advance(event.at)
        self._end()

    def _try(self, event: Event) -> None:
        try:
            self.do(event)
        except REFUSALS as refusal:
            what = f"{type(event).__name__.lower()} {event.unit}".strip()
            raise StoryError(f"{event.at.isoformat()} {what}: {_why(refusal)}") from refusal

    def _end(self) -> None:
        if Round.objects.filter(pk=self.round.pk, closed_at__isnull=False).exists():
            return
        # Asked anew: the story may have extended the deadline.
        last = self.round.terms.latest("deadline_instant")
        moment = self._office_hour(max(last.deadline_instant, clock.now()))
        self.advance(moment)
        self._close(clock.now())
        self.advance(moment)

    @staticmethod
    def _office_hour(moment: datetime) -> datetime:
        """Return the first 08:00 of a working day at or after the moment."""
        local = moment.astimezone(HANOI)
        day = local.date() if local.time() <= OFFICE_OPENS else local.date() + timedelta(days=1)
        calendar = working_calendar()
        if not calendar.is_working(day):
            day = calendar.next_working(day)
        return datetime.combine(day, OFFICE_OPENS, HANOI)

    @singledispatchmethod
    def do(self, event: Event) -> None:
        """Do what the event says."""
        raise StoryError(f"nobody knows how to play {event!r}")

    @do.register
    def _(self, event: story.Open) -> None:
        consultee = self._consultee(event)
        answering.open_call(consultee, by=self._staff(consultee), at=event.at)

    @do.register
    def _(self, event: story.Draft) -> None:
        self._save(event)

    @do.register
    def _(self, event: story.Answer) -> None:
        consultee, version = self._save(event)
        staff = ways.by_link(consultee, event.at) if event.by_link else self._staff(consultee)
        answering.submit(
            consultee, key=uuid4(), version=version, late=True, by=staff, clock=clock.now
        )

    @do.register
    def _(self, event: story.HandIn) -> None:
        ways.hand_in(self._consultee(event), self._answers(event), event.at)

    @do.register
    def _(self, event: story.Letter) -> None:
        ways.on_paper(
            self._consultee(event),
            event,
            self._answers(event),
            clerk=self.clerk,
            officer=self.officer,
        )

    @do.register
    def _(self, event: story.Extend) -> None:
        terms.extend(
            self.round,
            consultee=self._consultee(event) if event.unit else None,
            deadline=Deadline.before(event.before),
            reason=event.reason,
            by=self.officer,
            at=event.at,
        )

    @do.register
    def _(self, event: story.HandOver) -> None:
        calls.record_hand_over(
            self._consultee(event),
            calls.Contacted(on=day_in_hanoi(event.at), person=event.person, note=event.note),
            by=self.officer,
            at=event.at,
        )

    @do.register
    def _(self, event: story.Remind) -> None:
        chosen = [self._consultee(event)] if event.unit else self.round.consultees.unanswered()
        reminders.remind_now(self.round, chosen, order=str(uuid4()), by=self.officer, at=event.at)

    @do.register
    def _(self, event: story.Close) -> None:
        self._close(event.at)

    def _close(self, at: datetime) -> None:
        """The officer ends the round; where silence is to be consent, the leader confirms it."""
        if any(one.deemed for one in closing.proposals(self.round, at)):
            closing.propose(self.round, by=self.officer, at=at)
            closing.confirm(self.round, by=self.leader, at=at)
        else:
            closing.close(self.round, by=self.officer, at=at)

    def _save(self, event: story.Answer) -> tuple[Consultee, int]:
        consultee = self._consultee(event)
        staff = self._staff(consultee)
        answering.open_call(consultee, by=staff, at=event.at)
        seen = drafts.version_of(consultee)
        draft = drafts.save_draft(
            consultee, self._answers(event), version=seen, by=staff, at=event.at
        )
        return consultee, draft.version

    def _answers(self, event: story.Answer) -> drafts.Answers:
        contents = list(self.round.contents.all())
        if beyond := event.ordinals - {content.ordinal for content in contents}:
            raise StoryError(f"there is no content {min(beyond)}")
        return {content.pk: said for content in contents if (said := event.says(content.ordinal))}

    def _consultee(self, event: Event) -> Consultee:
        wanted = fold(event.unit)
        for consultee in self.round.consultees.with_course():
            if wanted in names(consultee.district):
                return consultee
        raise StoryError(f"«{event.unit}» is not asked in this round")

    @staticmethod
    def _staff(consultee: Consultee) -> User:
        duty = DistrictOfficer.objects.select_related("user").filter(district=consultee.district)
        return duty.earliest("valid_from").user


def names(unit: District) -> set[str]:
    """The names by which a story may call a unit, for comparison."""
    return {fold(name) for name in (unit.name, unit.full_name, unit.committee)}


def _why(refusal: Exception) -> str:
    """Say also which contents an answer lacks."""
    if not isinstance(refusal, AnswerIncomplete):
        return str(refusal)
    ordinals = Content.objects.in_bulk(refusal.problems)
    gaps = [f"{ordinals[pk].ordinal}: {gap}" for pk, gap in refusal.problems.items()]
    return " ".join([str(refusal), *gaps])
