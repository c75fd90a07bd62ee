"""Filters of the lists of dispatches and of copies."""

from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter, ModelChoiceFilter

from accounts.filters import Filters
from dispatches.enums import CopyState, DispatchState
from dispatches.models import RegisterBook, RegisterCounter


def _years() -> list[tuple[int, str]]:
    years = RegisterCounter.objects.order_by("-year").values_list("year", flat=True).distinct()
    return [(year, str(year)) for year in years]


class DispatchFilters(Filters):
    """By words of number and subject, state, book and year."""

    search_in = ("search_key",)

    state = ChoiceFilter(
        choices=DispatchState.choices, label=_("Trạng thái"), empty_label=_("Mọi trạng thái")
    )
    book = ModelChoiceFilter(
        queryset=RegisterBook.objects.order_by("name"), label=_("Sổ"), empty_label=_("Mọi sổ")
    )
    year = ChoiceFilter(choices=_years, label=_("Năm"), empty_label=_("Mọi năm"))


class CopyFilters(Filters):
    """By words of the addressee and the address, and by state."""

    search_in = ("folded",)

    state = ChoiceFilter(
        choices=CopyState.choices, label=_("Trạng thái"), empty_label=_("Mọi trạng thái")
    )
