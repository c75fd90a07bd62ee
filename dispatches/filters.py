"""Filters of the lists of dispatches and of copies."""

from django.db.models import Q, QuerySet, TextChoices
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter, ModelChoiceFilter

from accounts.filters import Filters
from dispatches.domain.standing import TROUBLED
from dispatches.enums import Channel, CopyState, DispatchState
from dispatches.models import (
    CANCELLED,
    Delivery,
    Dispatch,
    DocumentKind,
    IncomingDocument,
    RegisterBook,
    RegisterCounter,
)


def _years() -> list[tuple[int, str]]:
    years = RegisterCounter.objects.order_by("-year").values_list("year", flat=True).distinct()
    return [(year, str(year)) for year in years]


class Handling(TextChoices):
    """How far an incoming document is, as the list is filtered by it."""

    NEW = "new", _("Chưa chuyển")
    OPEN = "open", _("Đang giải quyết")
    SETTLED = "settled", _("Đã giải quyết")
    VOID = "void", _("Đã hủy số")


HANDLED: dict[str, Q] = {
    Handling.NEW: Q(handler__isnull=True, settled_at__isnull=True, voided_at__isnull=True),
    Handling.OPEN: Q(handler__isnull=False, settled_at__isnull=True, voided_at__isnull=True),
    Handling.SETTLED: Q(settled_at__isnull=False, voided_at__isnull=True),
    Handling.VOID: Q(voided_at__isnull=False),
}


def _arrival_years() -> list[tuple[int, str]]:
    years = IncomingDocument.objects.order_by("-arrival_year").values_list(
        "arrival_year", flat=True
    )
    return [(year, str(year)) for year in years.distinct()]


class IncomingFilters(Filters):
    """By words of author, number, kind and subject, year of arrival and handling."""

    search_in = ("search_key",)

    handling = ChoiceFilter(
        choices=Handling.choices,
        method="by_handling",
        label=_("Tiến độ"),
        empty_label=_("Mọi tiến độ"),
    )
    arrival_year = ChoiceFilter(choices=_arrival_years, label=_("Năm"), empty_label=_("Mọi năm"))

    def by_handling(
        self, documents: QuerySet[IncomingDocument], _name: str, value: str
    ) -> QuerySet[IncomingDocument]:
        """Keep those that are as far as that."""
        return documents.filter(HANDLED[value])


class DossierFilters(Filters):
    """By words of the title."""

    search_in = ("search_key",)


class ReferenceFilters(Filters):
    """By words of number, author and subject."""

    search_in = ("search_key",)


class TemplateFilters(Filters):
    """By words of code, name and subject, by kind, and whether it is used."""

    search_in = ("search_key",)

    kind = ModelChoiceFilter(
        queryset=DocumentKind.objects.filter(templates__isnull=False).distinct().order_by("name"),
        label=_("Thể loại"),
        empty_label=_("Mọi thể loại"),
    )
    active = ChoiceFilter(
        choices=[("True", _("Đang dùng")), ("False", _("Thôi dùng"))],
        label=_("Trạng thái"),
        empty_label=_("Mọi trạng thái"),
    )


class DispatchFilters(Filters):
    """By words of number and subject, state, book and year."""

    search_in = ("search_key",)

    state = ChoiceFilter(
        choices=[*DispatchState.choices, ("cancelled", _("Đã hủy"))],
        method="by_state",
        label=_("Trạng thái"),
        empty_label=_("Mọi trạng thái"),
    )
    book = ModelChoiceFilter(
        queryset=RegisterBook.objects.order_by("name"), label=_("Sổ"), empty_label=_("Mọi sổ")
    )
    year = ChoiceFilter(choices=_years, label=_("Năm"), empty_label=_("Mọi năm"))

    def by_state(
        self, dispatches: QuerySet[Dispatch], _name: str, value: str
    ) -> QuerySet[Dispatch]:
        """Keep those that read so; what was cancelled is issued no longer."""
        if value == "cancelled":
            return dispatches.filter(CANCELLED)
        of_state = dispatches.filter(state=value)
        return of_state.exclude(CANCELLED) if value == DispatchState.ISSUED else of_state


class CopyFilters(Filters):
    """By words of the addressee and the address, and by state."""

    search_in = ("folded",)

    state = ChoiceFilter(
        choices=CopyState.choices, label=_("Trạng thái"), empty_label=_("Mọi trạng thái")
    )


class DeliveryFilters(Filters):
    """By words of the recipient and the address, by way, and those with trouble."""

    search_in = ("folded",)

    channel = ChoiceFilter(
        choices=Channel.choices, label=_("Cách gửi"), empty_label=_("Mọi cách gửi")
    )
    trouble = ChoiceFilter(
        choices=[("yes", _("Chưa đến, cần xử lý"))],
        method="by_trouble",
        label=_("Tình trạng"),
        empty_label=_("Mọi tình trạng"),
    )

    def by_trouble(
        self, deliveries: QuerySet[Delivery], _name: str, _value: str
    ) -> QuerySet[Delivery]:
        """Keep those that did not arrive and that somebody has to look after."""
        return deliveries.filter(TROUBLED)


class ChecklistFilters(Filters):
    """No more than by its code: there are few."""

    search_in = ("code",)
