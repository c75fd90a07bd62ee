"""Pages on which the administrator keeps the office's names, symbols, signatories and books."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any, cast

from django.shortcuts import get_object_or_404
from django.urls import reverse_lazy
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from accounts.access import PermissionRequired
from accounts.acting import ActPage
from accounts.permissions import Permission
from deadlines import clock
from dispatches.domain import office
from dispatches.errors import DispatchRefused
from dispatches.forms import office as forms
from dispatches.models import Agency, DocumentKind, DraftingUnit, RegisterBook, Signatory


@dataclass(frozen=True)
class Kind:
    """A kind of entry: its model, its form, and what it is called."""

    model: type[office.Entry]
    form: type[forms.OfficeForm]
    label: str | Promise


AGENCY = Kind(Agency, forms.AgencyForm, _("Cơ quan"))
DRAFTING_UNIT = Kind(DraftingUnit, forms.DraftingUnitForm, _("Đơn vị soạn thảo"))
SIGNATORY = Kind(Signatory, forms.SignatoryForm, _("Người ký"))
BOOK = Kind(RegisterBook, forms.RegisterBookForm, _("Sổ đăng ký"))
DOCUMENT_KIND = Kind(DocumentKind, forms.DocumentKindForm, _("Thể loại văn bản"))


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
            "signatories": Signatory.objects.select_related("agency").order_by("-active", "pk"),
            "books": RegisterBook.objects.order_by("name"),
            "kinds": DocumentKind.objects.select_related("agency", "book").order_by("rank", "name"),
        }


class EditEntry(ActPage):
    """Create an entry, or change the one that the address names."""

    permission = Permission.AGENCY_MANAGE
    template_name = "dispatches/office_entry.html"
    refusals = (DispatchRefused,)
    done = _("Đã lưu.")
    success_url = reverse_lazy("dispatches:agencies")
    kind: Kind = AGENCY

    @cached_property
    def entry(self) -> office.Entry:
        if "pk" not in self.kwargs:
            return self.kind.model()
        return cast("office.Entry", get_object_or_404(self.kind.model, pk=self.kwargs["pk"]))

    def get_form_class(self) -> type[forms.OfficeForm]:
        return self.kind.form

    def get_form(self, form_class: Any = None) -> Any:
        """Ask no more for the agency of an entry that is there."""
        form = super().get_form(form_class)
        if self.entry.pk and "agency" in form.fields:
            form.fields["agency"].disabled = True
        return form

    def get_initial(self) -> dict[str, Any]:
        if self.entry.pk is None:
            return {}
        return {name: getattr(self.entry, name) for name in self.kind.form.base_fields}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"kind": self.kind, "entry": self.entry}

    def act(self, form: forms.OfficeForm) -> None:
        office.keep(self.entry, form.cleaned_data, by=self.actor, at=clock.now())
