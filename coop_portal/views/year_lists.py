"""The lists behind the figures of the year's report."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter, ModelChoiceFilter

from accounts.columns import Column, Empty, Text
from accounts.filters import Filters
from accounts.listing import ListPage
from coop_portal.reports.subjects import (
    ACTIVITIES,
    AGREEMENTS,
    IN_FORCE_AGREEMENTS,
    NO_FIELD,
    RELATIONS,
    Subject,
    ours,
    state_then,
    theirs,
    units_of,
    with_signers,
)
from coop_portal.reports.units import unit_names, written
from coop_portal.reports.ways import Way
from coop_portal.views.year_report import YearPage
from districts.forms.choosing import UnitFilterField
from districts.models import Country, District, Field
from partners.enums import ActivityKind, Stage
from partners.models import Activity, Agreement, Relation


class WayFilter(ModelChoiceFilter):
    """Keeps what counts for a value by one of the ways in which a subject is told apart."""

    def __init__(self, way: Way, **kwargs: Any) -> None:
        """Ask the way for what counts."""
        super().__init__(**kwargs)
        self.way = way

    def filter(self, qs: QuerySet[Any], value: Any) -> QuerySet[Any]:
        """Keep the rows of the value that was chosen."""
        if not value:
            return qs
        return self.way.narrowed(qs, None if value == self.null_value else value.pk)


class UnitWayFilter(WayFilter):
    """The same for units of all times."""

    field_class = UnitFilterField


def _unit(subject: Subject) -> WayFilter:
    """By a unit of its time, or the province."""
    return UnitWayFilter(
        subject.unit,
        queryset=District.objects.all(),
        label=_("Đơn vị"),
        empty_label=_("Mọi đơn vị"),
        null_label=_("Cấp tỉnh"),
    )


def _country(subject: Subject) -> WayFilter:
    return WayFilter(
        subject.country,
        queryset=Country.objects.all(),
        label=_("Nước"),
        empty_label=_("Mọi nước"),
    )


def _field(subject: Subject) -> WayFilter:
    return WayFilter(
        subject.field,
        queryset=Field.objects.all(),
        label=_("Lĩnh vực"),
        empty_label=_("Mọi lĩnh vực"),
        null_label=NO_FIELD,
    )


class RelationFilters(Filters):
    """By words of the partner's names, unit, country and field."""

    search_in = ("partner__folded_names",)

    unit, country, field = _unit(RELATIONS), _country(RELATIONS), _field(RELATIONS)


class AgreementFilters(Filters):
    """By words of title and partner, unit, country and field."""

    search_in = ("folded_title", "partner__folded_names")

    unit, country, field = _unit(AGREEMENTS), _country(AGREEMENTS), _field(AGREEMENTS)


class ActivityFilters(Filters):
    """By words of the title, unit, country, field and kind."""

    search_in = ("folded_title",)

    unit, country, field = _unit(ACTIVITIES), _country(ACTIVITIES), _field(ACTIVITIES)
    kind = ChoiceFilter(choices=ActivityKind.choices, label=_("Loại"), empty_label=_("Mọi loại"))


def _partner_page(row: Relation | Agreement) -> str:
    return reverse("partners:partner", args=[row.partner_id])


def _unit_then(names: Mapping[int | None, str], relation: Any) -> str:
    return names[relation.unit_then]


class CountedList(YearPage, ListPage):
    """The list behind a figure."""

    template_name = "reports/list.html"
    paginator = Paginator
    empty = Empty(title=_("Không có mục nào"))
    title: Text

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"year": self.year, "title": self.title}


class CountedRelations(CountedList):
    """Relations in force at the end of the year."""

    subject = RELATIONS
    title = RELATIONS.label
    filters = RelationFilters
    file_name = "quan-he"
    order = "partner"
    columns = (
        Column(
            name="partner",
            label=_("Đối tác"),
            value=lambda r: r.partner.name,
            order_by=("partner__sort_key",),
            url=_partner_page,
        ),
        Column(name="country", label=_("Nước"), value=lambda r: r.partner.country.name),
        Column(name="stage", label=_("Giai đoạn"), value=lambda r: str(Stage(r.stage_then).label)),
    )

    def get_columns(self) -> Sequence[Column]:
        unit = Column(name="unit", label=_("Đơn vị"), value=partial(_unit_then, unit_names()))
        return [*self.columns, unit]

    def get_queryset(self) -> QuerySet[Relation]:
        rows: QuerySet[Relation] = self.subject.rows(self.year)
        return rows.select_related("partner__country")


class CountedAgreements(CountedList):
    """Agreements signed in the year."""

    subject = AGREEMENTS
    title = AGREEMENTS.label
    filters = AgreementFilters
    file_name = "thoa-thuan-da-ky"
    order = "signed"
    columns: Sequence[Column] = (
        Column(
            name="title",
            label=_("Thỏa thuận"),
            value=lambda a: a.title,
            url=lambda a: reverse("partners:agreement", args=[a.pk]),
        ),
        Column(name="partner", label=_("Đối tác"), value=theirs, url=_partner_page),
        Column(name="unit", label=_("Đơn vị"), value=ours),
        Column(
            name="signed",
            label=_("Ngày ký"),
            value=lambda a: a.signed_on,
            order_by=("signed_on",),
        ),
    )

    def get_queryset(self) -> QuerySet[Agreement]:
        rows: QuerySet[Agreement] = self.subject.rows(self.year)
        return with_signers(rows)


class CountedAgreementsInForce(CountedAgreements):
    """Agreements in force at the end of the year."""

    subject = IN_FORCE_AGREEMENTS
    title = IN_FORCE_AGREEMENTS.label
    file_name = "thoa-thuan-co-hieu-luc"
    columns: Sequence[Column] = (
        *CountedAgreements.columns,
        Column(name="state", label=_("Trạng thái"), value=state_then),
    )


class CountedActivities(CountedList):
    """Activities of the year."""

    subject = ACTIVITIES
    title = ACTIVITIES.label
    filters = ActivityFilters
    file_name = "hoat-dong"
    order = "day"
    columns = (
        Column(
            name="day", label=_("Từ ngày"), value=lambda a: a.starts_on, order_by=("starts_on",)
        ),
        Column(
            name="title",
            label=_("Hoạt động"),
            value=lambda a: a.title,
            url=lambda a: reverse("partners:activity", args=[a.pk]),
        ),
        Column(name="kind", label=_("Loại"), value=lambda a: a.get_kind_display()),
        Column(
            name="partners",
            label=_("Đối tác"),
            value=lambda a: "; ".join(partner.name for partner in a.partners.all()),
        ),
        Column(
            name="units",
            label=_("Đơn vị"),
            value=lambda a: written(*units_of(a)) or str(_("Cấp tỉnh")),
        ),
    )

    def get_queryset(self) -> QuerySet[Activity]:
        rows: QuerySet[Activity] = self.subject.rows(self.year)
        return rows.prefetch_related("partners", "districts", "taken_over_by")
