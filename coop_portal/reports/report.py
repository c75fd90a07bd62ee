"""The year's report: totals, tables and the list of agreements, counted on one day."""

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext_lazy

from accounts.columns import Text
from coop_portal.reports.due import (
    COMMITMENTS,
    DUTIES,
    DueTask,
    commitments,
    commitments_due,
    duties,
    duties_due,
)
from coop_portal.reports.subjects import (
    ACTIVITIES,
    NO_FIELD,
    SUBJECTS,
    Subject,
    Year,
    activities,
    agreements_of,
    ours,
    state_then,
    theirs,
)
from coop_portal.reports.tables import Breakdown, Figure, Line, figure
from coop_portal.reports.targets import targets
from coop_portal.reports.units import units_for
from districts.models import Country, Field
from partners.enums import ActivityKind
from partners.models import Agreement
from vietnamese.dates import short_date

BEFORE_PROGRAMME = gettext_lazy(
    "Năm này trước giai đoạn của Đề án nên không so với chỉ tiêu; quan hệ, thỏa thuận không rõ "
    "ngày bắt đầu không được tính."
)


@dataclass(frozen=True)
class Report:
    """The whole report of a year."""

    year: Year
    totals: tuple[tuple[Text, Figure], ...]
    breakdowns: tuple[Breakdown, ...]
    agreements: Sequence[Agreement]

    @property
    def note(self) -> Text:
        """What a reader of the whole has to know, if anything."""
        return BEFORE_PROGRAMME if self.year.before_programme else ""

    @property
    def listed(self) -> list[tuple[str, str, str, str, str, str]]:
        """The agreements for reading: title, partner, who signed, day, state then, page."""
        return [
            (
                one.title,
                theirs(one),
                ours(one),
                short_date(one.signed_on) if one.signed_on else "",
                state_then(one),
                reverse("partners:agreement", args=[one.pk]),
            )
            for one in self.agreements
        ]


def report(year: Year) -> Report:
    """Count everything, now; the duties are derived once, and counted apart for total and table."""
    asked = duties_due(year)
    counted = [subject.count(year) for subject in SUBJECTS]
    return Report(
        year,
        tuple(_totals(year, counted, asked)),
        (
            _by_unit(year, counted),
            *targets(year),
            duties(year, asked),
            commitments(year),
            _by(
                year,
                counted,
                gettext_lazy("Kết quả theo nước"),
                gettext_lazy("Nước"),
                "country",
                _countries(),
            ),
            _by(
                year,
                counted,
                gettext_lazy("Kết quả theo lĩnh vực"),
                gettext_lazy("Lĩnh vực"),
                "field",
                _fields(),
            ),
            _by_kind(year),
        ),
        list(agreements_of(year)),
    )


def _totals(
    year: Year, counted: Sequence[int], asked: Sequence[DueTask]
) -> list[tuple[Text, Figure]]:
    return [
        *(
            (subject.label, figure(subject.url_name, year, value))
            for subject, value in zip(SUBJECTS, counted, strict=True)
        ),
        (
            gettext_lazy("Nhiệm vụ phải làm trong năm"),
            figure(DUTIES, year, len(asked)),
        ),
        (
            gettext_lazy("Cam kết phải làm trong năm"),
            figure(COMMITMENTS, year, commitments_due(year).count()),
        ),
    ]


def _countries() -> list[tuple[Any, str]]:
    return [(country.pk, country.name) for country in Country.objects.all()]


def _fields() -> list[tuple[Any, str]]:
    """Name the fields and, last, what has none: nothing that is counted stands in no row."""
    return [*((field.pk, field.name) for field in Field.objects.all()), (None, str(NO_FIELD))]


def _by(
    year: Year,
    totals: Sequence[int],
    title: Text,
    of: Text,
    way: str,
    values: Iterable[tuple[Any, str]],
    *,
    always: Container[Any] = (),
) -> Breakdown:
    """Break everything down by a way; of rows with nothing in them only those of `always` stay."""
    counts = [(s, getattr(s, way).counts(s.rows(year))) for s in SUBJECTS]
    lines = [
        Line(
            name,
            tuple(_counted(s, year, found.get(value, 0), **{way: value}) for s, found in counts),
        )
        for value, name in values
        if value in always or any(found.get(value) for _subject, found in counts)
    ]
    columns = tuple(subject.label for subject in SUBJECTS)
    return Breakdown(title, of, columns, tuple(lines), totals=tuple(totals))


def _by_unit(year: Year, totals: Sequence[int]) -> Breakdown:
    """By the province and the units of the year's last day, and by those that ended and count."""
    there, others = units_for(year)
    values = [*there.items(), *others.items()]
    title, of = gettext_lazy("Kết quả theo đơn vị"), gettext_lazy("Đơn vị")
    return _by(year, totals, title, of, "unit", values, always=there)


def _by_kind(year: Year) -> Breakdown:
    counted = activities(year).order_by().values("kind").annotate(n=Count("pk"))
    counts = {row["kind"]: row["n"] for row in counted}
    lines = [
        Line(
            str(kind.label),
            (_counted(ACTIVITIES, year, counts[kind.value], kind=kind.value),),
        )
        for kind in ActivityKind
        if kind.value in counts
    ]
    title = gettext_lazy("Hoạt động theo loại")
    return Breakdown(title, gettext_lazy("Loại"), (ACTIVITIES.label,), tuple(lines))


def _counted(subject: Subject, year: Year, value: int, **asked: Any) -> Figure:
    return figure(subject.url_name, year, value, **asked)
