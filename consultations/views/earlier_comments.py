"""All comments of the round before on one content, beside what they changed in this one."""

from collections.abc import Iterable
from functools import cached_property
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter

from accounts.columns import Column, Empty
from accounts.filters import Filters
from accounts.listing import LongList
from accounts.permissions import Permission
from accounts.rules import allows
from consultations.domain import comparing
from consultations.domain.comparing import Said
from consultations.enums import Position
from consultations.models import Comment, Content, TextChange
from consultations.views.base import RoundPage

NOTED = [("yes", _("Đã ghi chỗ sửa")), ("no", _("Chưa ghi chỗ sửa"))]


class EarlierFilters(Filters):
    """By the unit's name, its position, and whether a change is noted."""

    search_in = ("response__consultee__folded_name",)

    position = ChoiceFilter(
        label=_("Ý kiến"), choices=Position.choices, empty_label=_("Mọi ý kiến")
    )
    noted = ChoiceFilter(
        label=_("Chỗ sửa"), choices=NOTED, empty_label=_("Mọi góp ý"), method="by_noted"
    )

    def by_noted(self, found: Any, name: str, value: str) -> Any:
        """Keep the comments of which a change in this round is noted, or the others."""
        this_round = self.request.resolver_match.kwargs["pk"]
        made = TextChange.objects.filter(comment=OuterRef("pk"), content__round=this_round)
        return found.filter(Exists(made) if value == "yes" else ~Exists(made))


def _answer(said: Said) -> str:
    if said.answer is None:
        return ""
    return ". ".join(filter(None, (str(said.answer.get_decision_display()), said.answer.text)))


class EarlierComments(RoundPage, LongList):
    """The comments in the order of the units, each with our answer and the changed places."""

    permission = Permission.ROUND_VIEW
    template_name = "consultations/rounds/earlier_comments.html"
    filters = EarlierFilters
    order = "unit"
    file_name = "gop-y-lan-truoc"
    empty = Empty(title=_("Không có góp ý nào về nội dung này ở lần trước"))
    columns = (
        Column(
            name="unit",
            label=_("Đơn vị"),
            value=lambda said: said.consultee.committee,
            order_by=("response__consultee__position",),
            css="wide",
        ),
        Column(
            name="position",
            label=_("Ý kiến"),
            value=lambda said: str(said.comment.get_position_display()),
            order_by=("position", "response__consultee__position"),
        ),
        Column(
            name="text",
            label=_("Góp ý lần trước"),
            value=lambda said: said.comment.text,
            css="long",
        ),
        Column(
            name="answer",
            label=_("Tiếp thu, giải trình"),
            value=_answer,
            css="long",
        ),
        Column(
            name="changes",
            label=_("Đã sửa vào dự thảo"),
            value=lambda said: "\n".join(place.words for place in said.changes),
            template="consultations/rounds/_changes_cell.html",
            css="long",
        ),
    )

    @cached_property
    def content(self) -> Content:
        """The content of the address; 404 for one that was not carried over."""
        contents = self.round_.contents.filter(carried_from__isnull=False)
        return get_object_or_404(
            contents.select_related("round").prefetch_related("passages"),
            ordinal=self.kwargs["ordinal"],
        )

    def get_queryset(self) -> QuerySet[Comment]:
        return comparing.comments_on(self.content)

    def told(self, rows: Iterable[Comment]) -> Iterable[Said]:
        return comparing.said_of(rows, self.content)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        may_edit = allows(self.actor, Permission.ROUND_EDIT) and not self.round_.is_issued
        return super().get_context_data(**kwargs) | {
            "content": self.content,
            "may_edit": may_edit,
            "back": reverse("consultations:comparison", args=[self.round_.pk]),
        }
