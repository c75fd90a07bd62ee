"""What a leader decides of a round: how it ends, that it is given up or opened again."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic.base import TemplateResponseMixin

from accounts.fields import key_in
from accounts.permissions import Permission
from consultations.domain import cancelling, closing, reopening
from consultations.forms.following import ReasonForm, ReopeningForm
from consultations.views.base import REFUSALS, RoundForm, RoundPage
from deadlines import clock

REFUSED = "refused-"  # begins the name of a unit's field for why silence is no consent


class ConfirmClosing(RoundPage, TemplateResponseMixin):
    """What closing writes for each unit; the leader confirms it, or not for single units."""

    permission = Permission.ROUND_CONFIRM
    template_name = "consultations/rounds/confirm_closing.html"

    def get(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Show each unit's outcome as of now."""
        return self._show({})

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Close; what is refused shows the page anew with the reasons as they were typed."""
        typed = _reasons(request)
        try:
            closing.confirm(
                self.round_,
                seen=request.POST.get("seen", ""),
                refused=typed,
                by=self.actor,
                at=clock.now(),
            )
        except REFUSALS as refusal:
            messages.error(request, str(refusal))
            return self._show(typed)
        messages.success(request, _("Đã xác nhận kết thúc và ghi kết quả từng đơn vị."))
        return redirect("consultations:round", self.round_.pk)

    def _show(self, typed: dict[int, str]) -> HttpResponse:
        now = clock.now()
        found = closing.proposals(self.round_, now)
        # What the leader has to decide stands on top; the sort keeps the round's own order.
        in_order = sorted(found, key=lambda one: not one.deemed)
        rows = [
            (one, f"{REFUSED}{one.consultee.pk}", typed.get(one.consultee.pk, ""))
            for one in in_order
        ]
        return self.render_to_response(
            self.get_context_data(
                rows=rows,
                deemed=sum(one.deemed for one in found),
                seen=closing.fingerprint(found),
                refusal=closing.why_not_yet(self.round_, now),
                clause=self.round_.consent_clause,
            )
        )


def _reasons(request: HttpRequest) -> dict[int, str]:
    """Return the reasons that were typed, by the consultee's id."""
    return {
        key: text
        for name, value in request.POST.items()
        if name.startswith(REFUSED)
        and (key := key_in(name.removeprefix(REFUSED)))
        and (text := str(value).strip())
    }


class Cancel(RoundForm):
    """Give the round up; the units are told."""

    permission = Permission.ROUND_CONFIRM
    template_name = "consultations/rounds/cancel.html"
    form_class = ReasonForm
    done = gettext_lazy("Đã hủy đợt lấy ý kiến; thư báo hủy được gửi đến các đơn vị.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "refusal": cancelling.why_not(self.round_),
            "told": self.round_.consultees.exclude(address="").count(),
            "answered": self.round_.consultees.filter(responses__isnull=False).distinct().count(),
        }

    def act(self, form: ReasonForm) -> None:
        cancelling.cancel(self.round_, **form.cleaned_data, by=self.actor, at=clock.now())


class Reopen(RoundForm):
    """Open a closed round again; what was written stays on record."""

    permission = Permission.ROUND_CONFIRM
    template_name = "consultations/rounds/reopen.html"
    form_class = ReopeningForm
    done = gettext_lazy("Đã mở lại đợt lấy ý kiến; thư báo được gửi đến các đơn vị.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "refusal": reopening.why_not(self.round_),
            "told": self.round_.consultees.exclude(address="").count(),
        }

    def act(self, form: ReopeningForm) -> None:
        reopening.reopen(
            self.round_,
            deadline=form.cleaned_data["deadline"],
            reason=form.cleaned_data["reason"],
            by=self.actor,
            at=clock.now(),
        )
