"""Checking an answer and submitting it."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from consultations.domain import answering, drafts, unit_letters
from consultations.enums import Position
from consultations.errors import (
    AnswerIncomplete,
    ConsultationRefused,
    DeadlinePassed,
    DraftConflict,
)
from consultations.forms.answer import SubmitForm
from consultations.models import Content, Draft, Response, ResponseLetter
from consultations.views.unit import UnitPage, written
from deadlines import clock


class CheckAnswer(UnitPage):
    """Everything as it will be sent, and the button that sends it."""

    template_name = "consultations/answering/check.html"

    def get(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Show the draft, or lead back to what is missing."""
        draft = self.standing.draft
        if draft is None:
            messages.warning(
                request,
                _(
                    "Chưa có ý kiến nào để gửi. Đề nghị chọn ý kiến cho từng nội dung, "
                    "hoặc bấm «Nhất trí toàn bộ»."
                ),
            )
            return redirect("consultations:answer", self.consultee.pk)
        contents = list(self.consultee.round.contents.all())
        if drafts.problems(contents, draft):
            return self._complete_first()
        return self._show(draft, contents)

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Submit what the page showed; a second click finds the first one's answer."""
        form = SubmitForm(request.POST)
        if not form.is_valid():
            return redirect("consultations:answer_check", self.part.pk)
        try:
            response = self._submit(form)
        except DeadlinePassed as refusal:
            return self._deadline_passed(form, refusal)
        except AnswerIncomplete:
            return self._complete_first()
        except DraftConflict as refusal:
            messages.warning(request, f"{refusal} {_('Đề nghị kiểm tra lại rồi gửi.')}")
            return redirect("consultations:answer_check", self.part.pk)
        except ConsultationRefused as refusal:
            messages.error(request, str(refusal))
            return redirect("consultations:answer", self.part.pk)
        return redirect("consultations:receipt", self.part.pk, response.version)

    def _submit(self, form: SubmitForm) -> Response:
        return answering.submit(
            self.part,
            key=form.cleaned_data["key"],
            version=form.cleaned_data["version"],
            late=form.cleaned_data["late"],
            by=self.actor,
            clock=clock.now,
        )

    def _show(self, draft: Draft, contents: list[Content]) -> HttpResponse:
        context = self.get_context_data(
            said=[_said(draft, content) for content in contents],
            files=draft.draft_files.select_related("file"),
            letter=(letter := unit_letters.of_draft(draft)),
            letter_is_older=letter is not None and unit_letters.is_older(letter),
            letter_stays_behind=None if letter else self._letter_sent(),
            form=SubmitForm(
                initial={
                    "key": uuid4(),
                    "version": draft.version,
                    "late": "1" if self.standing.late else "",
                }
            ),
        )
        return self.render_to_response(context)

    def _letter_sent(self) -> ResponseLetter | None:
        """The unit's letter with the answer that is corrected; it does not go with the new one."""
        sent = self.standing.latest
        return unit_letters.of_response(sent) if sent else None

    def _complete_first(self) -> HttpResponse:
        page = reverse("consultations:answer", args=[self.consultee.pk])
        return redirect(f"{page}?kiem-tra=1")

    def _deadline_passed(self, form: SubmitForm, refusal: DeadlinePassed) -> HttpResponse:
        """Say so before anything is sent as late: that must be the sender's own decision."""
        self.template_name = "consultations/answering/deadline_passed.html"
        late = SubmitForm(initial=form.cleaned_data | {"late": "1"})
        context = self.get_context_data(form=late, refusal=str(refusal))
        return self.render_to_response(context)


def _said(draft: Draft, content: Content) -> dict[str, Any]:
    position, text = written(draft, content.pk)
    return {"content": content, "position": Position(position), "text": text}
