"""A unit's draft is handed in, returned with remarks, and compared with what was submitted."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from consultations.domain import checking
from consultations.domain.drafts import said_in
from consultations.domain.hand_in_versions import compared
from consultations.enums import Position
from consultations.errors import AnswerIncomplete, ConsultationRefused
from consultations.forms.answer import DraftForm
from consultations.forms.checking import GiveBackForm, remark_name
from consultations.models import HandIn
from consultations.views.unit import UnitPage


class HandInDraft(UnitPage):
    """«Trình kiểm tra»: the draft as the check page showed it goes to the submitter."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Hand it in, or say why not."""
        form = DraftForm(request.POST)
        if not form.is_valid():
            return redirect("consultations:answer_check", self.consultee.pk)
        version: int = form.cleaned_data["version"]
        try:
            checking.hand_in(self.consultee, version=version, by=self.actor, at=self.now)
        except AnswerIncomplete as refusal:
            messages.warning(request, str(refusal))
            return redirect("consultations:answer", self.consultee.pk)
        except ConsultationRefused as refusal:
            messages.warning(request, str(refusal))
        else:
            messages.success(request, _("Đã trình kiểm tra."))
        return redirect("consultations:answer_check", self.consultee.pk)


class GiveBackDraft(UnitPage):
    """«Trả lại»: the submitter says what is to be changed."""

    template_name = "consultations/checking/give_back.html"

    def require_handed_in(self) -> None:
        """Nothing is here unless something may go back."""
        if self.standing.returnable is None:
            raise Http404

    def get(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Show the form."""
        self.require_handed_in()
        return self._show(self._form(None, initial={"version": self.standing.version}))

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Return it; what is refused stays typed above the reason."""
        form = self._form(request.POST)
        if not form.is_valid():
            return self._show(form)
        try:
            checking.give_back(
                self.consultee,
                version=form.cleaned_data["version"],
                remarks=form.cleaned_data["remarks"],
                on_contents=form.on_contents,
                by=self.actor,
                at=self.now,
            )
        except ConsultationRefused as refusal:
            form.add_error(None, str(refusal))
            return self._show(form)
        messages.success(request, _("Đã trả lại bản nháp cho người soạn."))
        return redirect("consultations:answer", self.consultee.pk)

    def _form(self, data: Any, **kwargs: Any) -> GiveBackForm:
        contents = list(self.consultee.round.contents.all())
        return GiveBackForm(data, contents=contents, **kwargs)

    def _show(self, form: GiveBackForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form, said=self._said(form)))

    def _said(self, form: GiveBackForm) -> list[dict[str, Any]]:
        """Return what was handed in on each content, with the field for a remark on it."""
        handed_in = self.standing.returnable
        answers = said_in(handed_in) if handed_in else {}
        rows = []
        for content in form.contents:
            position, text = answers.get(content.pk, ("", ""))
            rows.append(
                {
                    "content": content,
                    "position": Position(position) if position else "",
                    "text": text,
                    "remark": form[remark_name(content)],
                }
            )
        return rows


class HandedIn(UnitPage):
    """What was handed in beside what was then submitted, or stands in the draft, word by word."""

    template_name = "consultations/checking/handed_in.html"

    def get(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Show both versions."""
        kept = HandIn.objects.select_related("handed_in_by", "returned_by")
        handed_in = get_object_or_404(
            kept, consultee=self.consultee, draft_version=self.kwargs["version"]
        )
        context = self.get_context_data(handed_in=handed_in, comparison=compared(handed_in))
        return self.render_to_response(context)
