"""Pages on which an officer follows a round to its end."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, resolve_url
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic.base import TemplateResponseMixin

from accounts.fields import key_in
from accounts.permissions import Permission
from accounts.rules import allows
from consultations.domain import calls, closing, notices, reminders, terms
from consultations.domain.correcting_receipts import correct_receipt
from consultations.forms.following import (
    AddressForm,
    ExtensionForm,
    HandOverForm,
    OrderForm,
    ReceiptForm,
)
from consultations.models import Consultee
from consultations.views.base import REFUSALS, RoundForm, RoundPage
from deadlines import clock

NOBODY = gettext_lazy("Không có đơn vị nào để nhắc: đã trả lời hoặc chưa có địa chỉ.")

CLOSED = gettext_lazy("Đã kết thúc đợt lấy ý kiến và ghi kết quả từng đơn vị.")
PROPOSED = gettext_lazy("Đã trình lãnh đạo xác nhận kết thúc đợt lấy ý kiến.")


class Remind(RoundPage, TemplateResponseMixin):
    """Remind a selection now: first who would get what, then the act."""

    permission = Permission.ROUND_REMIND
    template_name = "consultations/rounds/remind.html"

    @cached_property
    def chosen(self) -> Sequence[Consultee]:
        """The units ticked that still owe an answer."""
        ticked = (self.request.POST or self.request.GET).getlist("unit")
        keys = [key for text in ticked if (key := key_in(text)) is not None]
        owing = self.round_.consultees.unanswered().filter(pk__in=keys)
        return list(owing.with_course().select_related("draft"))

    def get(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Show the count, the recipients and the words; of all units if none is ticked."""
        if "unit" not in request.GET:
            return redirect("consultations:remind_found", self.round_.pk)
        now = clock.now()
        reachable = [unit for unit in self.chosen if reminders.can_be_reminded(unit)]
        context = self.get_context_data(
            reachable=reachable,
            unreachable=[c for c in self.chosen if not c.address],
            order=uuid4(),
            preview=notices.reminder_words(reachable[0], at=now) if reachable else "",
        )
        return self.render_to_response(context)

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Write the reminders; a second click with the same order writes none."""
        form = OrderForm(request.POST)
        if form.is_valid():
            self._remind(str(form.cleaned_data["order"]))
        else:
            messages.error(request, _("Chưa gửi nhắc. Đề nghị chọn lại đơn vị và gửi lại."))
        return redirect("consultations:round", self.round_.pk)

    def _remind(self, order: str) -> None:
        try:
            sent = reminders.remind_now(
                self.round_, self.chosen, order=order, by=self.actor, at=clock.now()
            )
        except REFUSALS as refusal:
            messages.error(self.request, str(refusal))
            return
        if not sent:
            messages.info(self.request, NOBODY)
            return
        words = ngettext("Đã gửi nhắc %(n)d đơn vị.", "Đã gửi nhắc %(n)d đơn vị.", len(sent))
        messages.success(self.request, words % {"n": len(sent)})


class Extend(RoundForm):
    """A later deadline for all, or for the unit that the address names."""

    permission = Permission.ROUND_REMIND
    template_name = "consultations/rounds/extend.html"
    form_class = ExtensionForm

    @cached_property
    def consultee(self) -> Consultee | None:
        if "consultee" not in self.kwargs:
            return None
        return get_object_or_404(self.round_.consultees.with_course(), pk=self.kwargs["consultee"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "consultee": self.consultee,
            "in_force": self.consultee.term if self.consultee else self.round_.last_term(),
            "owing": self.round_.consultees.unanswered().count(),
        }

    def act(self, form: ExtensionForm) -> None:
        term = terms.extend(
            self.round_,
            consultee=self.consultee,
            deadline=form.cleaned_data["deadline"],
            reason=form.cleaned_data["reason"],
            by=self.actor,
            at=clock.now(),
        )
        messages.success(
            self.request, _("Đã gia hạn: %(phrase)s.") % {"phrase": term.deadline_phrase}
        )


class Close(RoundPage, TemplateResponseMixin):
    """What closing would write for each unit and why; then the act."""

    permission = Permission.ROUND_CLOSE
    template_name = "consultations/rounds/close.html"

    def get(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Show each unit's outcome as of now."""
        now = clock.now()
        proposals = closing.proposals(self.round_, now)
        context = self.get_context_data(
            proposals=proposals,
            deemed=sum(proposal.deemed for proposal in proposals),
            refusal=closing.why_not_yet(self.round_, now),
            may_enter=allows(self.actor, Permission.RESPONSE_ENTER),
        )
        return self.render_to_response(context)

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Close, or propose it to a leader, as the button said; and go back to the board."""
        act, done = (closing.close, CLOSED)
        if "propose" in request.POST:
            act, done = (closing.propose, PROPOSED)
        try:
            act(self.round_, by=self.actor, at=clock.now())
        except REFUSALS as refusal:
            messages.error(request, str(refusal))
            return redirect("consultations:close", self.round_.pk)
        messages.success(request, done)
        return redirect("consultations:round", self.round_.pk)


class UnitForm(RoundForm):
    """A form about one unit's part in a round."""

    permission = Permission.ROUND_REMIND

    @cached_property
    def consultee(self) -> Consultee:
        consultees = self.round_.consultees.with_course()
        return get_object_or_404(consultees, pk=self.kwargs["consultee"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"consultee": self.consultee}

    def get_success_url(self) -> str:
        """Go back to the unit's page."""
        return resolve_url("consultations:unit", self.round_.pk, self.consultee.pk)


class CorrectAddress(UnitForm):
    """Another address for the unit; the call then goes there."""

    template_name = "consultations/rounds/address.html"
    form_class = AddressForm

    def get_initial(self) -> dict[str, Any]:
        return {"address": self.consultee.address}

    def act(self, form: AddressForm) -> None:
        address = form.cleaned_data["address"]
        calls.correct_address(self.consultee, address, by=self.actor, at=clock.now())
        messages.success(self.request, _("Đã sửa địa chỉ; công văn sẽ được gửi lại."))


class RecordHandOver(UnitForm):
    """A contact on paper or by telephone."""

    template_name = "consultations/rounds/hand_over.html"
    form_class = HandOverForm

    def get_initial(self) -> dict[str, Any]:
        return {"on": clock.today(), "caller": self.actor.full_name}

    def act(self, form: HandOverForm) -> None:
        calls.record_hand_over(self.consultee, form.contacted(), by=self.actor, at=clock.now())
        messages.success(self.request, _("Đã ghi nhận."))


class CorrectReceipt(UnitForm):
    """The unit had the letter earlier than recorded; its time is counted anew."""

    template_name = "consultations/rounds/correct_receipt.html"
    form_class = ReceiptForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"term": self.consultee.term}

    def act(self, form: ReceiptForm) -> None:
        now = clock.now()
        term = correct_receipt(self.consultee, form.received(), by=self.actor, at=now)
        messages.success(
            self.request,
            _("Đã đính chính ngày nhận; thời hạn của đơn vị: %(phrase)s.")
            % {"phrase": term.deadline.phrase_and_day},
        )
