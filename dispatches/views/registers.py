"""The registers, to print and to save; what is noted and cancelled in them."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from accounts import spreadsheet
from accounts.access import PermissionRequired
from accounts.acting import ActPage
from accounts.permissions import Permission
from accounts.rules import allows
from deadlines import clock
from dispatches import serving
from dispatches.domain import handling
from dispatches.errors import DispatchRefused
from dispatches.forms.handling import CancelForm, HandlingForm, VoidNumberForm
from dispatches.models import DispatchHandling, IncomingDocument, RegisterBook, RegisterCounter
from dispatches.pdf import RenderError
from dispatches.registers.incoming import incoming_register, settlement_register
from dispatches.registers.outgoing import outgoing_register
from dispatches.registers.sheet import Sheet
from dispatches.views.base import DispatchPage

ARRIVALS = {"den": incoming_register, "giai-quyet": settlement_register}


class Registers(PermissionRequired, TemplateView):
    """All registers by year."""

    permission = Permission.DISPATCH_VIEW
    template_name = "dispatches/registers/list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        arrivals = IncomingDocument.objects.order_by("-arrival_year").values_list(
            "arrival_year", flat=True
        )
        outgoing = RegisterCounter.objects.filter(book__dispatches__isnull=False)
        return super().get_context_data(**kwargs) | {
            "outgoing": outgoing.select_related("book").order_by("-year", "book__name").distinct(),
            "arrival_years": arrivals.distinct(),
            "may_cancel": allows(self.actor, Permission.DISPATCH_ISSUE),
        }


class PrintRegister(PermissionRequired):
    """One register of one year: PDF to read and print, or a workbook to save."""

    permission = Permission.DISPATCH_VIEW

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Give it; 404 for a year or a book without a register."""
        sheet = self.sheet()
        name = f"so-{self.kwargs.get('kind', 'di')}-{self.kwargs['year']}"
        if request.GET.get("dang") == "xlsx":
            return serving.attachment(sheet.workbook(), spreadsheet.MEDIA_TYPE, f"{name}.xlsx")
        try:
            return serving.framed_pdf(sheet.pdf(), f"{name}.pdf")
        except RenderError as error:
            return serving.withheld(f"register {name}", error)

    def sheet(self) -> Sheet:
        """Return the register that the address names."""
        year = self.kwargs["year"]
        if kind := self.kwargs.get("kind"):
            if kind not in ARRIVALS:
                raise Http404
            return ARRIVALS[kind](year)
        book = get_object_or_404(RegisterBook, pk=self.kwargs["book"])
        return outgoing_register(book, year)


class NoteHandling(DispatchPage, ActPage):
    """Copies, day of forwarding, who signed for it."""

    permission = Permission.DISPATCH_ISSUE
    template_name = "dispatches/registers/handling.html"
    refusals = (DispatchRefused,)
    form_class = HandlingForm
    done = _("Đã ghi vào sổ.")

    def get_initial(self) -> dict[str, Any]:
        noted = DispatchHandling.objects.filter(dispatch=self.document).first()
        names = HandlingForm.base_fields
        return {name: getattr(noted, name) for name in names} if noted else {}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"back": self.address}

    def act(self, form: HandlingForm) -> None:
        handling.note_handling(self.document, **form.cleaned_data, by=self.actor, at=clock.now())

    def get_success_url(self) -> str:
        return self.address


class Cancel(DispatchPage, ActPage):
    """Cancel an issued document; it stays in the register with the reason."""

    permission = Permission.DISPATCH_ISSUE
    template_name = "dispatches/registers/cancel.html"
    refusals = (DispatchRefused,)
    form_class = CancelForm
    done = _("Đã hủy văn bản; số và lý do còn trong sổ.")

    def act(self, form: CancelForm) -> None:
        handling.cancel(
            self.document, reason=form.cleaned_data["reason"], by=self.actor, at=clock.now()
        )

    def get_success_url(self) -> str:
        return self.address


class VoidNumber(ActPage):
    """Say that a number is not used."""

    permission = Permission.DISPATCH_ISSUE
    template_name = "dispatches/registers/void.html"
    refusals = (DispatchRefused,)
    form_class = VoidNumberForm
    done = _("Đã ghi số không dùng.")
    success_url = reverse_lazy("dispatches:registers")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"back": self.success_url}

    def act(self, form: VoidNumberForm) -> None:
        handling.void_number(**form.cleaned_data, by=self.actor, at=clock.now())
