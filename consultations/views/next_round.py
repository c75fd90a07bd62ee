"""The next round: drafted from the one before, compared with it, changed after its comments."""

from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, resolve_url
from django.utils.translation import gettext_lazy as _
from django.views.generic.base import TemplateResponseMixin

from accounts.permissions import Permission
from accounts.rules import allows
from consultations.domain import comparing, next_round, text_changes
from consultations.enums import Narrowing
from consultations.forms.preparing import NextRoundForm, TextChangeForm
from consultations.models import Comment, Content, TextChange
from consultations.views.base import RoundAct, RoundForm, RoundPage
from consultations.views.preparing import office_choices
from deadlines import clock
from deadlines.forms import initial as deadline_initial
from districts.domain.units import units_on
from districts.models import District

CARRIED = (
    "audience", "introduction", "reason", "request", "about_agreement", "deemed_consent",
    "consent_clause", "sealed", "closing", "distribution", "drafting_unit", "signatory",
)  # fmt: skip


class DraftNextRound(RoundForm):
    """«Lập lần tiếp theo»: wording as it was, another deadline, the same units or fewer."""

    permission = Permission.ROUND_EDIT
    template_name = "consultations/rounds/next.html"
    form_class = NextRoundForm
    done = _("Đã lập dự thảo lần tiếp theo với các nội dung của lần trước.")

    def get_form_kwargs(self) -> dict[str, Any]:
        units = {"units": units_on(clock.today())}
        return super().get_form_kwargs() | office_choices() | units

    def get_initial(self) -> dict[str, Any]:
        values = {name: getattr(self.round_, name) for name in CARRIED} | self._same_limit()
        return values | {"units": [unit.pk for unit in self._units(Narrowing.ALL)]}

    def _same_limit(self) -> dict[str, Any]:
        """A day has passed; so many days from each one's receipt are given anew."""
        term = self.round_.original_term
        return deadline_initial(term.deadline) if term and term.deadline.awaits_receipt else {}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "refusal": next_round.why_not(self.round_),
            "contents": self.round_.contents.count(),
        }

    def act(self, form: NextRoundForm) -> None:
        which = Narrowing(form.cleaned_data["which"])
        chosen = which == Narrowing.CHOSEN
        self.made = next_round.carry_on(
            self.round_,
            wording=form.wording(),
            deadline=form.cleaned_data["deadline"],
            units=list(form.cleaned_data["units"]) if chosen else self._units(which),
            by=self.actor,
            at=clock.now(),
        )

    def get_success_url(self) -> str:
        """Go on with the draft of the next round."""
        return resolve_url("consultations:round", self.made.pk)

    def _units(self, which: Narrowing) -> list[District]:
        return next_round.units_for(self.round_, which, clock.today())


class Comparison(RoundPage, TemplateResponseMixin):
    """The contents beside those of the round before, and what its comments changed."""

    permission = Permission.ROUND_VIEW
    template_name = "consultations/rounds/comparison.html"

    def get(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Show them; 404 for a first round, before which there is nothing."""
        if self.round_.ordinal == 1:
            raise Http404
        may_edit = allows(self.actor, Permission.ROUND_EDIT) and not self.round_.is_issued
        return self.render_to_response(
            self.get_context_data(
                compared=comparing.compare(self.round_),
                dropped=comparing.dropped(self.round_),
                may_edit=may_edit,
            )
        )


class NoteChange(RoundForm):
    """Which passage was changed after a comment of the round before, and how."""

    permission = Permission.ROUND_EDIT
    template_name = "consultations/rounds/note_change.html"
    form_class = TextChangeForm
    done = _("Đã ghi chỗ sửa theo góp ý.")

    @cached_property
    def content(self) -> Content:
        contents = self.round_.contents.filter(carried_from__isnull=False)
        return get_object_or_404(contents, ordinal=self.kwargs["ordinal"])

    @cached_property
    def comment(self) -> Comment:
        said = Comment.objects.filter(content=self.content.carried_from_id).exclude(text="")
        opened = said.exclude(content__round__sealed=True, content__round__closed_at__isnull=True)
        related = opened.select_related("response__consultee")
        return get_object_or_404(related, pk=self.kwargs["comment"])

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"passages": self.content.passages.all()}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        comment, content = self.comment, self.content
        return super().get_context_data(**kwargs) | {"comment": comment, "content": content}

    def act(self, form: TextChangeForm) -> None:
        text_changes.note_change(
            self.content, self.comment, **form.cleaned_data, by=self.actor, at=clock.now()
        )

    def get_success_url(self) -> str:
        """Go back to the comparison."""
        return resolve_url("consultations:comparison", self.round_.pk)


class WithdrawChange(RoundAct):
    """What was noted of a change by mistake is taken back."""

    permission = Permission.ROUND_EDIT
    done = _("Đã bỏ ghi chỗ sửa.")

    def act(self) -> None:
        changes = TextChange.objects.filter(content__round=self.round_).select_related("content")
        change = get_object_or_404(changes, pk=self.kwargs["change"])
        text_changes.withdraw_change(change, by=self.actor, at=clock.now())

    def get_success_url(self) -> str:
        """Go back to the comparison."""
        return resolve_url("consultations:comparison", self.round_.pk)
