"""Templates of letters: kept by the administrator, begun from by officers."""

from dataclasses import asdict
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView

from accounts.access import PermissionRequired
from accounts.acting import ActButton
from accounts.columns import Column, Empty
from accounts.listing import ListPage
from accounts.permissions import Permission
from deadlines import clock
from dispatches import pictures
from dispatches.domain import letter_templates, printing
from dispatches.errors import DispatchRefused
from dispatches.filters import TemplateFilters
from dispatches.forms.letter_templates import TemplateForm
from dispatches.forms.rows import Rows
from dispatches.manuscript import ManuscriptError, read
from dispatches.models import Dispatch, LetterTemplate
from dispatches.pdf import RenderError
from dispatches.placeholders import NAMES
from dispatches.views.writing import PREVIEW


def _page(template: LetterTemplate) -> str:
    return reverse("dispatches:template", args=[template.pk])


class TemplateList(ListPage):
    """All templates, in the order in which they are offered."""

    permission = Permission.AGENCY_MANAGE
    template_name = "dispatches/letter_templates/list.html"
    filters = TemplateFilters
    file_name = "mau-van-ban"
    order = "rank"
    empty = Empty(
        title=_("Chưa có mẫu văn bản"),
        text=_("Mẫu giúp cán bộ soạn nhanh và đúng lời văn của cơ quan."),
        url=reverse_lazy("dispatches:add_template"),
        action=_("Thêm mẫu"),
    )
    columns = (
        Column(
            name="name", label=_("Tên mẫu"), value=lambda t: t.name, order_by=("name",), url=_page
        ),
        Column(name="kind", label=_("Thể loại"), value=lambda t: t.kind.name),
        Column(name="language", label=_("Ngôn ngữ"), value=lambda t: t.get_language_display()),
        Column(
            name="checklist",
            label=_("Danh mục yêu cầu"),
            value=lambda t: t.checklist.name if t.checklist else "",
        ),
        Column(name="rank", label=_("Thứ tự"), value=lambda t: t.rank, order_by=("rank", "name")),
        Column(
            name="active",
            label=_("Trạng thái"),
            value=lambda t: str(_("Đang dùng") if t.active else _("Thôi dùng")),
            template="dispatches/letter_templates/_state.html",
        ),
    )

    def get_queryset(self) -> QuerySet[LetterTemplate]:
        return LetterTemplate.objects.select_related("kind", "checklist")


class EditTemplate(PermissionRequired, FormView):
    """A template's parts and blocks, the letter that it makes beside them."""

    permission = Permission.AGENCY_MANAGE
    template_name = "dispatches/letter_templates/edit.html"
    form_class = TemplateForm
    success_url = reverse_lazy("dispatches:templates")

    @cached_property
    def template(self) -> LetterTemplate:
        if "pk" not in self.kwargs:
            return LetterTemplate()
        return get_object_or_404(LetterTemplate, pk=self.kwargs["pk"])

    @cached_property
    def rows(self) -> Any:
        """The rows as typed, or as stored."""
        if self.request.method == "POST":
            return Rows(self.request.POST, prefix="rows")
        return Rows(initial=self.template.rows, prefix="rows")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"template": self.template}

    def get_initial(self) -> dict[str, Any]:
        if self.template.pk is None:
            return {}
        stored = {
            name: getattr(self.template, name)
            for name in TemplateForm.base_fields
            if name != "seen"
        }
        return stored | {"seen": letter_templates.fingerprint(self.template)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "rows": self.rows,
            "template": self.template,
            "places": [(name, label, "") for name, label in NAMES.items()],
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Take the parts and the blocks together, or show again what is wrong."""
        form = self.get_form()
        if not (form.is_valid() and self.rows.is_valid()):
            return self.form_invalid(form)
        rows = self.rows.rows()
        try:
            read(rows)  # here a fault can still be shown at its row
            values = form.values() | {"rows": [asdict(row) for row in rows]}
            self.use(values, form.cleaned_data["seen"])
        except ManuscriptError as error:
            self.rows.complain(error)
            return self.form_invalid(form)
        except DispatchRefused as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        return self.form_valid(form)

    def use(self, values: dict[str, Any], seen: str) -> None:
        """Keep the template over the one that the page showed."""
        letter_templates.keep_template(
            self.template, values, seen=seen, by=self.actor, at=clock.now()
        )


class PreviewTemplate(EditTemplate):
    """The pages that the template would make as it is typed; a part of the page beside the form."""

    http_method_names = ["post"]
    template_name = PREVIEW

    def use(self, values: dict[str, Any], seen: str) -> None:
        """Make the letter; nothing is stored."""
        for name, value in values.items():
            setattr(self.template, name, value)
        self.letter = letter_templates.letter_of(self.template, on=clock.today())

    def form_valid(self, form: TemplateForm) -> HttpResponse:
        """Show the pages."""
        try:
            context: dict[str, Any] = {"pages": pictures.page_uris(printing.preview(self.letter))}
        except RenderError as error:
            context = {"trouble": str(error)}
        return render(self.request, PREVIEW, context)


class BeginFromTemplate(ActButton):
    """A new document from a template; its blocks come next."""

    permission = Permission.DISPATCH_EDIT
    refusals = (DispatchRefused,)
    done = _("Đã lập dự thảo theo mẫu. Hãy soạn nội dung.")
    begun: Dispatch | None = None

    def act(self) -> None:
        template = get_object_or_404(LetterTemplate, pk=self.kwargs["pk"])
        self.begun = letter_templates.begin_from(template, by=self.actor, at=clock.now())

    def get_success_url(self) -> str:
        if self.begun is None:
            return reverse("dispatches:begin")
        return reverse("dispatches:write", args=[self.begun.pk])
