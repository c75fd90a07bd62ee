"""Acts on a dispatch: approve, return, issue."""

from datetime import date
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import FormView

from accounts.permissions import Permission
from deadlines import clock
from deadlines.value import HANOI
from dispatches import guards
from dispatches.domain import approval, issuing
from dispatches.enums import DispatchState
from dispatches.errors import DispatchRefused
from dispatches.forms import ApprovalForm, IssueForm, ReturnForm
from dispatches.views.base import DispatchPage
from dispatches.views.detail import DispatchDetailPage


class Approve(DispatchPage):
    """Approve the text that was on the page."""

    permission = Permission.DISPATCH_APPROVE

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        form = ApprovalForm(request.POST)
        digest = form.cleaned_data["digest"] if form.is_valid() else ""
        try:
            approval.approve(self.document, digest=digest, by=request.user, at=clock.now())
        except DispatchRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("Đã duyệt. Văn bản chờ văn thư cấp số."))
        return redirect("dispatches:detail", self.document.pk)


class SendBack(DispatchDetailPage):
    """Return a dispatch to its drafter."""

    permission = Permission.DISPATCH_APPROVE

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        form = ReturnForm(request.POST)
        if form.is_valid() and self._returned(form):
            messages.success(request, _("Đã trả lại văn bản cho người soạn thảo."))
            return redirect("dispatches:detail", self.document.pk)
        return self.render_to_response(self.get_context_data(return_form=form), status=422)

    def _returned(self, form: ReturnForm) -> bool:
        reason = form.cleaned_data["reason"]
        try:
            approval.send_back(self.document, reason=reason, by=self.request.user, at=clock.now())
        except DispatchRefused as refusal:
            form.add_error(None, str(refusal))
            return False
        return True


class Issue(DispatchPage, FormView):
    """Give number and date."""

    permission = Permission.DISPATCH_ISSUE
    template_name = "dispatches/issue.html"
    form_class = IssueForm

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Ask for number and date, or go back if there is nothing to issue."""
        if self.document.state != DispatchState.APPROVED:
            return redirect("dispatches:detail", self.document.pk)
        return super().get(request, *args, **kwargs)

    @cached_property
    def today(self) -> date:
        return clock.now().astimezone(HANOI).date()

    def get_initial(self) -> dict[str, Any]:
        number = issuing.next_number(self.document.book, self.today)
        return {"number": number, "date": self.today}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "next_number": issuing.next_number(self.document.book, self.today),
            "obstacles": guards.reasons(self.document, self.today),
        }

    def form_valid(self, form: IssueForm) -> HttpResponse:
        number, day = form.cleaned_data["number"], form.cleaned_data["date"]
        if not form.confirm_skipped(issuing.next_number(self.document.book, day)):
            return self.form_invalid(form)
        try:
            issuing.issue(
                self.document, number=number, date=day, by=self.request.user, at=clock.now()
            )
        except DispatchRefused as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        messages.success(
            self.request,
            _("Đã ban hành văn bản số %(number)s.") % {"number": self.document.full_number},
        )
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return reverse("dispatches:detail", args=[self.document.pk])
