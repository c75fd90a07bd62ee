"""«Đã gửi»: all that the unit has submitted."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from accounts.columns import Column, Empty
from accounts.filters import Filters
from accounts.listing import ListPage
from consultations.models import Response
from consultations.rules.outcome import of_positions
from consultations.views.unit import OwnUnit


class SentFilters(Filters):
    """Search by the letter's number and subject."""

    search_in = ("consultee__round__dispatch__search_key",)

    class Meta:
        model = Response
        fields: list[str] = []


def _page(response: Response) -> str:
    return reverse("consultations:receipt", args=[response.consultee_id, response.version])


def _opinion(response: Response) -> str:
    if response.withdrawn_at:
        return gettext("Sở Ngoại vụ đã rút, không được tính")
    return str(of_positions(comment.position for comment in response.comments.all()).label)


def _lateness(response: Response) -> str:
    late = response.days_late
    return ngettext("muộn %d ngày", "muộn %d ngày", late) % late if response.is_late else ""


class Sent(OwnUnit, ListPage):
    """The unit's answers, newest first."""

    template_name = "consultations/answering/sent_list.html"
    filters = SentFilters
    order = "-received"
    file_name = "y-kien-da-gui"
    empty = Empty(
        title=_("Đơn vị chưa gửi ý kiến nào"),
        text=_("Ý kiến đã gửi hiện ở đây cùng số tiếp nhận, mã băm và phiếu tiếp nhận PDF."),
    )
    columns = (
        Column(
            name="matter",
            label=_("Việc lấy ý kiến"),
            value=lambda response: response.consultee.round.title,
            order_by=("consultee__round__consultation__title", "consultee__round__ordinal"),
            url=_page,
        ),
        Column(
            name="receipt",
            label=_("Số tiếp nhận"),
            value=lambda response: response.receipt,
            order_by=("receipt_year", "receipt_number"),
        ),
        Column(name="version", label=_("Bản"), value=lambda r: r.version, order_by=("version",)),
        Column(
            name="received",
            label=_("Nhận lúc"),
            value=lambda response: response.received_at,
            order_by=("received_at",),
        ),
        Column(name="opinion", label=_("Kết luận"), value=_opinion),
        Column(name="late", label=_("Hạn"), value=_lateness),
    )

    def get_queryset(self) -> QuerySet[Any]:
        """Return the unit's own answers."""
        return (
            Response.versions.filter(consultee__district=self.district)
            .select_related("term", "consultee__round__consultation")
            .prefetch_related("comments")
        )
