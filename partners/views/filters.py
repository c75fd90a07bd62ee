"""Filters of the lists of partners, relations and activities."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter, ModelChoiceFilter

from accounts.filters import Filters
from accounts.rules import of_the_department
from deadlines import clock
from districts.domain.units import local_units
from districts.forms.choosing import UnitFilter
from districts.models import Country, District, Field
from partners.domain import silence
from partners.domain.lapsed import lapsed
from partners.domain.naming import by_place, plain
from partners.domain.own_word import unconfirmed
from partners.enums import PartnerTier, ProposalState, Stage
from partners.models import Partner, Relation
from partners.rules.silence import months_before

FEW = 100
MONTHS = [(str(n), format_lazy(_("quá {count} tháng"), count=n)) for n in (3, 6, 12, 24)]


class SearchedFirst(Filters):
    """Filters of a long list: the words are looked for once, and what is found is sorted after.

    In one question the database would look through the list twice, to count and to show; and in
    the list's order, fetching each row to look. What is found often is found soon in that order.
    """

    def search(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep the rows in which every word stands somewhere."""
        keys = few_keys(super().search(queryset.order_by(), name, value))
        if keys is None:
            return super().search(queryset, name, value)
        return queryset.filter(pk__in=keys) if keys else self.search_further(queryset, value)

    def search_further(self, queryset: QuerySet[Any], value: str) -> QuerySet[Any]:
        """Return what is found by other ways where no row has the words."""
        return queryset.none()


def few_keys(found: QuerySet[Any]) -> list[int] | None:
    """Return the keys of the rows, or None if they are many."""
    keys = list(found.values_list("pk", flat=True)[: FEW + 1])
    return keys if len(keys) <= FEW else None


class PartnerFilters(SearchedFirst):
    """Partners by any of their names, and by what is with them."""

    search_in = ["folded_names"]

    country = ModelChoiceFilter(
        label=_("Nước"),
        queryset=Country.objects.filter(Exists(Partner.objects.filter(country=OuterRef("pk")))),
        empty_label=_("Mọi nước"),
    )
    tier = ChoiceFilter(label=_("Cấp"), choices=PartnerTier.choices, empty_label=_("Mọi cấp"))
    field = ModelChoiceFilter(
        label=_("Lĩnh vực"),
        queryset=Field.objects.all(),
        empty_label=_("Mọi lĩnh vực"),
        field_name="fields",
    )
    stage = ChoiceFilter(
        label=_("Giai đoạn quan hệ"),
        choices=[*Stage.choices, ("none", _("Chưa có quan hệ"))],
        empty_label=_("Mọi giai đoạn"),
        method="by_stage",
    )
    unit = UnitFilter(
        label=_("Đơn vị"),
        queryset=local_units(),
        empty_label=_("Mọi đơn vị"),
        method="by_unit",
    )
    quiet = ChoiceFilter(
        label=_("Liên hệ gần nhất"),
        choices=MONTHS,
        empty_label=_("Liên hệ bất kỳ lúc nào"),
        method="by_last_contact",
    )

    def search(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep those that have every word in their names."""
        return super().search(queryset, name, plain(value))

    def search_further(self, queryset: QuerySet[Any], value: str) -> QuerySet[Any]:
        """Look also where they lie."""
        return by_place(queryset, value)

    def by_stage(self, found: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep partners with a relation at the stage, or with none; of the unit if one is named."""
        if value == "none":
            standing = Relation.objects.filter(joined_into=None)
            return found.exclude(pk__in=standing.values("partner"))
        return found.filter(pk__in=self._relations().filter(stage=value).values("partner"))

    def by_unit(self, found: QuerySet[Any], name: str, value: District) -> QuerySet[Any]:
        """Keep partners with which the unit has a relation; without any stage those of nobody."""
        if self.form.cleaned_data.get("stage"):
            return found  # `by_stage` has asked for both
        return found.filter(pk__in=self._relations().values("partner"))

    def _relations(self) -> QuerySet[Relation]:
        """Return the relations that stand, of the unit if one is named."""
        relations = Relation.objects.filter(joined_into=None)
        unit = self.form.cleaned_data.get("unit")
        return relations.filter(district=unit) if unit else relations

    def by_last_contact(self, found: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep partners whom nobody has met for longer than that, or ever."""
        limit = months_before(clock.today(), int(value))
        return found.filter(Q(last_contact_on__lt=limit) | Q(last_contact_on=None))


class SideFilters(SearchedFirst):
    """Filters of a list that the department and units share: what is offered is what is seen."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer a unit no choice of units, and no countries with which only others have to do."""
        super().__init__(*args, **kwargs)
        if not of_the_department(self.request.user):
            for name in {"unit", "country"} & self.filters.keys():
                del self.filters[name], self.form.fields[name]


class RelationFilters(SideFilters):
    """Relations by partner and unit, stage, country, field, and silence."""

    search_in = ["partner__folded_names", "district__folded_name"]

    stage = ChoiceFilter(
        label=_("Giai đoạn"), choices=Stage.choices, empty_label=_("Mọi giai đoạn")
    )
    country = ModelChoiceFilter(
        label=_("Nước"),
        queryset=Country.objects.all(),
        empty_label=_("Mọi nước"),
        field_name="partner__country",
    )
    field = ModelChoiceFilter(
        label=_("Lĩnh vực"),
        queryset=Field.objects.all(),
        empty_label=_("Mọi lĩnh vực"),
        field_name="fields",
    )
    unit = UnitFilter(
        label=_("Đơn vị"),
        queryset=local_units(),
        empty_label=_("Mọi đơn vị"),
        null_label=_("Cấp tỉnh"),
        field_name="district",
    )
    silence = ChoiceFilter(
        label=_("Lâu không có hoạt động"),
        choices=[
            ("silent", _("Lâu không có hoạt động, chưa tạm hoãn nhắc")),
            ("snoozed", _("Lâu không có hoạt động, đang tạm hoãn nhắc")),
        ],
        empty_label=_("Hoạt động bất kỳ lúc nào"),
        method="by_silence",
    )
    covered = ChoiceFilter(
        label=_("Thỏa thuận"),
        choices=[
            ("over", _("Thỏa thuận không còn hiệu lực, chờ quyết định")),
            ("own", _("Đơn vị tự ghi, chưa có thỏa thuận, chờ xác nhận")),
        ],
        empty_label=_("Thỏa thuận bất kỳ"),
        method="by_cover",
    )

    def search(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep those that have every word in the names of the two."""
        return super().search(queryset, name, plain(value))

    def search_further(self, queryset: QuerySet[Any], value: str) -> QuerySet[Any]:
        """Look also where the partner lies: of two namesakes it is the one that is meant."""
        return by_place(queryset, value, self.search_in, of="partner__")

    def by_silence(self, found: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep the silent relations, snoozed or not."""
        today = clock.today()
        silent = silence.silent(found, today)
        asleep = silence.snoozed(today)
        return silent.filter(asleep) if value == "snoozed" else silent.exclude(asleep)

    def by_cover(self, found: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep what waits for a decision: the agreement is over, or only the unit says so."""
        return unconfirmed(found) if value == "own" else lapsed(found, clock.today())


class ProposalFilters(SideFilters):
    """Proposals by name, state and unit."""

    search_in = ["folded_name", "district__folded_name"]

    state = ChoiceFilter(
        label=_("Trạng thái"), choices=ProposalState.choices, empty_label=_("Mọi trạng thái")
    )
    unit = UnitFilter(
        label=_("Đơn vị"),
        queryset=local_units(),
        empty_label=_("Mọi đơn vị"),
        field_name="district",
    )
