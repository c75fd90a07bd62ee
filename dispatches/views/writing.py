"""Writing a document by hand: its blocks beside the PDF, versions, submission."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView, TemplateView

from accounts.acting import ActButton
from accounts.fields import key_in
from accounts.permissions import Permission
from deadlines import clock
from dispatches import matters, pictures
from dispatches.domain import checking, filling_in, pen, printing, versions, writing
from dispatches.domain.composing import compose
from dispatches.enums import IN_WORK
from dispatches.errors import DispatchRefused, PenHeld
from dispatches.forms.rows import Rows, initial_rows
from dispatches.forms.writing import WritingForm, initial
from dispatches.letter import Family, Letter
from dispatches.lint import Finding
from dispatches.manuscript import ManuscriptError
from dispatches.models import Dispatch, Remark
from dispatches.pdf import RenderError
from dispatches.placeholders import NAMES, fill
from dispatches.places import Place
from dispatches.views.base import DispatchPage
from vietnamese.comparison import ParagraphChange

PREVIEW = "dispatches/writing/_preview.html"


class HandWritten(DispatchPage):
    """A page of a dispatch that is written here; another app's letter has no such page."""

    permission = Permission.DISPATCH_EDIT

    @cached_property
    def document(self) -> Dispatch:
        document = super().document
        if document.letter is None or matters.of(document):
            raise Http404
        return document

    @property
    def letter(self) -> Letter:
        """The letter as it is stored."""
        return Letter.from_json(self.document.letter or {})


class Write(HandWritten, FormView):
    """The blocks of a draft, the PDF beside them."""

    template_name = "dispatches/writing/write.html"
    form_class = WritingForm
    # Who else is writing; how what was typed differs from what stands, once saving was refused.
    held: PenHeld | None = None
    differences: Sequence[ParagraphChange] | None = None

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the form to one writer at a time; what is issued or discarded is only read."""
        if self.document.state not in IN_WORK:
            return redirect(self.address)
        self.take_pen()
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Save what was written, or show it again with what is wrong."""
        form = self.get_form()
        if not (form.is_valid() and self.rows.is_valid()):
            return self.form_invalid(form)
        try:
            letter = self.written(form)
        except ManuscriptError as error:
            self.rows.complain(error)
            return self.form_invalid(form)
        except DispatchRefused as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        try:
            self.use(letter, form.cleaned_data["version"])
        except DispatchRefused as refusal:
            return self.refused(form, letter, refusal)
        return self.done(form)

    def take_pen(self) -> None:
        """Become the writer, or learn who is."""
        try:
            pen.take(self.document, by=self.actor, at=clock.now())
        except PenHeld as held:
            self.held = held

    def refused(self, form: WritingForm, letter: Letter, refusal: DispatchRefused) -> HttpResponse:
        """Show again what was typed, and how it differs from what stands.

        Who has seen that may save over it: the page then carries the version that stands.
        """
        if isinstance(refusal, PenHeld):
            self.held = refusal
        form.add_error(None, str(refusal))
        del self.document
        typed = self.request.POST.copy()
        typed["version"] = str(self.document.version)
        form.data = typed
        self.differences = [one for one in versions.changes(self.letter, letter) if one.changed]
        return self.form_invalid(form)

    @cached_property
    def rows(self) -> Any:
        """The rows as typed, or as stored."""
        if self.request.method == "POST":
            return Rows(self.request.POST, prefix="rows")
        return Rows(initial=initial_rows(self.letter), prefix="rows")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {
            "family": Family(self.document.kind.family),
            "agency": self.document.agency,
        }

    def get_initial(self) -> dict[str, Any]:
        return initial(self.letter, self.document.version, self.document.agency)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        findings = () if self.rows.is_bound else self.findings(context["form"], self.letter)
        return context | {
            "rows": self.rows,
            "held": self.held,
            "lease_minutes": pen.LEASE // timedelta(minutes=1),
            "refused": self.differences is not None,
            "differences": self.differences,
            "latest": self.document.versions.select_related("written_by").first(),
            "remarks": self.remarks(),
            "findings": findings,
            "places": self.places(),
        }

    def findings(self, form: WritingForm, letter: Letter) -> Sequence[Finding]:
        """Show what a reader would stumble over where it is said; return what has no field."""
        found = checking.findings(letter, on=clock.today())
        self.rows.show(found)
        form.show(found)
        elsewhere = (one for one in found if one.place not in (Place.BLOCK, Place.APPENDIX))
        return [one for one in elsewhere if not form.field_of(one)]

    def remarks(self) -> Sequence[Remark]:
        """Return the open remarks; those of a stored text also stand at its rows."""
        found = list(self.document.remarks.filter(heeded_at=None).select_related("made_by"))
        if not self.rows.is_bound:
            self.rows.show_remarks(found)
        return found

    def places(self) -> list[tuple[str, Any, str]]:
        """Return the closed list of places: name, what it is, and its value now."""
        values = filling_in.values_of(self.document)
        return [(name, label, values.get(name, "")) for name, label in NAMES.items()]

    def written(self, form: WritingForm) -> Letter:
        """Return the letter that the form makes; DispatchRefused, ManuscriptError."""
        letter = self.letter
        composed = compose(
            self.document.kind,
            form.text(self.rows.rows(), language=letter.language),
            unit=form.cleaned_data.get("unit"),
            signatory=form.cleaned_data.get("signatory") or letter.signature,
            on=clock.today(),
        )
        # The head stays as it was begun: in a translation, or in full in a note to foreigners.
        return replace(
            composed,
            parent_agency=letter.parent_agency,
            agency=letter.agency,
            issuer=letter.issuer,
            place=letter.place,
        )

    def use(self, letter: Letter, version: int) -> None:
        """Save the letter over the version that the page showed."""
        writing.save(
            self.document,
            letter,
            version=version,
            take_over="take_over" in self.request.POST,
            by=self.actor,
            at=clock.now(),
        )

    def done(self, form: WritingForm) -> HttpResponse:
        """Lay down the pen if asked to, else go on writing."""
        if "leave" in self.request.POST:
            pen.lay_down(self.document, by=self.actor)
            return redirect(self.address)
        return redirect("dispatches:write", self.document.pk)


class PreviewWriting(Write):
    """The pages with what is typed, before it is saved; a part of the page beside the form."""

    http_method_names = ["post"]
    template_name = PREVIEW

    def use(self, letter: Letter, version: int) -> None:
        """Keep the pen, if it is this person's, and the letter; nothing is stored."""
        self.take_pen()
        self.typed = letter

    def done(self, form: WritingForm) -> HttpResponse:
        """Show the pages and what a reader would stumble over."""
        findings = self.findings(form, self.typed)
        context: dict[str, Any] = {
            "findings": findings,
            "checked": self.rows,
            "parts": form.parts(),
        }
        try:
            filled = fill(self.typed, filling_in.values_of(self.document))
            context["pages"] = pictures.page_uris(printing.preview(filled))
        except RenderError as error:
            context["trouble"] = str(error)
        return render(self.request, PREVIEW, context)


class SubmitWritten(HandWritten, ActButton):
    """Send a document to the leader."""

    refusals = (DispatchRefused,)
    done = _("Đã trình lãnh đạo duyệt.")

    def act(self) -> None:
        """Submit the text that the page showed."""
        if self.request.POST.get("digest") != self.document.letter_digest:
            raise DispatchRefused(_("Văn bản đã thay đổi sau khi đồng chí mở trang này."))
        filling_in.submit(self.document, by=self.actor, at=clock.now())

    def get_success_url(self) -> str:
        return self.address


class Versions(DispatchPage, TemplateView):
    """What changed between two versions; by default the last two."""

    permission = Permission.DISPATCH_VIEW
    template_name = "dispatches/writing/versions.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kept = list(self.document.versions.select_related("written_by"))
        if not kept:
            raise Http404
        after = self._asked("den", kept[0].ordinal)
        before = self._asked("tu", max(after.ordinal - 1, 1))
        changes = versions.compare(before, after)
        return super().get_context_data(**kwargs) | {
            "versions": kept,
            "before": before,
            "after": after,
            "changes": changes,
            "has_changes": any(change.changed for change in changes),
            "remarks": self.document.remarks.select_related("made_by"),
        }

    def _asked(self, name: str, default: int) -> Any:
        ordinal = key_in(self.request.GET.get(name, "")) or default
        return get_object_or_404(self.document.versions, ordinal=ordinal)
