"""A unit asks its offices for their part, and takes over what they wrote."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from consultations.domain import contributions
from consultations.errors import ConsultationRefused
from consultations.forms.contributions import AskOfficeForm
from consultations.models import Content, Contribution, ContributionRequest
from consultations.views.answering import Answer
from consultations.views.unit import UnitPage
from outbox.tasks import ring


class AskOffices(UnitPage):
    """Whom the unit asked, what they wrote, and a form to ask another."""

    template_name = "consultations/contributions/asked.html"

    def get(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Show them."""
        return self._show(self._form(None))

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Ask; what is refused stays typed above the reason."""
        form = self._form(request.POST)
        if not form.is_valid():
            return self._show(form)
        try:
            asked = contributions.ask(
                self.consultee, **form.cleaned_data, by=self.actor, at=self.now
            )
        except ConsultationRefused as refusal:
            form.add_error(None, str(refusal))
            return self._show(form)
        ring("consultations.tick")
        messages.success(request, _("Đã gửi đề nghị đến %s.") % asked.office)
        return redirect("consultations:ask_offices", self.consultee.pk)

    def _form(self, data: Any) -> AskOfficeForm:
        return AskOfficeForm(data, contents=self.consultee.round.contents.all())

    def _show(self, form: AskOfficeForm) -> HttpResponse:
        asked = contributions.requests_of(self.consultee)
        return self.render_to_response(self.get_context_data(form=form, asked=asked))


class RevokeAsking(UnitPage):
    """The link that an office has is void from now on."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Revoke it; another unit's does not exist."""
        own = ContributionRequest.objects.filter(consultee=self.consultee)
        asked = get_object_or_404(own, pk=self.kwargs["asked"])
        try:
            contributions.revoke(asked, by=self.actor, at=self.now)
        except ConsultationRefused as refusal:
            messages.warning(request, str(refusal))
        else:
            messages.success(request, _("Đã thu hồi liên kết."))
        return redirect("consultations:ask_offices", self.consultee.pk)


class TakeOver(Answer):
    """Save what was typed, then put an office's words on one content into the draft."""

    http_method_names = ["post"]

    def then(self, version: int) -> HttpResponse:
        """Put them in and show the content."""
        written = get_object_or_404(
            Contribution, request__consultee=self.consultee, pk=self.kwargs["written"]
        )
        content = get_object_or_404(Content, round=self.consultee.round, pk=self.kwargs["content"])
        if str(content.pk) not in written.answers:
            raise Http404
        contributions.take_over(written, content, version=version, by=self.actor, at=self.now)
        words = _("Đã đưa ý kiến của %s vào bản nháp; đề nghị xem lại.")
        messages.success(self.request, words % written.request.office)
        return self.back(f"#noi-dung-{content.ordinal}")
