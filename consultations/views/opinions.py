"""All opinions of a round as one list: what the answers that count say of each content."""

from typing import Any

from django.db.models import QuerySet
from django.forms import IntegerField
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter, NumberFilter

from accounts.columns import Column, Empty
from accounts.filters import Filters
from accounts.listing import LongList
from accounts.permissions import Permission
from consultations.domain.agreement_figures import opinions_of
from consultations.enums import Position
from consultations.models import Comment, Round
from consultations.views.base import RoundPage


class OrdinalFilter(NumberFilter):
    """A whole number."""

    field_class = IntegerField


class OpinionFilters(Filters):
    """By the unit's name, the content's number, and the position."""

    search_in = ("response__consultee__folded_name",)

    content = OrdinalFilter(label=_("Nội dung số"), field_name="content__ordinal", min_value=1)
    position = ChoiceFilter(
        label=_("Ý kiến"), choices=Position.choices, empty_label=_("Mọi ý kiến")
    )


class Opinions(RoundPage, LongList):
    """Content by content, the units in the round's order; of a sealed round nothing."""

    permission = Permission.ROUND_VIEW
    template_name = "consultations/rounds/opinions.html"
    filters = OpinionFilters
    order = "content"
    file_name = "cac-y-kien"
    empty = Empty(title=_("Chưa có ý kiến nào"))
    columns = (
        Column(
            name="content",
            label=_("Nội dung"),
            value=lambda said: said.content.ordinal,
            order_by=("content__ordinal", "response__consultee__position"),
            css="num",
        ),
        Column(
            name="unit",
            label=_("Đơn vị"),
            value=lambda said: said.response.consultee.committee,
            order_by=("response__consultee__position", "content__ordinal"),
            url=lambda said: reverse(
                "consultations:unit",
                args=[said.response.consultee.round_id, said.response.consultee_id],
            ),
        ),
        Column(
            name="position",
            label=_("Ý kiến"),
            value=lambda said: said.get_position_display(),
            order_by=("position", "content__ordinal", "response__consultee__position"),
        ),
        Column(name="text", label=_("Nội dung góp ý"), value=lambda said: said.text, css="long"),
    )

    def get_rounds(self) -> QuerySet[Round]:
        """Return rounds with their common time limits."""
        return Round.objects.with_common_terms()

    def get_queryset(self) -> QuerySet[Comment]:
        """Return the opinions; none while they are sealed."""
        return Comment.objects.none() if self.round_.is_sealed else opinions_of(self.round_)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Name the contents, of which the list has the numbers."""
        contents = self.round_.contents.order_by("ordinal")
        return super().get_context_data(**kwargs) | {"contents": contents}
