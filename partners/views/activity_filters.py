"""Filters of the list of activities."""

from typing import Any, cast

from django.db.models import Exists, OuterRef, QuerySet
from django.forms import HiddenInput, TextInput
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_filters import CharFilter, ChoiceFilter, DateFilter, ModelChoiceFilter

from accounts.filters import SEARCH_LIMIT
from accounts.models import User
from deadlines import clock
from deadlines.widgets import DayInput
from districts.domain.units import local_units
from districts.forms.choosing import UnitFilter
from districts.models import Country
from partners.domain import contact_days
from partners.domain.naming import by_own_names, by_place
from partners.domain.next_steps import open_steps
from partners.domain.standing import standing
from partners.domain.taking_part import concerning
from partners.enums import ActivityKind
from partners.models import Activity, Agreement, Partner, Relation
from partners.views.filters import SideFilters, few_keys
from partners.views.sides import sight_of


def _seen_partners(request: HttpRequest | None) -> QuerySet[Partner]:
    if request is None:  # a filter that stands in no page
        return Partner.objects.none()
    sight = sight_of(cast("User", request.user))
    return sight.partners() if sight.unit else Partner.objects.all()


def _seen_relations(request: HttpRequest | None) -> QuerySet[Relation]:
    if request is None:
        return Relation.objects.none()
    return sight_of(cast("User", request.user)).relations()


def _seen_agreements(request: HttpRequest | None) -> QuerySet[Agreement]:
    if request is None:
        return Agreement.objects.none()
    unit = sight_of(cast("User", request.user)).unit
    return concerning(unit) if unit else Agreement.objects.all()


def _told(record: Any) -> str:
    return record.full_name if isinstance(record, Partner) else str(record)


class NarrowedFilter(ModelChoiceFilter):
    """Keeps what belongs to one record: the page of that record leads here, nobody chooses it."""

    def __init__(self, **kwargs: Any) -> None:
        """Offer nothing: the register has too many to choose from."""
        super().__init__(widget=HiddenInput(), **kwargs)


NARROWED = ("partner_id", "relation", "agreement")


class ActivityFilters(SideFilters):
    """Activities by words, kind, period, unit, country, open next steps, and of one record."""

    search_in = ["folded_title"]

    kind = ChoiceFilter(label=_("Loại"), choices=ActivityKind.choices, empty_label=_("Mọi loại"))
    since = DateFilter(
        label=_("Từ ngày"), field_name="ends_on", lookup_expr="gte", widget=DayInput()
    )
    until = DateFilter(
        label=_("đến ngày"), field_name="starts_on", lookup_expr="lte", widget=DayInput()
    )
    unit = UnitFilter(
        label=_("Đơn vị"),
        queryset=local_units(),
        empty_label=_("Mọi đơn vị"),
        field_name="districts",
    )
    country = ModelChoiceFilter(
        label=_("Nước"),
        queryset=Country.objects.all(),
        empty_label=_("Mọi nước"),
        method="by_country",
    )
    partner = CharFilter(
        label=_("Tên đối tác"),
        max_length=SEARCH_LIMIT,
        method="by_partner",
        widget=TextInput(attrs={"placeholder": _("Tên đối tác")}),
    )
    step = ChoiceFilter(
        label=_("Việc tiếp theo"),
        choices=[("open", _("Còn việc chưa xong")), ("late", _("Việc đã quá hạn"))],
        empty_label=_("Việc tiếp theo bất kỳ"),
        method="by_step",
    )
    state = ChoiceFilter(
        label=_("Trạng thái"),
        choices=[
            ("held", _("Đã diễn ra")),
            ("planned", pgettext_lazy("activity", "Dự kiến")),
            ("cancelled", _("Đã hủy")),
        ],
        empty_label=_("Mọi trạng thái"),
        method="by_state",
    )
    partner_id = NarrowedFilter(label=_("Đối tác"), queryset=_seen_partners, method="by_one")
    relation = NarrowedFilter(
        label=_("Quan hệ hợp tác"), queryset=_seen_relations, method="by_relation"
    )
    agreement = NarrowedFilter(
        label=_("Thỏa thuận"), queryset=_seen_agreements, field_name="agreements"
    )

    def get_form_class(self) -> Any:
        """Have only that record asked for to which the address narrows the list."""
        for name in NARROWED:
            if not self.data.get(name):
                del self.filters[name]
        return super().get_form_class()

    @property
    def narrowed(self) -> list[tuple[Any, str]]:
        """The record to which the list is narrowed, after what it is."""
        if not self.is_bound or not self.is_valid():
            return []
        fields = self.form.hidden_fields()
        found = [(each.label, self.form.cleaned_data[each.name]) for each in fields]
        return [(label, _told(record)) for label, record in found if record]

    def by_one(self, found: QuerySet[Any], name: str, value: Partner) -> QuerySet[Any]:
        """Keep what the partner's own page tells."""
        return found.filter(pk__in=contact_days.told_of(value).order_by().values("pk"))

    def by_relation(self, found: QuerySet[Any], name: str, value: Relation) -> QuerySet[Any]:
        """Keep what the relation's own page tells."""
        return found.filter(pk__in=contact_days.activities_of(value).order_by().values("pk"))

    def by_state(self, found: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep what was cancelled, or of what stands the one that has begun or lies ahead."""
        if value == "cancelled":
            return found.filter(cancelled_at__isnull=False)
        today = clock.today()
        if value == "held":
            return contact_days.held(found, today)
        return standing(found).filter(starts_on__gt=today)

    def by_country(self, found: QuerySet[Any], name: str, value: Country) -> QuerySet[Any]:
        """Keep the activities with a partner of the country."""
        partners = Partner.objects.filter(country=value).order_by()
        return self._with(found, partners, few_keys(partners))

    def by_partner(self, found: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep the activities with a partner of that name, or of that name and place."""
        there = Partner.objects.filter(merged_into=None).order_by()
        partners = by_own_names(there, value)
        keys = few_keys(partners)
        if keys == []:
            partners = by_place(there, value)
            keys = few_keys(partners)
        return self._with(found, partners, keys)

    def _with(
        self, found: QuerySet[Any], partners: QuerySet[Partner], keys: list[int] | None
    ) -> QuerySet[Any]:
        """Keep the activities with one of the partners: few are asked for once, not for each.

        Of many, a page is soon full: each activity is looked at in its turn until then.
        """
        if keys is None:
            return found.filter(Exists(partners.filter(activities=OuterRef("pk"))))
        links = Activity.partners.through.objects.filter(partner__in=keys)
        return found.filter(pk__in=links.values("activity"))

    def by_step(self, found: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep the activities whose next step is not done, or is late."""
        still_open = open_steps(found)
        return still_open.filter(next_step_due__lt=clock.today()) if value == "late" else still_open
