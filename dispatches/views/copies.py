"""Pages on copies for many addressees: begin a run, watch it, begin again what failed."""

from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.generic.base import TemplateResponseMixin
from django_htmx.http import HttpResponseClientRefresh

from accounts.access import PermissionRequired
from accounts.acting import ActButton, ActPage
from accounts.columns import Column, Empty
from accounts.listing import ListPage
from accounts.permissions import Permission
from accounts.rules import allows
from deadlines import clock
from dispatches import addressees, groups, pictures
from dispatches.domain import copies, printing, runs
from dispatches.domain.deliveries import may_be_sent
from dispatches.enums import CopyState, DispatchState
from dispatches.errors import DispatchRefused
from dispatches.filters import CopyFilters
from dispatches.forms.copies import AddresseesForm
from dispatches.letter import Letter
from dispatches.models import LetterCopy, LetterRun
from dispatches.pdf import RenderError
from dispatches.views.base import DispatchPage
from outbox.tasks import ring

MAKE_COPIES = "dispatches.make_copies"


@dataclass(frozen=True)
class Share:
    """One part of the bar of progress."""

    tone: str
    count: int
    label: str | Promise


class StartRun(DispatchPage, ActPage):
    """Paste or upload the list, look at what it gives, begin."""

    permission = Permission.DISPATCH_COPY
    template_name = "dispatches/copies/start.html"
    refusals = (DispatchRefused,)
    form_class = AddresseesForm
    done = _("Đã bắt đầu tạo bản gửi riêng.")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Ask for the list, or go back if there is nothing to copy."""
        if self.document.state != DispatchState.ISSUED or not runs.has_copies(self.document):
            return redirect(self.address)
        return super().get(request, *args, **kwargs)

    def get_initial(self) -> dict[str, Any]:
        """Begin with whom the document is known to be for."""
        known = chain.from_iterable(groups.members_of(self.document).values())
        return {"text": addressees.to_text(list(known))}

    def form_valid(self, form: AddresseesForm) -> HttpResponse:
        """Begin with a list that the person has seen; show one that is new."""
        entries = form.cleaned_data["addressees"]
        if form.cleaned_data["seen"] == addressees.fingerprint(entries):
            return super().form_valid(form)
        seen = {"text": addressees.to_text(entries), "seen": addressees.fingerprint(entries)}
        return self.render_to_response(
            self.get_context_data(form=self.form_class(initial=seen), **self.shown(entries))
        )

    def shown(self, entries: list[addressees.Addressee]) -> dict[str, Any]:
        """Return what the page shows of a list: its ends, and the letter with the longest name."""
        longest = max((one.name for one in entries), key=len)
        letter = copies.letter_to(Letter.from_json(self.document.letter or {}), longest)
        try:
            sample = {"page": pictures.page_uri(printing.preview(letter), 1)}
        except RenderError as error:
            sample = {"trouble": str(error)}
        return sample | {"count": len(entries), "first": entries[:5], "last": entries[5:][-2:]}

    def act(self, form: AddresseesForm) -> None:
        entries = form.cleaned_data["addressees"]
        self.run = runs.start(self.document, entries, by=self.actor, at=clock.now())
        ring(MAKE_COPIES)

    def get_success_url(self) -> str:
        return reverse("dispatches:run", args=[self.run.pk])


class OfRun(PermissionRequired):
    """A page of one run."""

    permission = Permission.DISPATCH_VIEW

    @cached_property
    def run(self) -> LetterRun:
        runs_with_dispatch = LetterRun.objects.select_related(
            "dispatch__kind", "dispatch__cancellation", "bound", "started_by"
        )
        return get_object_or_404(runs_with_dispatch, pk=self.kwargs["run"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the run and how far it is."""
        tally = runs.tally(self.run)
        shares = [
            Share("ok", tally.made, _("đã tạo")),
            Share("bad", tally.failed, _("không tạo được")),
            Share("idle", tally.waiting, _("chờ tạo")),
        ]
        return super().get_context_data(**kwargs) | {
            "run": self.run,
            "tally": tally,
            # Once it is finished, what there is none of says nothing.
            "shares": [one for one in shares if one.count or not self.run.finished_at],
            "may_copy": allows(self.actor, Permission.DISPATCH_COPY),
            "may_send": allows(self.actor, Permission.DISPATCH_DELIVER)
            and may_be_sent(self.run.dispatch),
        }


class RunProgress(OfRun, TemplateResponseMixin):
    """How far a run is: a part of its page that asks for itself again until the run is finished."""

    template_name = "dispatches/copies/_progress.html"

    def get(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        if self.run.finished_at:
            return HttpResponseClientRefresh()
        return self.render_to_response(self.get_context_data())


class RetryRun(OfRun, ActButton):
    """Let the failed copies be made again."""

    permission = Permission.DISPATCH_COPY
    refusals = (DispatchRefused,)
    done = _("Các bản bị lỗi đang được tạo lại.")

    def act(self) -> None:
        runs.retry(self.run, by=self.actor, at=clock.now())
        ring(MAKE_COPIES)

    def get_success_url(self) -> str:
        return reverse("dispatches:run", args=[self.run.pk])


def _pdf(copy: LetterCopy) -> str:
    if copy.state != CopyState.MADE:
        return ""
    return reverse("dispatches:copy_pdf", args=[copy.run_id, copy.ordinal])


class RunPage(OfRun, ListPage):
    """A run with all its copies."""

    template_name = "dispatches/copies/run.html"
    filters = CopyFilters
    file_name = "ban-gui-rieng"
    order = "ordinal"
    empty = Empty(title=_("Không có bản nào"))
    columns = (
        Column(name="ordinal", label=_("Số TT"), value=lambda c: c.ordinal, order_by=("ordinal",)),
        Column(
            name="addressee",
            label=_("Nơi nhận"),
            value=lambda c: c.addressee,
            order_by=("folded",),
            url=_pdf,
        ),
        Column(name="address", label=_("Địa chỉ"), value=lambda c: c.address),
        Column(
            name="state",
            label=_("Trạng thái"),
            value=lambda c: c.problem or c.get_state_display(),
            order_by=("state",),
            template="dispatches/copies/_state.html",
        ),
        Column(
            name="sha256",
            label=_("Mã băm tệp"),
            value=lambda c: c.sha256,
            template="dispatches/copies/_digest.html",
            css="nowrap",
        ),
    )

    def get_queryset(self) -> QuerySet[LetterCopy]:
        """Leave the drawings of lines in the database."""
        return self.run.copies.defer("line")
