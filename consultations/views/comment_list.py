"""The list of a round's comments with their answers."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any, cast

from django.db.models import QuerySet
from django.forms import Form, ModelChoiceField
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter, ModelChoiceFilter

from accounts.columns import Column, Empty
from accounts.filters import Filters
from accounts.listing import LongList
from accounts.permissions import Permission
from accounts.rules import allows
from consultations.domain import consolidating, in_step
from consultations.enums import Decision
from consultations.forms.consolidating import AnswerForm, AssignForm, ColumnsForm
from consultations.models import Content, Disposition
from consultations.views.consolidating import TablePage
from deadlines import clock

STATES = [
    ("open", _("Chưa trả lời")),
    ("mine", _("Giao cho tôi, chưa trả lời")),
    ("late", _("Quá hạn trả lời")),
    *Decision.choices,
]


class AnswerFilters(Filters):
    """Comments by unit, content and what was decided."""

    search_in = ("comment__response__consultee__folded_name",)

    content = ModelChoiceFilter(
        label=_("Nội dung"),
        queryset=Content.objects.all(),
        field_name="comment__content",
        empty_label=_("Mọi nội dung"),
    )
    state = ChoiceFilter(
        label=_("Trả lời"), choices=STATES, empty_label=_("Mọi góp ý"), method="by_state"
    )

    class Meta:
        model = Disposition
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the contents of the round of the address."""
        super().__init__(*args, **kwargs)
        field = cast("ModelChoiceField", self.form.fields["content"])
        field.queryset = Content.objects.filter(round=self.request.resolver_match.kwargs["pk"])

    def by_state(self, found: Any, name: str, value: str) -> Any:
        """Keep the comments that are answered so, or that still want an answer."""
        match value:
            case "open":
                return found.undecided()
            case "mine":
                return found.waiting_for(self.request.user)
            case "late":
                return found.overdue(clock.today())
        return found.filter(decision=value)


class Comments(TablePage, LongList):
    """All comments, each with its answer; a selection is answered together."""

    permission = Permission.ROUND_VIEW
    template_name = "consultations/consolidation/list.html"
    filters = AnswerFilters
    order = "content"
    file_name = "gop-y"
    empty = Empty(
        title=_("Không có góp ý nào"),
        text=_("Các đơn vị nhất trí toàn bộ hoặc không có văn bản trả lời."),
    )

    def get_columns(self) -> Sequence[Column]:
        """Give boxes to those who may answer."""
        pick = Column(
            name="pick", label=_("Chọn"), template="consultations/consolidation/_pick.html"
        )
        return (*([pick] if self.may_answer else []), *COLUMNS)

    @cached_property
    def may_answer(self) -> bool:
        """Whether this user may answer now."""
        return allows(self.actor, Permission.COMMENT_ANSWER) and consolidating.is_open(self.table)

    def ticked(self) -> set[int]:
        """Return the keys of the rows that are ticked when the page is shown."""
        return set()

    def typed(self, form: type[Form], prefix: str) -> dict[str, str]:
        """Return what stands in a form for the selection when the page is shown."""
        return {}

    def get_queryset(self) -> QuerySet[Any]:
        return self.table.dispositions.with_comment().select_related("assigned_to", "decided_by")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the page how far the answers are, and what may be done."""
        total, open_ = self.table.dispositions.count(), self.table.dispositions.undecided().count()
        return super().get_context_data(**kwargs) | {
            "may_answer": self.may_answer,
            "may_manage": allows(self.actor, Permission.COMMENT_ANSWER),
            "may_reopen": not consolidating.why_not_reopened(self.table),
            "warnings": in_step.warnings(self.table),
            "added": consolidating.added(self.table).exists(),
            "total": total,
            "answered": total - open_,
            "undecided": open_,
            "ticked": self.ticked(),
            "answer_form": AnswerForm(prefix="answer", initial=self.typed(AnswerForm, "answer")),
            "assign_form": AssignForm(prefix="assign", initial=self.typed(AssignForm, "assign")),
            "columns_form": ColumnsForm(),
            "workbook_form": ColumnsForm(auto_id="id_workbook_%s"),
        }


def _content(row: Disposition) -> int:
    return row.comment.content.ordinal


def _answer_page(row: Disposition) -> str:
    return reverse("consultations:answer_comment", args=[row.comment.content.round_id, row.pk])


COLUMNS = (
    Column(
        name="content",
        label=_("Nội dung số"),
        value=_content,
        order_by=("comment__content__ordinal", "comment__response__consultee__position"),
        css="num",
    ),
    Column(
        name="unit",
        label=_("Đơn vị"),
        value=lambda row: row.comment.response.consultee.committee,
        order_by=("comment__response__consultee__position", "comment__content__ordinal"),
        url=_answer_page,
        css="wide",
    ),
    Column(
        name="comment",
        label=_("Nội dung góp ý"),
        value=lambda row: row.comment.text,
        template="consultations/consolidation/_comment.html",
        css="long",
    ),
    Column(
        name="decision",
        label=_("Hướng xử lý"),
        value=lambda row: str(row.get_decision_display()),
        template="consultations/consolidation/_decision.html",
        order_by=("decision",),
    ),
    Column(
        name="answer",
        label=_("Nội dung tiếp thu, giải trình"),
        value=lambda row: row.text,
        template="consultations/consolidation/_answer.html",
        css="long",
    ),
    Column(
        name="due",
        label=_("Giao, hạn"),
        value=lambda row: row.due_on,
        template="consultations/consolidation/_due.html",
        order_by=("due_on",),
    ),
)
