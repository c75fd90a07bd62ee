"""Acts on a dispatch: approve, return, issue."""

from datetime import date
from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from accounts.acting import ActButton, ActPage
from accounts.permissions import Permission
from deadlines import clock
from dispatches import consequences, guards
from dispatches.domain import approval, issuing, writing
from dispatches.domain.remarks import Spot
from dispatches.enums import DispatchState
from dispatches.errors import DispatchRefused
from dispatches.forms.acts import ApprovalForm, IssueForm, ReturnForm
from dispatches.models import RegisterBook
from dispatches.views.base import DispatchPage
from dispatches.views.detail import TEMPLATE, WithPdf
from dispatches.views.remarking import spot_in


class Approve(DispatchPage, ActButton):
    """Approve the text that was on the page."""

    permission = Permission.DISPATCH_APPROVE
    refusals = (DispatchRefused,)
    done = _("Đã duyệt. Văn bản chờ văn thư cấp số.")

    def act(self) -> None:
        form = ApprovalForm(self.request.POST)
        digest = form.cleaned_data["digest"] if form.is_valid() else ""
        approval.approve(self.document, digest=digest, by=self.actor, at=clock.now())

    def get_success_url(self) -> str:
        return self.address


class SendBack(WithPdf, ActPage):
    """Return a dispatch to its drafter; if refused, the page again with what was typed."""

    http_method_names = ["post"]
    permission = Permission.DISPATCH_APPROVE
    template_name = TEMPLATE
    refusals = (DispatchRefused,)
    form_class = ReturnForm
    done = _("Đã trả lại văn bản cho người soạn thảo.")

    def act(self, form: ReturnForm) -> None:
        writing.send_back(
            self.document,
            reason=form.cleaned_data["reason"],
            typed=self.typed(),
            by=self.actor,
            at=clock.now(),
        )

    def typed(self) -> dict[Spot, str]:
        """Return what was typed at single blocks; a field that names none is nobody's."""
        named = ((spot_in(name), str(text)) for name, text in self.request.POST.items())
        return {spot: text for spot, text in named if spot is not None}

    def form_invalid(self, form: ReturnForm) -> HttpResponse:
        again = {"return_form": form, "remarkable": self.remarkable(self.typed())}
        return self.render_to_response(self.get_context_data(**again))

    def get_success_url(self) -> str:
        return self.address


class Issue(DispatchPage, ActPage):
    """Give number and date."""

    permission = Permission.DISPATCH_ISSUE
    template_name = "dispatches/issue.html"
    refusals = (DispatchRefused,)
    form_class = IssueForm
    done = _("Đã ban hành văn bản; số và ngày đã ghi vào sổ.")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Ask for number and date, or go back if there is nothing to issue."""
        if self.book and self.document.state != DispatchState.APPROVED:
            return redirect(self.address)
        return super().get(request, *args, **kwargs)

    @cached_property
    def today(self) -> date:
        return clock.today()

    @cached_property
    def book(self) -> RegisterBook:
        """The book that numbers it; what is not numbered by itself has no such page."""
        if self.document.book is None or not self.document.is_numbered:
            raise Http404
        return self.document.book

    def next_number(self, on: date) -> int:
        return issuing.next_number(self.book, on)

    def get_initial(self) -> dict[str, Any]:
        return {"number": self.next_number(self.today), "date": self.today}

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"next_number": self.next_number}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "next_number": self.next_number(self.today),
            "obstacles": guards.reasons(self.document, clock.now()),
            "consequences": consequences.of_issuing(self.document),
        }

    def act(self, form: IssueForm) -> None:
        number, on = form.cleaned_data["number"], form.cleaned_data["date"]
        issuing.issue(self.document, number=number, date=on, by=self.actor, at=clock.now())

    def get_success_url(self) -> str:
        return self.address
