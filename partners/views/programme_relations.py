"""The relations behind the figures of the programme: of all units, and of one's own."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter, ModelChoiceFilter

from accounts.columns import Column, Empty
from accounts.filters import Filters
from accounts.listing import ListPage
from accounts.permissions import Permission
from deadlines import clock
from districts.domain.units import local_units
from districts.forms.choosing import UnitFilter
from districts.models import Country, Field
from districts.views.duties import OfOwnUnit
from partners.domain.in_force import in_force, not_counted
from partners.domain.sight import Sight
from partners.enums import IN_TALKS
from partners.models import Relation
from partners.views.relation_columns import COUNTRY, PARENT, SINCE


class OwnFilters(Filters):
    """Relations by country, field and stage."""

    search_in = ["partner__folded_names"]

    country = ModelChoiceFilter(
        field_name="partner__country",
        label=_("Nước"),
        queryset=Country.objects.all(),
        empty_label=_("Mọi nước"),
    )
    field = ModelChoiceFilter(
        field_name="fields",
        label=_("Lĩnh vực"),
        queryset=Field.objects.all(),
        empty_label=_("Mọi lĩnh vực"),
        null_label=_("Chưa ghi lĩnh vực"),
    )
    force = ChoiceFilter(
        label=_("Hiệu lực"),
        choices=[
            ("1", _("Đang có hiệu lực")),
            ("0", _("Đang xúc tiến")),
            ("2", _("Chưa tính vào chỉ tiêu, chờ quyết định")),
        ],
        empty_label=_("Mọi giai đoạn"),
        method="by_force",
    )

    def by_force(self, found: QuerySet[Relation], name: str, value: str) -> QuerySet[Relation]:
        """Keep the relations that count for the target, those on the way to it, or in doubt."""
        if value == "0":
            return found.filter(stage__in=IN_TALKS)
        return (in_force if value == "1" else not_counted)(found, clock.today())


class ProgrammeRelationFilters(OwnFilters):
    """Relations of all units."""

    search_in = ["partner__folded_names", "district__folded_name"]

    unit = UnitFilter(
        field_name="district",
        label=_("Đơn vị"),
        queryset=local_units(),
        empty_label=_("Mọi đơn vị"),
        null_label=_("Tỉnh"),
    )


UNIT = Column(
    name="unit",
    label=_("Đơn vị"),
    value=lambda relation: relation.ours,
    order_by=("district__rank", "district__sort_key", "partner__sort_key"),
)
FIELDS = Column(
    name="fields",
    label=_("Lĩnh vực"),
    value=lambda relation: ", ".join(field.name for field in relation.fields.all()),
    css="long",
)
STAGE = Column(
    name="stage",
    label=_("Giai đoạn"),
    value=lambda relation: relation.get_stage_display(),
    order_by=("stage", "partner__sort_key"),
)


class ProgrammeRelations(ListPage):
    """Relations of the units and of the province."""

    permission = Permission.PARTNER_VIEW
    template_name = "partners/programme/relations.html"
    paginator = Paginator
    filters = ProgrammeRelationFilters
    order = "unit"
    file_name = "quan-he-theo-de-an"
    empty = Empty(title=_("Chưa ghi nhận quan hệ nào"))
    columns = [
        UNIT,
        Column(
            name="partner",
            label=_("Đối tác"),
            value=lambda relation: relation.partner.listed_name,
            order_by=("partner__sort_key",),
            url=lambda relation: reverse("partners:partner", args=[relation.partner_id]),
        ),
        PARENT,
        COUNTRY,
        FIELDS,
        STAGE,
        SINCE,
    ]

    def get_queryset(self) -> QuerySet[Relation]:
        """Return all relations that stand."""
        rows = Sight().relations().select_related("district", "partner__parent", "partner__country")
        return rows.prefetch_related("fields")


class MyRelations(OfOwnUnit, ListPage):
    """The relations of one's own unit."""

    template_name = "partners/programme/my_relations.html"
    paginator = Paginator
    filters = OwnFilters
    order = "partner"
    file_name = "quan-he-cua-don-vi"
    empty = Empty(title=_("Đơn vị chưa có quan hệ nào được ghi nhận"))
    columns = [
        Column(
            name="partner",
            label=_("Đối tác"),
            value=lambda relation: relation.partner.listed_name,
            order_by=("partner__sort_key",),
        ),
        PARENT,
        COUNTRY,
        FIELDS,
        STAGE,
        SINCE,
    ]

    def get_queryset(self) -> QuerySet[Any]:
        """Return the unit's relations, and nobody else's."""
        rows = Sight(self.unit).relations()
        return rows.select_related("partner__parent", "partner__country").prefetch_related("fields")
