"""Acts on all units that the filters of the address have found: preview, start, watch."""

from functools import cached_property
from hashlib import sha256
from typing import Any, ClassVar
from uuid import uuid4

from django.db.models import QuerySet
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic.base import TemplateResponseMixin
from django_filters import ChoiceFilter
from django_htmx.http import HttpResponseClientRefresh

from accounts.columns import Column, Empty
from accounts.filters import Filters
from accounts.listing import ListPage
from accounts.permissions import Permission
from consultations.domain import bulk, notices
from consultations.domain.board import Share
from consultations.domain.standings import most_pressing, standings
from consultations.enums import BulkAct, PartState
from consultations.filters import BoardFilters, filters_of, named
from consultations.forms.bulk import ExtendFoundForm, FoundForm, NoteFoundForm
from consultations.models import BulkPart, BulkRun, Round
from consultations.views.base import RoundForm, RoundPage
from consultations.views.board import unit_page
from deadlines import clock
from outbox.tasks import ring

SHOWN = 5
CHANGED = gettext_lazy("Danh sách đã thay đổi từ khi mở trang. Đề nghị xem lại rồi thực hiện.")


class ActOnFound(RoundForm):
    """An act on all units found: how many and who, the words, and then the act."""

    permission = Permission.ROUND_REMIND
    template_name = "consultations/rounds/bulk_start.html"
    kind: ClassVar[BulkAct]

    def get_rounds(self) -> QuerySet[Round]:
        return Round.objects.with_common_terms()

    @cached_property
    def filterset(self) -> BoardFilters:
        """The filters of the address."""
        units = standings(self.round_)
        filters = filters_of(self.round_)
        return filters(self.request.GET or None, queryset=units, request=self.request)

    @cached_property
    def found(self) -> QuerySet[Any]:
        """The units found, in the order of the board; none by a filter that does not exist."""
        valid = not self.filterset.is_bound or self.filterset.is_valid()
        return most_pressing(self.filterset.qs if valid else standings(self.round_).none())

    @cached_property
    def keys(self) -> list[int]:
        """The keys of those to which the act can be done."""
        able = bulk.narrowed(self.found, self.kind)
        return list(able.values_list("pk", flat=True))

    @property
    def fingerprint(self) -> str:
        """Of exactly these units."""
        return sha256(",".join(map(str, sorted(self.keys))).encode()).hexdigest()

    def get_initial(self) -> dict[str, Any]:
        return {"order": uuid4(), "seen": self.fingerprint}

    def form_valid(self, form: Form) -> HttpResponse:
        """Begin with the units that the person has seen; show them if they are others now."""
        if form.cleaned_data["seen"] == self.fingerprint:
            return super().form_valid(form)
        fresh = self.get_form_class()(self.request.POST.dict() | self.get_initial())
        fresh.add_error(None, str(CHANGED))
        return self.form_invalid(fresh)

    def act(self, form: Form) -> None:
        data = form.cleaned_data
        order = bulk.Order(
            act=self.kind,
            key=data["order"],
            found_by="; ".join(named(self.filterset)) or _("Tất cả đơn vị"),
            text=data.get("text") or data.get("reason") or "",
            deadline=data.get("deadline"),
        )
        self.run = bulk.start(self.round_, order, self.keys, by=self.actor, at=clock.now())
        ring("consultations.bulk")

    def get_success_url(self) -> str:
        return reverse("consultations:bulk_run", args=[self.round_.pk, self.run.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say who is meant, who is not, and what a reminder says."""
        ends = [*self.keys[:SHOWN], *self.keys[SHOWN:][-2:]]
        units = self.round_.consultees.in_bulk(ends)
        shown = [units[key] for key in ends]
        return super().get_context_data(**kwargs) | {
            "kind": self.kind,
            "count": len(self.keys),
            "left_out": self.found.count() - len(self.keys),
            "first": shown[:SHOWN],
            "last": shown[SHOWN:],
            "conditions": named(self.filterset),
            "part": bulk.PART,
            "preview": self.preview(),
        }

    def preview(self) -> str:
        """Return the words that would leave, where they are known before."""
        return ""


class RemindFound(ActOnFound):
    """Remind all units found that owe an answer."""

    kind = BulkAct.REMIND
    form_class = FoundForm

    def preview(self) -> str:
        """Return the reminder to the first of them."""
        units = self.round_.consultees.with_course().select_related("draft")
        first = units.filter(pk__in=self.keys[:1]).first()
        return notices.reminder_words(first, at=clock.now()) if first else ""


class ExtendFound(ActOnFound):
    """Give all units found that owe an answer a later deadline."""

    kind = BulkAct.EXTEND
    form_class = ExtendFoundForm


class NoteFound(ActOnFound):
    """Write a note about all units found."""

    kind = BulkAct.NOTE
    form_class = NoteFoundForm


class OfRun(RoundPage):
    """A page of one run."""

    permission = Permission.ROUND_VIEW

    @cached_property
    def run(self) -> BulkRun:
        """The run that the address names, of this round."""
        runs = self.round_.bulk_runs.select_related("started_by")
        return get_object_or_404(runs, pk=self.kwargs["run"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the run and how far it is."""
        tally = bulk.tally(self.run)
        shares = [
            Share("ok", tally.done, _("đã thực hiện")),
            Share("bad", tally.left_out, _("không thực hiện")),
            Share("idle", tally.waiting, _("chờ xử lý")),
        ]
        return super().get_context_data(**kwargs) | {
            "run": self.run,
            "tally": tally,
            "shares": [share for share in shares if share.count],
            "part": bulk.PART,
        }


class BulkProgress(OfRun, TemplateResponseMixin):
    """How far a run is: a part of its page that asks for itself again until the run is finished."""

    template_name = "consultations/rounds/_bulk_progress.html"

    def get(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Show it; a finished run shows its page anew."""
        if self.run.finished_at:
            return HttpResponseClientRefresh()
        return self.render_to_response(self.get_context_data())


class PartFilters(Filters):
    """Units of a run by name and by what has become of them."""

    search_in = ("consultee__folded_name",)

    state = ChoiceFilter(
        label=gettext_lazy("Trạng thái"),
        choices=PartState,
        empty_label=gettext_lazy("Mọi trạng thái"),
    )


class BulkRunPage(OfRun, ListPage):
    """A run with all its units."""

    template_name = "consultations/rounds/bulk_run.html"
    filters = PartFilters
    file_name = "thao-tac-hang-loat"
    order = "unit"
    empty = Empty(title=gettext_lazy("Không có đơn vị nào"))
    columns = (
        Column(
            name="unit",
            label=gettext_lazy("Đơn vị"),
            value=lambda part: part.consultee.committee,
            order_by=("pk",),
            url=unit_page,
        ),
        Column(
            name="state",
            label=gettext_lazy("Trạng thái"),
            value=lambda part: part.get_state_display(),
            order_by=("state",),
        ),
        Column(
            name="problem",
            label=gettext_lazy("Lý do không thực hiện"),
            value=lambda part: part.problem,
        ),
    )

    def get_queryset(self) -> QuerySet[BulkPart]:
        return self.run.parts.select_related("consultee")
