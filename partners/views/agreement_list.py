"""The list of agreements."""

from datetime import timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter, ModelChoiceFilter

from accounts.columns import Column, Empty
from accounts.filters import Filters, in_columns
from accounts.listing import ListPage
from accounts.permissions import Permission
from accounts.rules import allows
from deadlines import clock
from districts.domain.units import local_units
from districts.forms.choosing import UnitFilter
from districts.models import Country, District
from partners.agreement_enums import AgreementKind, AgreementLevel, PartyRole, Renewal, State
from partners.domain.agreement_periods import PAST_END, telling_past_end
from partners.domain.taking_part import of_party, of_unit
from partners.models import Agreement, AgreementParty, AgreementPeriod
from partners.rules.courses import BINDING

SOON = (30, 90, 180, 365)
NAMES_OF_PARTIES = ("folded_name", "partner__folded_names", "district__folded_name")


def page_of(agreement: Agreement) -> str:
    """Return the address of an agreement's page."""
    return reverse("partners:agreement", args=[agreement.pk])


def state_of(agreement: Any) -> str:
    """Say where it stands, and that it is past its end."""
    state = str(agreement.get_state_display())
    return f"{state}; {PAST_END}" if agreement.is_past_end else state


class AgreementFilters(Filters):
    """Agreements by title, unit or partner, and by where they stand."""

    search_in = ["folded_title", "district__folded_name", "partner__folded_names"]

    state = ChoiceFilter(
        label=_("Trạng thái"), choices=State.choices, empty_label=_("Mọi trạng thái")
    )
    kind = ChoiceFilter(label=_("Loại"), choices=AgreementKind.choices, empty_label=_("Mọi loại"))
    level = ChoiceFilter(label=_("Cấp"), choices=AgreementLevel.choices, empty_label=_("Mọi cấp"))
    district = UnitFilter(
        label=_("Đơn vị"),
        queryset=local_units(),
        empty_label=_("Mọi đơn vị"),
        method="by_unit",
    )
    country = ModelChoiceFilter(
        label=_("Nước"),
        queryset=Country.objects.filter(
            Exists(
                AgreementParty.objects.filter(
                    partner__country=OuterRef("pk"), agreement__mistaken_on=None
                )
            )
        ),
        empty_label=_("Mọi nước"),
        method="by_country",
    )
    soon = ChoiceFilter(
        label=_("Hết hạn trong"),
        choices=[(days, _("%(days)d ngày") % {"days": days}) for days in SOON],
        empty_label=_("Mọi thời điểm hết hạn"),
        method="by_end",
    )

    def at_word(self, word: str) -> Q:
        """Look for a word in the names of all parties, too."""
        parties = AgreementParty.objects.filter(in_columns(word, NAMES_OF_PARTIES))
        return super().at_word(word) | Q(pk__in=parties.order_by().values("agreement"))

    def by_unit(
        self, agreements: QuerySet[Agreement], name: str, value: District
    ) -> QuerySet[Agreement]:
        """Keep what a unit is a party to or answers for now."""
        return agreements.filter(pk__in=of_unit(value).values("pk"))

    def by_country(
        self, agreements: QuerySet[Agreement], name: str, value: Country
    ) -> QuerySet[Agreement]:
        """Keep those of which a party on the other side is of the country."""
        return agreements.filter(pk__in=of_party(partner__country=value).values("pk"))

    def by_end(self, agreements: QuerySet[Agreement], name: str, value: str) -> QuerySet[Agreement]:
        """Keep those in force of which a period ends within so many days."""
        today = clock.today()
        periods = AgreementPeriod.objects.filter(
            agreement=OuterRef("pk"), ends_on__range=(today, today + timedelta(days=int(value)))
        )
        return agreements.filter(Exists(periods), state__in=BINDING)


class AgreementList(ListPage):
    """Agreements of the province and its units with foreign partners."""

    permission = Permission.PARTNER_VIEW
    template_name = "partners/agreements/list.html"
    filters = AgreementFilters
    order = "title"
    file_name = "thoa-thuan"
    columns = [
        Column(
            name="title",
            label=_("Thỏa thuận"),
            value=lambda agreement: agreement.title,
            order_by=("folded_title",),
            url=page_of,
        ),
        Column(
            name="state",
            label=_("Trạng thái"),
            value=state_of,
            order_by=("state",),
            template="partners/agreements/_state.html",
        ),
        Column(
            name="district",
            label=_("Phía ta"),
            value=lambda agreement: agreement.ours,
            order_by=("district__rank", "district__sort_key"),
        ),
        Column(
            name="partner",
            label=_("Đối tác"),
            value=lambda agreement: agreement.partner.name,
            order_by=("partner__sort_key",),
            url=lambda agreement: reverse("partners:partner", args=[agreement.partner_id]),
        ),
        Column(
            name="others",
            label=_("Bên khác"),
            value=lambda agreement: "; ".join(
                f"{party.printed_name} ({party.get_role_display().lower()})"
                for party in agreement.others
            ),
            css="long",
        ),
        Column(
            name="kind",
            label=_("Loại"),
            value=lambda agreement: agreement.get_kind_display(),
            order_by=("kind",),
        ),
        Column(
            name="signed_on",
            label=_("Ngày ký"),
            value=lambda agreement: agreement.signed_on,
            order_by=("signed_on",),
        ),
        Column(
            name="ends",
            label=_("Hết kỳ hiệu lực"),
            value=lambda agreement: agreement.runs_to,
            order_by=("runs_to",),
            template="partners/agreements/_end.html",
        ),
    ]

    def get_queryset(self) -> QuerySet[Agreement]:
        """Return all agreements with the end of the period that runs and their further parties."""
        today = clock.today()
        running = AgreementPeriod.objects.filter(agreement=OuterRef("pk"), ends_on__gte=today)
        running = running.order_by("ends_on")
        further = AgreementParty.objects.exclude(role=PartyRole.SIGNS).filter(succeeded_by=None)
        agreements = Agreement.objects.select_related("district", "partner").prefetch_related(
            Prefetch("parties", queryset=further, to_attr="others")
        )
        agreements = telling_past_end(agreements, today)
        return agreements.annotate(runs_to=running.values("ends_on")[:1])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Tell the page whether to offer a new one."""
        may_edit = allows(self.actor, Permission.AGREEMENT_EDIT)
        return super().get_context_data(**kwargs) | {
            "may_edit": may_edit,
            "tacit": Renewal.TACIT,
        }

    def get_empty(self) -> Empty:
        """Say how one begins, to those who may."""
        may_edit = allows(self.actor, Permission.AGREEMENT_EDIT)
        return Empty(
            title=_("Chưa có thỏa thuận nào"),
            text=_("Lập hồ sơ khi có ý tưởng; thỏa thuận đã ký từ trước thì ghi nhận."),
            url=reverse("partners:begin_agreement") if may_edit else "",
            action=_("Lập hồ sơ thỏa thuận") if may_edit else "",
        )
