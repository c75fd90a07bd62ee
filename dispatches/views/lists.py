"""The register as a list (văn bản đi)."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.columns import Column, Empty
from accounts.listing import ListPage
from accounts.permissions import Permission
from accounts.rules import allows
from dispatches.filters import DispatchFilters
from dispatches.models import Dispatch


def _page(dispatch: Dispatch) -> str:
    return reverse("dispatches:detail", args=[dispatch.pk])


class DispatchList(ListPage):
    """All dispatches, drafts included."""

    permission = Permission.DISPATCH_VIEW
    template_name = "dispatches/list.html"
    filters = DispatchFilters
    file_name = "van-ban"
    order = "-created"
    empty = Empty(
        title=_("Chưa có văn bản nào"),
        text=_("Văn bản xuất hiện ở đây khi soạn văn bản hoặc một việc lấy ý kiến."),
    )
    columns = (
        Column(
            name="number",
            label=_("Số, ký hiệu"),
            value=lambda d: d.full_number,
            order_by=("year", "number"),
            url=_page,
            css="nowrap",
        ),
        Column(
            name="date",
            label=_("Ngày văn bản"),
            value=lambda d: d.date,
            order_by=("date", "number"),
        ),
        Column(name="subject", label=_("Trích yếu"), value=lambda d: d.subject, url=_page),
        Column(
            name="book",
            label=_("Sổ"),
            value=lambda d: d.book.name if d.book else "",
            order_by=("book__name",),
        ),
        Column(
            name="state",
            label=_("Trạng thái"),
            value=lambda d: d.state_in_words,
            order_by=("state",),
            template="dispatches/_state.html",
        ),
        Column(
            name="created",
            label=_("Lập lúc"),
            value=lambda d: d.created_at,
            order_by=("created_at",),
        ),
    )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Tell the page whether to offer a new document, or to enter one issued on paper."""
        return super().get_context_data(**kwargs) | {
            "may_write": allows(self.actor, Permission.DISPATCH_EDIT),
            "may_enter": allows(self.actor, Permission.DISPATCH_ISSUE),
        }

    def get_queryset(self) -> QuerySet[Dispatch]:
        """Leave the letters themselves in the database."""
        return Dispatch.objects.select_related(
            "book", "cancellation", "translates__cancellation"
        ).defer("letter", "translates__letter")
