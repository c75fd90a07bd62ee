"""Pages on which the administrator keeps the office's names, symbols, signatories and books."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView

from accounts.access import PermissionRequired
from accounts.permissions import Permission
from deadlines import clock
from dispatches import forms
from dispatches.domain import office
from dispatches.errors import DispatchRefused
from dispatches.models import Agency, DraftingUnit, RegisterBook, Signatory


@dataclass(frozen=True)
class Kind:
    """A kind of entry: its model, its form, and what it is called."""

    model: type[office.Entry]
    form: type[forms.OfficeForm]
    label: str | Promise


AGENCY = Kind(Agency, forms.AgencyForm, gettext_lazy("Cơ quan"))
DRAFTING_UNIT = Kind(DraftingUnit, forms.DraftingUnitForm, gettext_lazy("Đơn vị soạn thảo"))
SIGNATORY = Kind(Signatory, forms.SignatoryForm, gettext_lazy("Người ký"))
BOOK = Kind(RegisterBook, forms.RegisterBookForm, gettext_lazy("Sổ đăng ký"))


class Office(PermissionRequired, TemplateView):
    """All entries on one page."""

    permission = Permission.AGENCY_MANAGE
    template_name = "dispatches/office.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "agencies": Agency.objects.order_by("name"),
            "drafting_units": DraftingUnit.objects.select_related("agency").order_by(
                "abbreviation"
            ),
            "signatories": Signatory.objects.order_by("-active", "pk"),
            "books": RegisterBook.objects.order_by("name"),
        }


class EditEntry(PermissionRequired, FormView):
    """Create an entry, or change the one that the address names."""

    permission = Permission.AGENCY_MANAGE
    template_name = "dispatches/office_entry.html"
    kind: Kind = AGENCY

    @cached_property
    def entry(self) -> office.Entry:
        if "pk" not in self.kwargs:
            return self.kind.model()
        return get_object_or_404(self.kind.model, pk=self.kwargs["pk"])

    def get_form_class(self) -> type[Form]:
        return self.kind.form

    def get_initial(self) -> dict[str, Any]:
        if self.entry.pk is None:
            return {}
        return {name: getattr(self.entry, name) for name in self.kind.form.base_fields}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"kind": self.kind, "entry": self.entry}

    def form_valid(self, form: forms.OfficeForm) -> HttpResponse:
        try:
            office.keep(self.entry, form.values(), by=self.request.user, at=clock.now())
        except DispatchRefused as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        messages.success(self.request, _("Đã lưu."))
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return reverse("dispatches:agencies")
