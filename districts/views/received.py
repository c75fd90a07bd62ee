"""«Văn bản nhận được»: the documents that were sent to one's unit."""

import logging
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from accounts.access import PermissionRequired
from accounts.columns import Column, Empty
from accounts.filters import Filters
from accounts.listing import ListPage
from accounts.permissions import Permission
from deadlines import clock
from dispatches import serving
from dispatches.domain import receiving
from dispatches.domain.printing import PDF
from dispatches.errors import FileDamaged
from dispatches.models import Delivery
from districts.domain.officers import district_of

logger = logging.getLogger(__name__)


class OwnDeliveries(PermissionRequired):
    """What was sent to the unit for which the person acts today; another unit's is not there."""

    permission = Permission.OWN_UNIT_VIEW

    @cached_property
    def deliveries(self) -> QuerySet[Delivery]:
        unit = district_of(self.actor, clock.today())
        found = Delivery.objects.in_portal(unit.code if unit else "")
        return found.select_related("dispatch__kind", "dispatch__cancellation")


class ReceivedFilters(Filters):
    """By words of number and subject."""

    search_in = ("dispatch__search_key",)


def _page(delivery: Delivery) -> str:
    return reverse("districts:received_one", args=[delivery.pk])


class Received(OwnDeliveries, ListPage):
    """All of them, newest first."""

    template_name = "districts/received/list.html"
    filters = ReceivedFilters
    file_name = "van-ban-nhan-duoc"
    order = "-planned"
    empty = Empty(
        title=_("Chưa nhận văn bản nào"),
        text=_("Văn bản Sở gửi cho đơn vị hiện ở đây, kể cả văn bản đã gửi qua thư điện tử."),
    )
    columns = (
        Column(
            name="number",
            label=_("Số, ký hiệu"),
            value=lambda d: d.dispatch.full_number,
            order_by=("dispatch__year", "dispatch__number"),
            url=_page,
            css="nowrap",
        ),
        Column(
            name="date",
            label=_("Ngày văn bản"),
            value=lambda d: d.dispatch.date,
            order_by=("dispatch__date",),
        ),
        Column(
            name="subject",
            label=_("Trích yếu"),
            value=lambda d: d.dispatch.subject,
            url=_page,
            css="wide",
        ),
        Column(
            name="planned",
            label=_("Gửi lúc"),
            value=lambda d: d.planned_at,
            order_by=("planned_at",),
        ),
        Column(
            name="opened",
            label=_("Mở lần đầu"),
            value=lambda d: d.opened_at,
            order_by=("opened_at",),
            template="districts/received/_opened.html",
        ),
    )

    def get_queryset(self) -> QuerySet[Delivery]:
        """Leave the letters themselves in the database."""
        return self.deliveries.defer("dispatch__letter")


class ReceivedOne(OwnDeliveries, TemplateView):
    """One of them; opening it, once there is a file, is the evidence that it arrived."""

    template_name = "districts/received/one.html"

    @cached_property
    def delivery(self) -> Delivery:
        """The delivery of the address; 404 for another unit's."""
        return get_object_or_404(
            self.deliveries.select_related("dispatch__pdf"), pk=self.kwargs["pk"]
        )

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show it, and note the first opening."""
        if receiving.has_file(self.delivery):
            receiving.note_opening(self.delivery, by=self.actor, at=clock.now())
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "delivery": self.delivery,
            "enclosures": receiving.enclosures(self.delivery),
        }


class ReceivedFile(OwnDeliveries):
    """The file itself; a cancelled document's is no longer given."""

    def get(self, request: HttpRequest, pk: int, enclosed: int = 0) -> HttpResponse:
        """Give it, or what was enclosed, for saving, and note the first opening."""
        related = ("dispatch__pdf", "copy__file")
        delivery = get_object_or_404(self.deliveries.select_related(*related), pk=pk)
        if not receiving.is_alive(delivery):
            raise Http404
        try:
            content, name = receiving.content(delivery, enclosed)
        except FileDamaged as error:
            logger.exception("delivery %s: file damaged", delivery.pk)
            return render(request, "districts/received/damaged.html", {"words": error}, status=409)
        receiving.note_opening(delivery, by=self.actor, at=clock.now())
        return serving.attachment(content, PDF, name)
