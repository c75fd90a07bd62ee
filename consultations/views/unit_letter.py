"""The unit's own letter: drafted for signing, and put to the answer when it is signed."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from consultations.domain import unit_letter_draft, unit_letters
from consultations.errors import ConsultationRefused
from consultations.forms.answer import DraftForm
from consultations.forms.unit_letter import SignatureForm, Signs, UnitLetterForm
from consultations.views.unit import UnitPage
from deadlines.value import day_in_hanoi
from dispatches import serving, uploads
from dispatches.docx import letter_docx
from dispatches.docx.document import MEDIA_TYPE
from dispatches.domain import printing
from dispatches.errors import UploadRefused
from dispatches.letter import Letter
from dispatches.pdf import RenderError

NAME = "cong-van-tham-gia-y-kien"


class UnitLetterPage(UnitPage):
    """What is to be signed, and the signed letter that goes with the draft."""

    template_name = "consultations/unit_letter/page.html"

    def get(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Show it."""
        return self._show(UnitLetterForm(initial={"version": self.standing.version}))

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Keep the letter; what is refused stays typed above the reason."""
        form = UnitLetterForm(request.POST, request.FILES)
        if not form.is_valid():
            return self._show(form)
        try:
            unit_letters.attach(
                self.consultee,
                form.facts,
                uploads.receive(form.cleaned_data["file"]),
                version=form.cleaned_data["version"],
                by=self.actor,
                at=self.now,
            )
        except UploadRefused as refusal:
            form.add_error("file", str(refusal))
            return self._show(form)
        except ConsultationRefused as refusal:
            form.add_error(None, str(refusal))
            return self._show(form)
        messages.success(request, _("Đã ghi văn bản của đơn vị; văn bản được gửi cùng ý kiến."))
        return redirect("consultations:answer_check", self.consultee.pk)

    def _show(self, form: UnitLetterForm) -> HttpResponse:
        letter = unit_letters.of_draft(self.standing.draft)
        context = self.get_context_data(form=form, signature=SignatureForm(), letter=letter)
        return self.render_to_response(context)


class RemoveUnitLetter(UnitPage):
    """The letter no longer goes with the draft."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Take it off."""
        form = DraftForm(request.POST)
        try:
            version = form.cleaned_data["version"] if form.is_valid() else -1
            unit_letters.remove(self.consultee, version=version, by=self.actor, at=self.now)
        except ConsultationRefused as refusal:
            messages.warning(request, str(refusal))
        else:
            messages.success(request, _("Đã bỏ văn bản khỏi bản nháp."))
        return redirect("consultations:unit_letter", self.consultee.pk)


class DraftedLetter(UnitPage):
    """The letter to be signed, drafted from what the answer says now."""

    def letter(self, request: HttpRequest) -> Letter:
        """Return it, with the signer whom the address names."""
        form = SignatureForm(request.GET)
        chosen = form.cleaned_data if form.is_valid() else {}
        return unit_letter_draft.letter(
            self.consultee,
            deputy=chosen.get("signs") == Signs.DEPUTY,
            signer=chosen.get("name", ""),
            on=day_in_hanoi(self.now),
        )


class DraftedPdf(DraftedLetter):
    """As PDF."""

    def get(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Show it, or say that it could not be laid out."""
        try:
            content = printing.preview(self.letter(request))
        except RenderError as error:
            return serving.withheld(f"letter of consultee {self.consultee.pk}", error)
        return serving.framed_pdf(content, f"{NAME}.pdf")


class DraftedDocx(DraftedLetter):
    """As a Word file to edit."""

    def get(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Give it for saving."""
        return serving.attachment(letter_docx(self.letter(request)), MEDIA_TYPE, f"{NAME}.docx")
