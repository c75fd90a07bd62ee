"""Filters of the list of outgoing mail."""

from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter, DateFilter

from accounts.filters import Filters
from deadlines.widgets import DayInput
from outbox import checks
from outbox.enums import MessageState
from outbox.models import Message


class MessageFilters(Filters):
    """By state, kind and day of writing; the search looks at recipient and subject."""

    search_in = ("folded",)

    state = ChoiceFilter(
        choices=MessageState.choices, label=_("Trạng thái"), empty_label=_("Mọi trạng thái")
    )
    kind = ChoiceFilter(
        choices=lambda: checks.labels().items(), label=_("Loại thư"), empty_label=_("Mọi loại thư")
    )
    since = DateFilter("created_at", "date__gte", label=_("Lập từ ngày"), widget=DayInput())
    until = DateFilter("created_at", "date__lte", label=_("Lập đến ngày"), widget=DayInput())

    class Meta:
        model = Message
        fields = ()
