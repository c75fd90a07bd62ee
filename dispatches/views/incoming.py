"""The register of incoming documents and each of them (văn bản đến)."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from accounts.access import PermissionRequired
from accounts.acting import ActPage
from accounts.columns import Column, Empty
from accounts.listing import ListPage
from accounts.permissions import Permission
from accounts.rules import allows
from deadlines import clock
from dispatches import replies, uploads
from dispatches.domain import incoming
from dispatches.domain.dossiers import dossiers_with
from dispatches.domain.linking import links_of
from dispatches.domain.printing import PDF
from dispatches.errors import DispatchRefused, DuplicateDocument, UploadRefused
from dispatches.filters import IncomingFilters
from dispatches.forms.incoming import HandForm, IncomingForm, ProgressForm, VoidForm
from dispatches.models import IncomingDocument


def _page(document: IncomingDocument) -> str:
    return reverse("dispatches:incoming", args=[document.pk])


class IncomingList(ListPage):
    """All incoming documents, the newest first."""

    permission = Permission.DISPATCH_VIEW
    template_name = "dispatches/incoming/list.html"
    filters = IncomingFilters
    file_name = "van-ban-den"
    order = "-number"
    columns: Sequence[Column] = (
        Column(
            name="number",
            label=_("Số đến"),
            value=lambda d: d.full_arrival_number,
            order_by=("arrival_year", "arrival_number"),
            url=_page,
            css="nowrap",
        ),
        Column(name="arrived", label=_("Ngày đến"), value=lambda d: d.arrived_on),
        Column(name="author", label=_("Tác giả"), value=lambda d: d.author, order_by=("author",)),
        Column(
            name="full_number",
            label=_("Số, ký hiệu"),
            value=lambda d: d.full_number,
            order_by=("full_number",),
            css="nowrap",
        ),
        Column(name="date", label=_("Ngày văn bản"), value=lambda d: d.date, order_by=("date",)),
        Column(
            name="subject",
            label=_("Tên loại và trích yếu"),
            value=lambda d: f"{d.kind_name} {d.subject}",
            url=_page,
        ),
        Column(
            name="handler",
            label=_("Người nhận"),
            value=lambda d: d.handler.full_name if d.handler else "",
        ),
        Column(name="due", label=_("Thời hạn"), value=lambda d: d.due_on, order_by=("due_on",)),
        Column(
            name="state",
            label=_("Tiến độ"),
            value=lambda d: d.progress,
            template="dispatches/incoming/_state.html",
        ),
    )

    def get_queryset(self) -> QuerySet[IncomingDocument]:
        return IncomingDocument.objects.select_related("handler")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Tell the page whether to offer a new one."""
        return super().get_context_data(**kwargs) | {
            "may_register": allows(self.actor, Permission.INCOMING_REGISTER),
            "today": clock.today(),
        }

    def get_empty(self) -> Empty:
        may_register = allows(self.actor, Permission.INCOMING_REGISTER)
        return Empty(
            title=_("Chưa có văn bản đến"),
            text=_("Văn thư đăng ký văn bản đến, cổng cấp số đến liên tiếp trong năm."),
            url=reverse("dispatches:register_incoming") if may_register else "",
            action=_("Đăng ký văn bản đến") if may_register else "",
        )


class RegisterIncoming(ActPage):
    """Register a document; afterwards its page."""

    permission = Permission.INCOMING_REGISTER
    template_name = "dispatches/incoming/register.html"
    refusals = (DispatchRefused, UploadRefused)
    form_class = IncomingForm
    done = _("Đã đăng ký văn bản đến.")

    def get_initial(self) -> dict[str, Any]:
        return {"arrived_on": clock.today()}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "next_number": incoming.next_arrival_number(clock.today()),
            "back": reverse("dispatches:incoming_list"),
        }

    def act(self, form: IncomingForm) -> None:
        data = dict(form.cleaned_data)
        upload, although_known = data.pop("scan"), data.pop("although_known")
        enclosed = uploads.receive_all(data.pop("enclosed"))
        try:
            self.registered = incoming.receive(
                incoming.Entry(**data),
                scan=uploads.receive(upload) if upload else None,
                enclosed=enclosed,
                although_known=although_known,
                by=self.actor,
                at=clock.now(),
            )
        except DuplicateDocument as duplicate:
            form.add_error("although_known", str(duplicate))
            raise

    def get_success_url(self) -> str:
        return _page(self.registered)


class IncomingPage(PermissionRequired):
    """A page of one incoming document; `document` is that of the address."""

    permission = Permission.DISPATCH_VIEW

    @cached_property
    def document(self) -> IncomingDocument:
        documents = IncomingDocument.objects.select_related("handler", "scan", "registered_by")
        return get_object_or_404(documents, pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"document": self.document}

    def get_success_url(self) -> str:
        """Go back to the document."""
        return _page(self.document)


class IncomingDetail(IncomingPage, TemplateView):
    """One incoming document, what is linked to it and what may be done."""

    template_name = "dispatches/incoming/detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        open_ = self.document.voided_at is None
        return super().get_context_data(**kwargs) | {
            "links": links_of(self.document),
            "enclosures": self.document.enclosures.select_related("file"),
            "dossiers": dossiers_with(self.document),
            "leads": replies.leads(self.document, self.actor),
            "today": clock.today(),
            "readable": self.document.scan and self.document.scan.media_type == PDF,
            "may_hand": open_ and allows(self.actor, Permission.INCOMING_HAND),
            "may_settle": open_ and allows(self.actor, Permission.INCOMING_SETTLE),
            "may_register": open_ and allows(self.actor, Permission.INCOMING_REGISTER),
            "may_open": open_ and allows(self.actor, Permission.DISPATCH_EDIT),
            "may_link": open_ and allows(self.actor, Permission.DOCUMENT_LINK),
        }


class IncomingAct(IncomingPage, ActPage):
    """An act on an incoming document, on a page of its own."""

    template_name = "dispatches/incoming/act.html"
    refusals: tuple[type[Exception], ...] = (DispatchRefused,)
    heading: Any = ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"back": _page(self.document)}


class HandIncoming(IncomingAct):
    """Pass it to a colleague."""

    permission = Permission.INCOMING_HAND
    form_class = HandForm
    heading = _("Chuyển văn bản đến")
    done = _("Đã chuyển văn bản.")

    def get_initial(self) -> dict[str, Any]:
        return {"handler": self.document.handler, "due_on": self.document.due_on}

    def act(self, form: HandForm) -> None:
        data = form.cleaned_data
        incoming.hand_to(
            self.document,
            data["handler"],
            due_on=data["due_on"],
            by=self.actor,
            at=clock.now(),
        )


class SettleIncoming(IncomingAct):
    """Note how far it is settled."""

    permission = Permission.INCOMING_SETTLE
    form_class = ProgressForm
    heading = _("Ghi tiến độ giải quyết")
    done = _("Đã ghi tiến độ.")

    def get_initial(self) -> dict[str, Any]:
        document = self.document
        return {"progress": document.progress, "settled": document.settled_at is not None}

    def act(self, form: ProgressForm) -> None:
        data = form.cleaned_data
        incoming.note_progress(
            self.document,
            data["progress"],
            settled=data["settled"],
            by=self.actor,
            at=clock.now(),
        )


class VoidIncoming(IncomingAct):
    """Void a wrong entry."""

    permission = Permission.INCOMING_REGISTER
    form_class = VoidForm
    heading = _("Hủy số đến")
    done = _("Đã hủy số đến; số này không cấp lại.")

    def act(self, form: VoidForm) -> None:
        incoming.void(
            self.document, reason=form.cleaned_data["reason"], by=self.actor, at=clock.now()
        )
