"""The table of a closed round's comments and answers: begun, completed, opened again, published."""

from functools import cached_property
from typing import Any

from django.forms import Form
from django.shortcuts import get_object_or_404, resolve_url
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.permissions import Permission
from consultations.domain import consolidating, notices
from consultations.forms.consolidating import ReopenForm
from consultations.models import Consolidation, Round
from consultations.views.base import RoundAct, RoundForm, RoundPage
from deadlines import clock


def table_of(round_: Round) -> Consolidation:
    """Return the round's table with what its pages show; 404 if none was begun."""
    tables = Consolidation.objects.select_related(
        "submission", "notice", "completed_by", "published_by", "round__dispatch"
    ).select_related("round__consultation", "round__drafting_unit", "round__signatory")
    return get_object_or_404(tables, round=round_)


class Begin(RoundForm):
    """List the comments that want an answer, after it was said that this ends reopening."""

    permission = Permission.COMMENT_ANSWER
    template_name = "consultations/consolidation/begin.html"
    form_class = Form
    done = _("Đã lập danh sách góp ý cần trả lời.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "refusal": consolidating.why_not_begun(self.round_),
            "commented": consolidating.commented(self.round_).count(),
        }

    def act(self, form: Form) -> None:
        consolidating.begin(self.round_, by=self.actor, at=clock.now())

    def get_success_url(self) -> str:
        """Go on to the table."""
        return resolve_url("consultations:consolidation", self.round_.pk)


class TablePage(RoundPage):
    """A page of one round's table; 404 if none was begun."""

    @cached_property
    def table(self) -> Consolidation:
        return table_of(self.round_)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"table": self.table}

    def get_success_url(self) -> str:
        """Go back to the table."""
        return resolve_url("consultations:consolidation", self.round_.pk)


class Complete(TablePage, RoundAct):
    """Every comment has its answer."""

    permission = Permission.COMMENT_ANSWER
    done = _("Đã hoàn thành bảng tiếp thu, giải trình.")

    def act(self) -> None:
        consolidating.complete(self.table, by=self.actor, at=clock.now())


class Reopen(TablePage, RoundForm):
    """Answers are to be changed again."""

    permission = Permission.COMMENT_ANSWER
    template_name = "consultations/consolidation/reopen.html"
    form_class = ReopenForm
    done = _("Đã mở lại bảng tiếp thu, giải trình.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        table = self.table
        return super().get_context_data(**kwargs) | {
            "refusal": consolidating.why_not_reopened(table),
            "answered": table.dispositions.count(),
            "drafted": table.submission or table.notice,
        }

    def act(self, form: ReopenForm) -> None:
        consolidating.reopen(
            self.table, reason=form.cleaned_data["reason"], by=self.actor, at=clock.now()
        )


class Publish(TablePage, RoundForm):
    """The units see the answers to their comments, after it was said how many are told."""

    permission = Permission.COMMENT_ANSWER
    template_name = "consultations/consolidation/publish.html"
    form_class = Form

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = consolidating.to_publish(self.table)
        return super().get_context_data(**kwargs) | {
            "refusal": consolidating.why_not_published(self.table),
            "answered": rows.count(),
            "told": notices.units_with_answers(self.table, rows).count(),
        }

    def act(self, form: Form) -> None:
        told = consolidating.publish(self.table, by=self.actor, at=clock.now())
        self.done = ngettext(
            "Đã công bố; gửi thư báo %(n)d đơn vị.", "Đã công bố; gửi thư báo %(n)d đơn vị.", told
        ) % {"n": told}
