"""What is due about agreements, for whom: the daily digest tells it (nhắc việc)."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta

from django.db.models import (
    Case,
    Count,
    Exists,
    IntegerField,
    OuterRef,
    QuerySet,
    Subquery,
    Sum,
    When,
)
from django.db.models.functions import Coalesce
from django.db.models.lookups import GreaterThan
from django.urls import reverse

from accounts.enums import Role
from accounts.models import User
from deadlines.domain.calendar import working_calendar
from deadlines.value import day_in_hanoi
from deadlines.working_days import WorkingCalendar
from districts.domain.officers import people_by_unit
from outbox.due import Due
from partners.agreement_enums import EventKind, State
from partners.domain.agreement_clocks import Clock, clocks
from partners.domain.law import law
from partners.domain.opinions import OPEN
from partners.models import (
    Agreement,
    AgreementEvent,
    AgreementOpinion,
    AgreementPeriod,
    Commitment,
)
from partners.rules.courses import BINDING

# Days before the date, the furthest first; after it everything is «over».
STAGES = {
    "agreement.expiry": (180, 90, 30),
    "agreement.decision": (180, 90, 30),
    "agreement.opinion": (2, 0),
    "agreement.receipt": (0,),
    "agreement.report": (5, 0),
    "commitment": (30, 7, 0),
}
# What a unit is told of its own agreements; the rest of the course is the department's work.
OF_THE_UNIT = {"agreement.expiry", "agreement.decision"}
FURTHEST = timedelta(days=max(map(max, STAGES.values())))
OVER = "over"


def due_reminders(at: datetime) -> Iterator[Due]:
    """Yield all that is due and open: to the officers, and to the staff of the units concerned.

    A unit is told when an agreement that it signed or answers for expires, until when is to be
    decided about it, and what it promised itself.
    """
    today, calendar = day_in_hanoi(at), working_calendar()
    officers = list(User.objects.filter(role=Role.OFFICER, is_active=True).order_by("pk"))
    staff = people_by_unit(today)
    for agreement in with_clocks(pending(today + FURTHEST)):
        yield from _of(agreement, today, calendar, officers, staff)


def with_clocks(agreements: QuerySet[Agreement]) -> QuerySet[Agreement]:
    """Bring along what the clocks read."""
    return agreements.prefetch_related("events", "opinions", "periods", "commitments", "parties")


def concerned(agreement: Agreement) -> list[int]:
    """Return the units whose agreement it is, each once: who signed first, who answers for it now.

    After them every other unit that is a party.
    """
    parties = (party.district_id for party in agreement.parties.all())
    units = (agreement.district_id, agreement.charge_district_id, *parties)
    return [unit for unit in dict.fromkeys(units) if unit]


def stage_of(clock: Clock, today: date) -> str:
    """Return the stage that a clock has reached; "" while it is far away."""
    left = clock.days_left(today)
    if left < 0:
        return OVER
    kind = clock.what.partition(":")[0]
    return str(min((days for days in STAGES[kind] if days >= left), default=""))


def pending(until: date) -> QuerySet[Agreement]:
    """Return the agreements that may have something open by the day, however old."""
    own = OuterRef("pk")
    periods = AgreementPeriod.objects.filter(agreement=own)
    near = periods.filter(ends_on__lte=until) | periods.filter(decide_by__lte=until)
    events = AgreementEvent.objects.filter(agreement=own).order_by().values("agreement")
    count = events.annotate(count=Count("pk")).values("count")
    weights = [When(after=state, then=most) for state, most in law().most_reports().items()]
    asked_for = Sum(Case(*weights, default=0, output_field=IntegerField()))
    steps = events.filter(kind=EventKind.STEP).annotate(asked=asked_for).values("asked")
    reports = count.filter(kind=EventKind.REPORT)
    asked = AgreementOpinion.objects.filter(agreement=own, replied_on=None)
    promised = Commitment.objects.still_open().filter(agreement=own, due_on__lte=until)
    running = Agreement.objects.filter(state__in=(State.SIGNED, *BINDING))
    waiting = Agreement.objects.filter(state__in=OPEN)
    return (
        (running.filter(Exists(near)) | waiting.filter(Exists(asked)))
        # Each step asks for so many reports at most.
        | Agreement.objects.filter(
            GreaterThan(Coalesce(Subquery(steps), 0), Coalesce(Subquery(reports), 0))
        )
        | Agreement.objects.filter(Exists(promised))
    ).order_by("pk")


def _of(
    agreement: Agreement,
    today: date,
    calendar: WorkingCalendar,
    officers: Sequence[User],
    staff: dict[int, list[User]],
) -> Iterator[Due]:
    promised = {
        f"commitment:{commitment.pk}": commitment.district_id
        for commitment in agreement.commitments.all()
    }
    for clock in clocks(agreement, today, calendar, until=today + FURTHEST):
        if stage := stage_of(clock, today):
            for person in officers:
                yield _due(clock, stage, agreement, person, "partners:agreement")
            for unit in _concerned(agreement, clock, promised):
                for person in staff[unit]:
                    yield _due(clock, stage, agreement, person, "partners:own_agreement")


def _concerned(agreement: Agreement, clock: Clock, promised: Mapping[str, int | None]) -> list[int]:
    """Return the units that a clock is told to."""
    if clock.what.partition(":")[0] in OF_THE_UNIT:
        return concerned(agreement)
    unit = promised.get(clock.what)
    return [unit] if unit else []


def _due(clock: Clock, stage: str, agreement: Agreement, to: User, page: str) -> Due:
    return Due(
        what=clock.what,
        stage=stage,
        on=clock.on,
        to=to,
        title=f"{clock.text}: {agreement.title}",
        path=reverse(page, args=[agreement.pk]),
    )
