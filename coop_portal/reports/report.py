"""The year's report: figures and tables, each cell with the address of the list that it counts."""

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.columns import Text
from coop_portal.reports.subjects import ACTIVITIES, SUBJECTS, Subject, Year, activities
from districts.domain.units import units_on
from districts.models import Country, District, Field
from partners.enums import ActivityKind

NOBODY = "null"  # how a filter asks for what is of no unit


@dataclass(frozen=True)
class Figure:
    """A number and the list behind it."""

    value: int
    url: str


@dataclass(frozen=True)
class Line:
    """One row of a table: what it is about, and a figure for each column."""

    label: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True)
class Breakdown:
    """A table: its title, what its rows are, its columns and rows."""

    title: Text
    of: Text
    columns: tuple[Text, ...]
    lines: tuple[Line, ...]

    @property
    def most(self) -> int:
        """The largest figure: the bars of a chart are drawn against it."""
        return max((f.value for line in self.lines for f in line.figures), default=0)


@dataclass(frozen=True)
class Report:
    """The whole report of a year."""

    year: Year
    totals: tuple[tuple[Text, Figure], ...]
    breakdowns: tuple[Breakdown, ...]


def report(year: Year) -> Report:
    """Count everything, now."""
    totals = [(subject.label, _figure(subject, year, subject.count(year))) for subject in SUBJECTS]
    return Report(
        year,
        tuple(totals),
        (
            _by_unit(year),
            _by(year, gettext_lazy("Theo nước"), gettext_lazy("Nước"), "country", _countries()),
            _by(year, gettext_lazy("Theo lĩnh vực"), gettext_lazy("Lĩnh vực"), "field", _fields()),
            _by_kind(year),
        ),
    )


def _countries() -> list[tuple[Any, str]]:
    return [(country.pk, country.name) for country in Country.objects.all()]


def _fields() -> list[tuple[Any, str]]:
    return [(field.pk, field.name) for field in Field.objects.all()]


def _by(
    year: Year,
    title: Text,
    of: Text,
    way: str,
    values: Iterable[tuple[Any, str]],
    *,
    always: Container[Any] = (),
) -> Breakdown:
    """Break everything down by a way; of rows with nothing in them only those of `always` stay."""
    counts = [(subject, subject.counts_by(getattr(subject, way), year)) for subject in SUBJECTS]
    lines = [
        Line(
            name,
            tuple(_figure(s, year, found.get(value, 0), **{way: value}) for s, found in counts),
        )
        for value, name in values
        if value in always or any(found.get(value) for _subject, found in counts)
    ]
    return Breakdown(title, of, tuple(subject.label for subject in SUBJECTS), tuple(lines))


def _by_unit(year: Year) -> Breakdown:
    """By the province and the units of the year's last day, and by those that ended and count."""
    there = {unit.pk: unit.full_name for unit in units_on(year.last)}
    gone = {unit.pk: unit.full_name for unit in District.objects.exclude(pk__in=there)}
    values = [(None, _("Cấp tỉnh")), *there.items(), *gone.items()]
    title, of = gettext_lazy("Theo đơn vị"), gettext_lazy("Đơn vị")
    return _by(year, title, of, "unit", values, always={None, *there})


def _by_kind(year: Year) -> Breakdown:
    counted = activities(year).order_by().values("kind").annotate(n=Count("pk"))
    counts = {row["kind"]: row["n"] for row in counted}
    lines = [
        Line(
            str(kind.label),
            (_figure(ACTIVITIES, year, counts[kind.value], kind=kind.value),),
        )
        for kind in ActivityKind
        if kind.value in counts
    ]
    title = gettext_lazy("Hoạt động theo loại")
    return Breakdown(title, gettext_lazy("Loại"), (ACTIVITIES.label,), tuple(lines))


def _figure(subject: Subject, year: Year, value: int, **asked: Any) -> Figure:
    url = reverse(subject.url_name, args=[year.number])
    query = {name: NOBODY if wanted is None else wanted for name, wanted in asked.items()}
    return Figure(value, f"{url}?{urlencode(query)}" if query else url)


def rows_of(breakdown: Breakdown) -> Sequence[Sequence[str | int]]:
    """Return the cells of a table as plain values, for documents and workbooks."""
    return [[line.label, *(figure.value for figure in line.figures)] for line in breakdown.lines]
