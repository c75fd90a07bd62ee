"""Short ways to a draft: agreement to all, the last answer, the opinion of the round before."""

from typing import Any, ClassVar

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from consultations.domain import drafts, kept_opinions
from consultations.errors import ConsultationRefused
from consultations.forms.answer import DraftForm
from consultations.models import Draft
from consultations.views.answering import Answer
from consultations.views.unit import UnitPage, written


class AgreeToAll(Answer):
    """«Nhất trí toàn bộ»: a draft that agrees to every content, then the check page."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Ask first if comments would go; they are saved until the answer is given."""
        if "confirmed" not in request.POST:
            return super().post(request, **kwargs)
        form = DraftForm(request.POST)
        return self._agree(form.cleaned_data["version"]) if form.is_valid() else self.back()

    def then(self, version: int) -> HttpResponse:
        """Agree, unless the draft says something that this would drop."""
        draft = Draft.objects.filter(consultee=self.consultee).first()
        commented = [
            (read.content, text)
            for read in self.contents
            if (text := written(draft, read.content.pk)[1])
        ]
        if not commented:
            return self._agree(version)
        self.template_name = "consultations/answering/agree_to_all.html"
        context = self.get_context_data(commented=commented, version=version)
        return self.render_to_response(context)

    def _agree(self, version: int) -> HttpResponse:
        try:
            drafts.agree_to_all(self.consultee, version=version, by=self.actor, at=self.now)
        except ConsultationRefused as refusal:
            return self.refused(refusal)
        return redirect("consultations:answer_check", self.consultee.pk)


class KeepEarlier(Answer):
    """«Giữ nguyên ý kiến lần trước»: fills what is empty with the opinion on an unchanged text."""

    http_method_names = ["post"]

    def then(self, version: int) -> HttpResponse:
        """Fill the draft and show it: the unit looks, and sends its answer itself."""
        try:
            kept_opinions.keep_earlier(self.consultee, version=version, by=self.actor, at=self.now)
        except ConsultationRefused as refusal:
            return self.refused(refusal)
        messages.success(
            self.request, _("Đã điền ý kiến lần trước vào bản nháp; đề nghị xem lại rồi gửi.")
        )
        return self.back()


class SaveAndGo(Answer):
    """Save what was typed, then go on to another page of the unit's part."""

    http_method_names = ["post"]
    pages: ClassVar = {"phong-ban": "ask_offices", "van-ban": "unit_letter"}

    def then(self, version: int) -> HttpResponse:
        """Go there."""
        page = self.pages.get(self.kwargs["page"])
        if page is None:
            raise Http404
        return redirect(f"consultations:{page}", self.consultee.pk)


class BeginDraft(Answer):
    """«Gửi bản sửa», «Gửi muộn»: a new draft that starts from the last answer."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Begin it, or go on with the one there is."""
        try:
            drafts.begin(self.consultee, by=self.actor, at=self.now)
        except ConsultationRefused as refusal:
            return self.refused(refusal)
        return self.back()


class DiscardCorrection(UnitPage):
    """«Bỏ bản sửa»: a correction that was begun and not sent is thrown away, after a question."""

    template_name = "consultations/answering/discard.html"

    def get(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Ask; without a correction there is nothing to ask about."""
        if not (self.standing.draft and self.standing.latest):
            return redirect("consultations:answer", self.consultee.pk)
        return self.render_to_response(self.get_context_data())

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Throw it away, if nobody has changed it since it was shown."""
        form = DraftForm(request.POST)
        version = form.cleaned_data["version"] if form.is_valid() else -1
        try:
            drafts.discard(self.part, version=version, by=self.actor, at=self.now)
        except ConsultationRefused as refusal:
            messages.warning(request, str(refusal))
        else:
            messages.success(request, _("Đã bỏ bản sửa; ý kiến đã gửi giữ nguyên."))
        return redirect("consultations:answer", self.part.pk)
