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
    empty = Empty(
        title=_("Chưa có việc lấy ý kiến"),
        text=_("Lập việc lấy ý kiến đầu tiên: tên việc, đơn vị, thời hạn, nội dung."),
    )

    def get_queryset(self) -> QuerySet[Round]:
        return Round.objects.with_course().annotate(
            asked=Count("consultees", distinct=True),
            replied=Count("consultees__responses__consultee", distinct=True),
        )

    def get_context_data(self, found: QuerySet[Round]) -> dict[str, Any]:
        return super().get_context_data(found) | {
            "may_edit": allows(self.request.user, Permission.ROUND_EDIT)
        }

    def get_columns(self) -> Sequence[Column]:
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
            Column(
                name="deadline",
                label=_("Thời hạn"),
                value=lambda r: r.term().deadline_phrase if r.term() else "",
            ),
            Column(name="stage", label=_("Trạng thái"), value=lambda r: str(r.stage(now).label)),
            Column(
                name="replied",
                label=_("Đã trả lời"),
                value=lambda r: f"{r.replied}/{r.asked}" if r.terms.all() else "",
                css="num",
            ),
        )
