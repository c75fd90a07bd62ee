"""Dossiers (hồ sơ): list, opening, checklist, documents, values, export."""

from functools import cached_property
from typing import Any

from django.db.models import Count, QuerySet
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from accounts.access import PermissionRequired
from accounts.acting import ActButton, ActPage
from accounts.columns import Column, Empty
from accounts.fields import key_in
from accounts.listing import ListPage
from accounts.permissions import Permission
from accounts.rules import allows
from deadlines import clock
from dispatches import counterparts, leads
from dispatches.domain import dossier_export, dossiers, filling_in, requirements
from dispatches.domain.chronology import timeline
from dispatches.domain.finding import find_cited
from dispatches.errors import DispatchRefused
from dispatches.filters import DossierFilters
from dispatches.forms.dossiers import AddDocumentForm, OpenForm, ValuesForm
from dispatches.models import Dossier, IncomingDocument
from dispatches.serving import attachment


def _page(dossier: Dossier) -> str:
    return reverse("dispatches:dossier", args=[dossier.pk])


class DossierList(ListPage):
    """All dossiers, the newest first."""

    permission = Permission.DISPATCH_VIEW
    template_name = "dispatches/dossiers/list.html"
    filters = DossierFilters
    file_name = "ho-so"
    order = "-opened"
    empty = Empty(
        title=_("Chưa có hồ sơ"),
        text=_("Mở hồ sơ từ một văn bản đến, hoặc bằng nút «Mở hồ sơ»."),
    )
    columns = (
        Column(name="title", label=_("Tên hồ sơ"), value=lambda d: d.title, url=_page),
        Column(
            name="origin",
            label=_("Văn bản đến"),
            value=lambda d: d.origin.full_number if d.origin else "",
            css="nowrap",
        ),
        Column(name="count", label=_("Số văn bản"), value=lambda d: d.count, css="num"),
        Column(
            name="opened", label=_("Mở lúc"), value=lambda d: d.opened_at, order_by=("opened_at",)
        ),
        Column(name="closed", label=_("Đóng lúc"), value=lambda d: d.closed_at),
    )

    def get_queryset(self) -> QuerySet[Dossier]:
        return Dossier.objects.select_related("origin").annotate(count=Count("documents"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Tell the page whether to offer a new one."""
        may_open = allows(self.actor, Permission.DISPATCH_EDIT)
        return super().get_context_data(**kwargs) | {"may_open": may_open}


def _title(origin: IncomingDocument) -> str:
    """Propose what the document is about: its subject without «V/v», which no dossier is called."""
    return capfirst(origin.subject.removeprefix("V/v").strip())


class OpenDossier(ActPage):
    """Open a dossier, for the incoming document that the address names, if any."""

    permission = Permission.DISPATCH_EDIT
    template_name = "dispatches/dossiers/open.html"
    refusals = (DispatchRefused,)
    form_class = OpenForm
    done = _("Đã mở hồ sơ.")

    def get_initial(self) -> dict[str, Any]:
        asked = key_in(self.request.GET.get("van-ban-den", ""))
        origin = IncomingDocument.objects.filter(pk=asked or 0).first()
        return {"origin": origin, "title": _title(origin) if origin else ""}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"back": reverse("dispatches:dossiers")}

    def act(self, form: OpenForm) -> None:
        self.opened = dossiers.open_dossier(**form.cleaned_data, by=self.actor, at=clock.now())

    def get_success_url(self) -> str:
        return _page(self.opened)


class DossierPage(PermissionRequired):
    """A page of one dossier; `dossier` is that of the address."""

    permission = Permission.DISPATCH_VIEW

    @cached_property
    def dossier(self) -> Dossier:
        rows = Dossier.objects.select_related("origin", "checklist", "opened_by")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "dossier": self.dossier,
            "back": _page(self.dossier),
        }

    def get_success_url(self) -> str:
        """Go back to the dossier."""
        return _page(self.dossier)


class DossierDetail(DossierPage, TemplateView):
    """Checklist, documents in order of time, and what may be done."""

    template_name = "dispatches/dossiers/detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        standings = requirements.standings(self.dossier)
        may_edit = allows(self.actor, Permission.DISPATCH_EDIT)
        return super().get_context_data(**kwargs) | {
            "standings": standings,
            "missing": sum(not standing.is_met for standing in standings),
            "timeline": timeline(self.dossier),
            "may_edit": may_edit and self.dossier.closed_at is None,
            "to_draft": dossiers.to_draft(self.dossier).exists(),
            "leads": leads.of(self.dossier),
            "partner": counterparts.by_code(self.dossier.partner),
        }


class DraftPack(DossierPage, ActButton):
    """Draft the documents of the checklist that are not there yet."""

    permission = Permission.DISPATCH_EDIT
    refusals = (DispatchRefused,)
    done = _("Đã soạn sẵn các văn bản của danh mục. Lời văn gợi ý cần cán bộ rà soát.")

    def act(self) -> None:
        dossiers.draft_pack(self.dossier, by=self.actor, at=clock.now())


class CloseDossier(DossierPage, ActPage):
    """Close the dossier, after it was said what that means: it is not opened again."""

    permission = Permission.DISPATCH_EDIT
    template_name = "dispatches/dossiers/close.html"
    refusals = (DispatchRefused,)
    form_class = Form
    done = _("Đã đóng hồ sơ.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        standings = requirements.standings(self.dossier)
        return super().get_context_data(**kwargs) | {
            "held": self.dossier.documents.count(),
            "missing": sum(not standing.is_met for standing in standings),
        }

    def act(self, form: Form) -> None:
        dossiers.close(self.dossier, by=self.actor, at=clock.now())


class DossierForm(DossierPage, ActPage):
    """A form about one dossier."""

    permission = Permission.DISPATCH_EDIT
    template_name = "dispatches/dossiers/form.html"
    refusals: tuple[type[Exception], ...] = (DispatchRefused,)
    heading: Any = ""


class SetValues(DossierForm):
    """What the places of its letters are filled with."""

    form_class = ValuesForm
    heading = _("Thông tin để điền vào văn bản")

    @property
    def done(self) -> Any:  # type: ignore[override]
        """Say where the new values show, and where the former ones stay."""
        if filling_in.keeps_former_values(self.dossier):
            return _(
                "Đã lưu; các dự thảo còn chỗ điền hiện giá trị mới. Văn bản đã trình hoặc đã duyệt "
                "giữ giá trị cũ cho đến khi được trả lại."
            )
        return _("Đã lưu; các dự thảo còn chỗ điền hiện giá trị mới.")

    def get_initial(self) -> dict[str, Any]:
        return dict(self.dossier.values)

    def get_form_kwargs(self) -> dict[str, Any]:
        """Leave out the names of a partner that was chosen: they stand in the register."""
        return super().get_form_kwargs() | {"partner": self.dossier.partner}

    def act(self, form: ValuesForm) -> None:
        dossiers.set_values(
            self.dossier,
            form.values(),
            partner=form.cleaned_data["partner"],
            by=self.actor,
            at=clock.now(),
        )


class AddDocument(DossierForm):
    """Put a registered document into it."""

    form_class = AddDocumentForm
    heading = _("Đưa văn bản vào hồ sơ")
    done = _("Đã đưa văn bản vào hồ sơ.")

    def act(self, form: AddDocumentForm) -> None:
        document = find_cited(form.cleaned_data["full_number"])
        dossiers.add_document(self.dossier, document, by=self.actor, at=clock.now())


class ExportDossier(DossierPage):
    """The whole dossier as one archive."""

    def get(self, _request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Give it for saving."""
        content = dossier_export.export(self.dossier)
        return attachment(content, "application/zip", f"ho-so-{self.dossier.pk}.zip")
