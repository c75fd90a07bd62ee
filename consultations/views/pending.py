"""A unit's letter that waits: entered as the unit's answer beside its PDF, or rejected."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, resolve_url
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic.base import TemplateResponseMixin

from accounts.permissions import Permission
from consultations.domain import (
    correcting_entries,
    letter_doubts,
    recording_later,
    withdrawing_entries,
)
from consultations.domain import pending as letters
from consultations.domain.drafts import Answers
from consultations.domain.reading import ReadContent, contents_for
from consultations.enums import PendingState, Position
from consultations.errors import AnswerIncomplete, LetterInDoubt
from consultations.forms.answer import OpinionsForm, position_name, text_name
from consultations.forms.pending import (
    CorrectionForm,
    LaterForm,
    LetterForm,
    RejectForm,
    WithdrawForm,
)
from consultations.models import PendingResponse, Response
from consultations.views.base import REFUSALS, RoundForm, RoundPage
from consultations.views.following import UnitForm
from deadlines import clock
from dispatches.domain.printing import PDF
from dispatches.serving import shown_pdf

FILL = "fill"  # the button that chooses agreement where nothing is chosen


class PendingPage(RoundPage):
    """A page of one letter; `pending` is that of the address, of this round only."""

    permission = Permission.RESPONSE_ENTER

    @cached_property
    def pending(self) -> PendingResponse:
        """The letter with its document and unit."""
        found = PendingResponse.objects.filter(consultee__round=self.round_)
        related = found.select_related(
            "document__scan", "consultee__district", "response", "withdrawal"
        )
        return get_object_or_404(related, pk=self.kwargs["pending"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        consultee = self.pending.consultee
        return super().get_context_data(**kwargs) | {
            "pending": self.pending,
            "consultee": consultee,
            "term": self.round_.term(consultee),
        }

    def get_success_url(self) -> str:
        """Go on to the unit's page."""
        return resolve_url("consultations:unit", self.round_.pk, self.pending.consultee_id)


class EnterResponse(PendingPage, TemplateResponseMixin):
    """The letter's PDF beside a form for its opinions."""

    template_name = "consultations/pending/enter.html"
    state = PendingState.WAITING
    done = gettext_lazy("Đã ghi nhận ý kiến của đơn vị, số tiếp nhận %s.")

    @cached_property
    def contents(self) -> Sequence[ReadContent]:
        """The contents in the order of our call, which a letter follows."""
        read = contents_for(self.pending.consultee)
        return sorted(read, key=lambda one: one.content.ordinal)

    @cached_property
    def later(self) -> bool:
        """Whether the letter had come before the round was closed, and it is closed now."""
        return recording_later.is_later(self.round_, self.pending)

    @cached_property
    def reason_form(self) -> Form | None:
        """What is asked beside the opinions: once the round is closed, why only now."""
        return self._asking(LaterForm) if self.later else None

    def _asking(self, form: type[Form]) -> Form:
        posted = self.request.POST
        if FILL in posted:
            return form(initial={"reason": posted.get("reason", "")})
        return form(posted if self.request.method == "POST" else None)

    def get(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Show both; what is decided already leads to the unit's page."""
        if self.pending.state != self.state or hasattr(self.pending, "withdrawal"):
            messages.info(request, _("Văn bản trả lời này đã được xử lý."))
            return redirect(self.get_success_url())
        return self._show(self._form(None))

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Keep the answer; what is missing is said at its content and nothing typed is lost."""
        if FILL in request.POST:
            return self._show(self._form(self._filled(request.POST)))
        form = self._form(request.POST)
        asked = self.reason_form
        if not form.is_valid() or (asked and not asked.is_valid()):
            return self._show(form)
        try:
            response = self.keep(form.answers, asked.cleaned_data["reason"] if asked else "")
        except AnswerIncomplete as refusal:
            form.add_problems(refusal.problems)
            return self._show(form)
        except REFUSALS as refusal:
            messages.error(request, str(refusal))
            return self._show(form)
        messages.success(request, self.done % response.receipt)
        return redirect(self.get_success_url())

    def keep(self, answers: Answers, reason: str) -> Response:
        """Keep what was read off the letter."""
        return letters.settle(self.pending, answers, reason=reason, by=self.actor, at=clock.now())

    def known(self) -> dict[str, str]:
        """Return what stands in the form at first."""
        return {}

    def _form(self, data: Any) -> OpinionsForm:
        contents = [read.content for read in self.contents]
        return OpinionsForm(data, contents=contents, initial=self.known())

    def _filled(self, typed: QueryDict) -> QueryDict:
        """Return what was typed, with agreement where nothing was: most letters agree to all."""
        filled = typed.copy()
        for read in self.contents:
            position, text = position_name(read.content), text_name(read.content)
            if not typed.get(position) and not typed.get(text):
                filled[position] = Position.AGREE.value
        return filled

    def _show(self, form: OpinionsForm) -> HttpResponse:
        rows = [
            {
                "read": read,
                "position": form[position_name(read.content)],
                "text": form[text_name(read.content)],
            }
            for read in self.contents
        ]
        context = self.get_context_data(
            form=form,
            rows=rows,
            needs_comment=f"{Position.AGREE_WITH_COMMENTS} {Position.DISAGREE}",
            late=self._late(),
            later=self.later,
            reason_form=self.reason_form,
            correcting=self.state == PendingState.SETTLED,
            doubts=letter_doubts.doubts(self.pending.consultee, self.pending.document),
        )
        return self.render_to_response(context)

    def _late(self) -> int:
        term = self.round_.term(self.pending.consultee)
        return term.deadline.days_late(self.pending.received_at) if term else 0


class CorrectResponse(EnterResponse):
    """The letter's PDF beside what was entered from it, to be entered anew."""

    state = PendingState.SETTLED
    done = gettext_lazy("Đã sửa kết quả nhập thành bản mới, số tiếp nhận %s.")

    @cached_property
    def reason_form(self) -> Form:
        """Why it is corrected."""
        return self._asking(CorrectionForm)

    def keep(self, answers: Answers, reason: str) -> Response:
        """Keep it as a new version."""
        return correcting_entries.correct(
            self.pending, answers, reason=reason, by=self.actor, at=clock.now()
        )

    def known(self) -> dict[str, str]:
        """Return what was entered last."""
        response = correcting_entries.entered(self.pending)
        found = {}
        for comment in response.comments.select_related("content") if response else ():
            found[position_name(comment.content)] = comment.position
            found[text_name(comment.content)] = comment.text
        return found


class PendingLetter(PendingPage):
    """The letter's PDF, in the portal's own frame; only what was proved to be a plain PDF."""

    def get(self, _request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Show it; 404 for a document without a PDF."""
        document = self.pending.document
        if document.scan is None or document.scan.media_type != PDF:
            raise Http404
        return shown_pdf(document.scan, document.scan_name)


class RejectPending(PendingPage, RoundForm):
    """Say why the letter is no answer of the unit."""

    template_name = "consultations/pending/reject.html"
    form_class = RejectForm
    done = gettext_lazy("Đã ghi không nhận văn bản này là ý kiến của đơn vị.")

    def act(self, form: RejectForm) -> None:
        letters.reject(
            self.pending, reason=form.cleaned_data["reason"], by=self.actor, at=clock.now()
        )


class WithdrawResponse(PendingPage, RoundForm):
    """Say why what was entered from the letter is no answer of the unit."""

    template_name = "consultations/pending/withdraw.html"
    form_class = WithdrawForm
    done = gettext_lazy("Đã rút kết quả nhập từ văn bản này.")

    def act(self, form: WithdrawForm) -> None:
        withdrawing_entries.withdraw(
            self.pending, reason=form.cleaned_data["reason"], by=self.actor, at=clock.now()
        )


class BringLetter(UnitForm):
    """Say which registered document is the unit's answer; its opinions are entered next."""

    permission = Permission.RESPONSE_ENTER
    template_name = "consultations/pending/bring.html"
    form_class = LetterForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"documents": letters.documents_for(self.consultee)}

    def get_initial(self) -> dict[str, Any]:
        return {"day": clock.today()}

    def act(self, form: LetterForm) -> None:
        try:
            self.brought = letters.bring(
                self.consultee,
                form.cleaned_data["document"],
                received_at=form.received_at(),
                signer=form.cleaned_data["signer"],
                although=form.confirmed,
                by=self.actor,
                at=clock.now(),
            )
        except LetterInDoubt:
            form.ask_to_confirm()
            raise

    def get_success_url(self) -> str:
        return resolve_url("consultations:enter_response", self.round_.pk, self.brought.pk)
