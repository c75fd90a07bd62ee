"""How units stand with their duties (tình trạng thực hiện nhiệm vụ): derived from day to day."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from textwrap import shorten

from django.db.models import QuerySet
from django.urls import reverse

from districts.enums import DECIDED, DutyState, ReportState
from districts.models import District, Duty, DutyReport
from districts.rules.occurrences import Occurrence, Pattern, Signing, occurrences
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

    @property
    def due(self) -> date | None:
        """The last day on which it is in time, if the programme gives one."""
        return self.occurrence.due

    @property
    def key(self) -> str:
        """What tells it from all other tasks, also when its day moves."""
        return f"duty:{self.duty.pk}:{self.unit.pk}:{self.occurrence.key}"

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
    signed = signings(units)
    rows = DutyReport.objects.filter(district__in=units)
    reports = _newest(rows.filter(submitted_at__lt=until) if until else rows)
    asked = _asked(units)
    found = [
        _task(duty, unit, occurrence, reports.get((duty.pk, unit.pk, occurrence.key)), today, until)
        for unit in units
        for duty in asked[unit.pk]
        for occurrence in times(duty, unit, signed[unit.pk], today)
    ]
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


def times(duty: Duty, unit: District, signed: Sequence[Signing], today: date) -> list[Occurrence]:
    """Return the times of a duty for a unit."""
    pattern = Pattern(
        due=duty.due,
        yearly_from=duty.yearly_from,
        after_signing=duty.after_signing,
        last_year=duty.programme.last_year,
    )
    return occurrences(pattern, today=today, signings=signed, unit_ends=unit.valid_to)


def _task(
    duty: Duty,
    unit: District,
    occurrence: Occurrence,
    report: DutyReport | None,
    today: date,
    until: datetime | None,
) -> Task:
    stood = _stood(report, until) if report else None
    owed = stood in (None, ReportState.DRAFT, ReportState.RETURNED)
    late = owed and occurrence.due is not None and occurrence.due < today
    state = _OF_REPORT.get(stood) if stood else None
    if owed and occurrence.signing and occurrence.signing.is_over:
        state = DutyState.LAPSED
    return Task(
        duty=duty,
        unit=unit,
        occurrence=occurrence,
        report=report,
        state=state or (DutyState.OVERDUE if late else DutyState.OPEN),
        is_late=late,
    )


def _stood(report: DutyReport, until: datetime | None) -> ReportState:
    """Return the report's state at the moment: submitted, while nothing was decided about it."""
    state = ReportState(report.state)
    if until and state in DECIDED and report.decision.decided_at >= until:
        return ReportState.SUBMITTED
    return state


def _asked(units: Sequence[District]) -> dict[int, list[Duty]]:
    asked: dict[int, list[Duty]] = {unit.pk: [] for unit in units}
    links = Duty.districts.through.objects.filter(district__in=units).order_by("duty_id")
    for link in links.select_related("duty__programme"):
        asked[link.district_id].append(link.duty)
    return asked


def _newest(reports: QuerySet[DutyReport]) -> dict[tuple[int, int, str], DutyReport]:
    """Return the newest version of each report."""
    rows = reports.select_related("decision").order_by("version")
    return {(r.duty_id, r.district_id, r.occurrence): r for r in rows}
