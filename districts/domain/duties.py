"""How units stand with their duties (tình trạng thực hiện nhiệm vụ): derived from day to day."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from textwrap import shorten

from django.db.models import QuerySet
from django.urls import reverse

from deadlines.value import day_in_hanoi
from districts.enums import DECIDED, DutyState, ReportState
from districts.models import District, Duty, DutyPassing, DutyReport
from districts.rules.occurrences import (
    Occurrence,
    Pattern,
    Signing,
    is_asked_with_plan,
    occurrences,
    standing_year,
)
from districts.signings import signings

TITLE_LENGTH = 120
OWED = (DutyState.OPEN, DutyState.OVERDUE, DutyState.RETURNED)
_OF_REPORT = {
    ReportState.SUBMITTED: DutyState.WAITING,
    ReportState.ACCEPTED: DutyState.DONE,
    ReportState.RETURNED: DutyState.RETURNED,
}


@dataclass(frozen=True, kw_only=True)
class Task:
    """One time of a duty for one unit, with its newest report."""

    duty: Duty
    unit: District
    occurrence: Occurrence
    report: DutyReport | None
    state: DutyState
    is_late: bool
    taken_over: DutyPassing | None = None

    @property
    def due(self) -> date | None:
        """The last day on which it is in time, if the programme gives one."""
        return self.occurrence.due

    @property
    def key(self) -> str:
        """What tells it from all other tasks, also when its day moves."""
        return f"duty:{self.duty.pk}:{self.unit.pk}:{self.occurrence.key}"

    @property
    def is_asked(self) -> bool:
        """Whether the unit has to do it: a duty of units with a plan is not asked of others."""
        return self.state != DutyState.NOT_ASKED

    @property
    def asked_of(self) -> District:
        """The unit that it was asked of in the first place, where another took it over."""
        return self.taken_over.asked_of if self.taken_over else self.unit

    @property
    def title(self) -> str:
        """The duty's words, as many as name it in a list."""
        return shorten(self.duty.text, TITLE_LENGTH, placeholder="…")

    @property
    def path(self) -> str:
        """Where the unit reports on it."""
        return reverse("districts:report", args=[self.duty.pk, self.occurrence.key])


def tasks(units: Iterable[District], today: date, *, until: datetime | None = None) -> list[Task]:
    """Return all that the programme asks of the units, unit by unit, the nearest due first.

    `until` tells it as it stood at that moment: what was sent or decided later is not seen.
    """
    units = list(units)
    taken_over = _taken_over(units)
    signed = signings({*units, *(p.asked_of for found in taken_over.values() for p in found)})
    rows = DutyReport.objects.filter(district__in=units)
    reports = _newest(rows.filter(submitted_at__lt=until) if until else rows)
    asked = _asked(units)
    found = []
    reported = _years_reported(reports)
    for unit in units:
        planned = _planned_on(unit, asked[unit.pk], reports, until)
        for demand in _demands(unit, asked[unit.pk], taken_over[unit.pk], signed, reported, today):
            report = reports.get((demand.duty.pk, unit.pk, demand.occurrence.key))
            found.append(_task(demand, unit, report, planned, today, until))
    order = {unit.pk: number for number, unit in enumerate(units)}
    return sorted(found, key=lambda t: (order[t.unit.pk], t.due or date.max, t.duty.pk))


def task(unit: District, duty: Duty, key: str, today: date) -> Task | None:
    """Return that one time of the duty, or None if the unit has no such duty or time."""
    return next(
        (t for t in tasks([unit], today) if (t.duty, t.occurrence.key) == (duty, key)), None
    )


@dataclass(frozen=True, kw_only=True)
class Group:
    """One time of a duty, with how all units stand that it is asked of."""

    first: Task
    by_state: list[tuple[DutyState, list[Task]]]


def grouped(found: Iterable[Task]) -> list[Group]:
    """Put the units' tasks together by duty and time, the nearest due first."""
    groups: dict[tuple[int, str], list[Task]] = defaultdict(list)
    for each in found:
        groups[each.duty.pk, each.occurrence.key].append(each)
    ordered = sorted(groups.values(), key=lambda g: (g[0].due or date.max, g[0].duty.pk))
    return [
        Group(
            first=group[0],
            by_state=[
                (state, standing)
                for state in DutyState
                if (standing := [t for t in group if t.state == state])
            ],
        )
        for group in ordered
    ]


def times(
    duty: Duty,
    unit: District,
    signed: Sequence[Signing],
    today: date,
    *,
    reported: Iterable[int] = (),
) -> list[Occurrence]:
    """Return the times of a duty for a unit."""
    pattern = Pattern(
        due=duty.due,
        yearly_from=duty.yearly_from,
        after_signing=duty.after_signing,
        is_plan=duty.is_plan,
        last_year=duty.programme.last_year,
    )
    return occurrences(
        pattern,
        today=today,
        signings=signed,
        reported=reported,
        unit_begins=unit.valid_from,
        unit_ends=unit.valid_to,
    )


@dataclass(frozen=True)
class _Demand:
    """One time of a duty that a unit is asked for: by the programme, or by a transfer."""

    duty: Duty
    occurrence: Occurrence
    taken_over: DutyPassing | None = None


def _demands(
    unit: District,
    asked: Iterable[Duty],
    taken_over: Iterable[DutyPassing],
    signed: Mapping[int, Sequence[Signing]],
    reported: Mapping[tuple[int, int], Sequence[int]],
    today: date,
) -> list[_Demand]:
    """What the programme asks of the unit itself comes before the same time taken over."""
    found = {
        (duty.pk, occurrence.key): _Demand(duty, occurrence)
        for duty in asked
        for occurrence in times(
            duty, unit, signed[unit.pk], today, reported=reported.get((duty.pk, unit.pk), ())
        )
    }
    for passing in taken_over:
        former = passing.asked_of
        for occurrence in times(passing.duty, former, signed[former.pk], today):
            if occurrence.key == passing.occurrence:
                demand = _Demand(passing.duty, occurrence, passing)
                found.setdefault((passing.duty_id, occurrence.key), demand)
    return list(found.values())


def _planned_on(
    unit: District,
    asked: Iterable[Duty],
    reports: Mapping[tuple[int, int, str], DutyReport],
    until: datetime | None,
) -> date | None:
    """Return since when the unit has a plan of its own, as «có kế hoạch» asks; None without one.

    From the day by which the programme orders it to have one, done or not; else from the day on
    which it sent the report on its plan that the department accepted.
    """
    plans = {duty.pk: duty.due for duty in asked if duty.is_plan}
    days = [due for due in plans.values() if due]
    days += [
        day_in_hanoi(report.submitted_at)
        for (duty, of, _key), report in reports.items()
        if of == unit.pk
        and duty in plans
        and report.submitted_at
        and _stood(report, until) == ReportState.ACCEPTED
    ]
    return min(days, default=None)


def _task(
    demand: _Demand,
    unit: District,
    report: DutyReport | None,
    planned: date | None,
    today: date,
    until: datetime | None,
) -> Task:
    duty, occurrence = demand.duty, demand.occurrence
    stood = _stood(report, until) if report else None
    owed = stood in (None, ReportState.DRAFT, ReportState.RETURNED)
    conditional = bool(duty.plan_condition) and not demand.taken_over
    asked = not conditional or is_asked_with_plan(occurrence, planned, today)
    late = owed and asked and occurrence.due is not None and occurrence.due < today
    state = _OF_REPORT.get(stood) if stood else None
    if owed and occurrence.signing and occurrence.signing.is_over:
        state = DutyState.LAPSED
    elif state is None and not asked:
        state = DutyState.NOT_ASKED
    return Task(
        duty=duty,
        unit=unit,
        occurrence=occurrence,
        report=report,
        state=state or (DutyState.OVERDUE if late else DutyState.OPEN),
        is_late=late,
        taken_over=demand.taken_over,
    )


def _stood(report: DutyReport, until: datetime | None) -> ReportState:
    """Return the report's state at the moment: submitted, while nothing was decided about it."""
    state = ReportState(report.state)
    if until is None or state not in DECIDED:
        return state
    if report.decision.decided_at >= until:
        return ReportState.SUBMITTED
    withdrawal = report.taken_back
    return ReportState.ACCEPTED if withdrawal and withdrawal.decided_at >= until else state


def _years_reported(
    reports: Iterable[tuple[int, int, str]],
) -> dict[tuple[int, int], list[int]]:
    """Return for which years a unit has reported on what it keeps doing, by duty and unit."""
    found: dict[tuple[int, int], list[int]] = defaultdict(list)
    for duty, unit, key in reports:
        if year := standing_year(key):
            found[duty, unit].append(year)
    return found


def _asked(units: Sequence[District]) -> dict[int, list[Duty]]:
    asked: dict[int, list[Duty]] = {unit.pk: [] for unit in units}
    links = Duty.districts.through.objects.filter(district__in=units).order_by("duty_id")
    for link in links.select_related("duty__programme"):
        asked[link.district_id].append(link.duty)
    return asked


def _taken_over(units: Sequence[District]) -> dict[int, list[DutyPassing]]:
    taken: dict[int, list[DutyPassing]] = {unit.pk: [] for unit in units}
    rows = DutyPassing.objects.filter(passed_to__in=units)
    for passing in rows.select_related("duty__programme", "asked_of", "passed_from"):
        taken[passing.passed_to_id].append(passing)
    return taken


def _newest(reports: QuerySet[DutyReport]) -> dict[tuple[int, int, str], DutyReport]:
    """Return the newest version of each report."""
    rows = reports.select_related("decision", "withdrawal").order_by("version")
    return {(r.duty_id, r.district_id, r.occurrence): r for r in rows}
