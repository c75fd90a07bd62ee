"""The list of rounds."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.columns import Column, Empty
from accounts.filters import Filters
from accounts.listing import ListPage
from accounts.permissions import Permission
from accounts.rules import allows
from consultations.models import Round
from deadlines import clock


class RoundFilters(Filters):
    """Search over the matter's title and the letter's number."""

    search_in = ("dispatch__search_key",)

    class Meta:
        model = Round
        fields: Sequence[str] = ()


class RoundList(ListPage):
    """All rounds, newest first."""

    permission = Permission.ROUND_VIEW
    template_name = "consultations/rounds/list.html"
    filters = RoundFilters
    order = "-created"
    file_name = "lay-y-kien"

    def get_queryset(self) -> QuerySet[Round]:
        """Return the rounds with how many units were asked and how many have answered."""
        return Round.objects.with_course().annotate(
            asked=Count("consultees", distinct=True),
            replied=Count("consultees__responses__consultee", distinct=True),
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Tell the page whether to offer a new matter."""
        may_edit = allows(self.actor, Permission.ROUND_EDIT)
        return super().get_context_data(**kwargs) | {"may_edit": may_edit}

    def get_empty(self) -> Empty:
        """Lead those who may begin a matter to its form."""
        may_edit = allows(self.actor, Permission.ROUND_EDIT)
        return Empty(
            title=_("Chưa có việc lấy ý kiến"),
            text=_("Lập việc lấy ý kiến đầu tiên: tên việc, đơn vị, thời hạn, nội dung."),
            url=reverse("consultations:new") if may_edit else "",
            action=_("Lấy ý kiến mới") if may_edit else "",
        )

    def get_columns(self) -> Sequence[Column]:
        """Return the columns as of now: the stage depends on it."""
        now = clock.now()
        return (
            Column(
                name="title",
                label=_("Việc lấy ý kiến"),
                value=lambda r: r.label,
                order_by=("consultation__title", "ordinal"),
                url=lambda r: reverse("consultations:round", args=[r.pk]),
            ),
            Column(
                name="created",
                label=_("Công văn"),
                value=lambda r: r.dispatch.full_number,
                order_by=("pk",),
            ),
            Column(name="date", label=_("Ngày"), value=lambda r: r.dispatch.date),
            Column(name="deadline", label=_("Thời hạn"), value=_deadline),
            Column(name="stage", label=_("Trạng thái"), value=lambda r: str(r.stage(now).label)),
            Column(name="replied", label=_("Đã trả lời"), value=_replied, css="num"),
        )


def _deadline(round_: Round) -> str:
    term = round_.term()
    return term.deadline_phrase if term else ""


def _replied(round_: Any) -> str:
    """Return «4/10»; nothing for a round of the paper time, which took no answers here."""
    return f"{round_.replied}/{round_.asked}" if round_.terms.all() else ""
