"""Answering comments: what is decided, who is to do it, in which columns it is printed."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.enums import Role
from accounts.fields import LineField, TextField
from accounts.models import User
from consultations.domain.answer_letters import DECISION, OPTIONAL, POSITION
from consultations.domain.answer_sheet import COLUMNS
from consultations.domain.dispositions import NEED_WORDS, Ruling
from consultations.enums import Decision
from consultations.models import StandardAnswer
from deadlines.fields import DayField
from dispatches.forms.lists import WorkbookField


class AnswerForm(forms.Form):
    """What is decided about comments; a standard answer fills in what was left blank."""

    decision = forms.ChoiceField(
        label=_("Hướng xử lý"),
        choices=[("", _("Chọn hướng xử lý")), *Decision.choices],
        required=False,
    )
    standard = forms.ModelChoiceField(
        StandardAnswer.objects.all(),
        label=_("Câu trả lời mẫu"),
        required=False,
        empty_label=_("Không dùng câu mẫu"),
        help_text=_("điền vào phần để trống"),
    )
    text = TextField(label=_("Nội dung tiếp thu, giải trình"), rows=4, required=False)

    def clean(self) -> dict[str, Any]:
        """Fill in from the standard answer, and ask for what is still missing."""
        cleaned = super().clean() or {}
        standard: StandardAnswer | None = cleaned.get("standard")
        if standard:
            cleaned["decision"] = cleaned.get("decision") or standard.decision
            cleaned["text"] = cleaned.get("text") or standard.text
        if not cleaned.get("decision"):
            self.add_error("decision", ValidationError(_("Chưa chọn hướng xử lý.")))
        elif cleaned["decision"] in NEED_WORDS and not cleaned.get("text"):
            self.add_error("text", ValidationError(_("Chưa ghi nội dung tiếp thu, giải trình.")))
        return cleaned

    def ruling(self) -> Ruling:
        """Return what is decided."""
        return Ruling(
            decision=Decision(self.cleaned_data["decision"]), text=self.cleaned_data["text"]
        )


class AssignForm(forms.Form):
    """Who answers, and by which day."""

    to = forms.ModelChoiceField(
        User.objects.filter(role=Role.OFFICER, is_active=True).order_by("full_name"),
        label=_("Giao cho"),
        required=False,
        empty_label=_("Không giao ai"),
    )
    due_on = DayField(label=_("Hạn trả lời"), required=False)


class ReopenForm(forms.Form):
    """Why a complete table is opened again."""

    reason = LineField(label=_("Lý do mở lại"), max_length=500)


class ColumnsForm(forms.Form):
    """Which columns the printed table has beside those that it always has."""

    columns = forms.MultipleChoiceField(
        label=_("Thêm cột"),
        choices=[(POSITION, _("Ý kiến")), (DECISION, _("Hướng xử lý"))],
        initial=list(OPTIONAL),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class SheetForm(forms.Form):
    """The sheet that was given out, filled in."""

    file = WorkbookField(label=_("Tệp Excel (.xlsx)"), columns=COLUMNS)


class StandardAnswerForm(forms.ModelForm):
    """A wording to be used again."""

    title = LineField(label=_("Tên gợi nhớ"), max_length=120)
    text = TextField(label=_("Nội dung"), rows=4)

    class Meta:
        model = StandardAnswer
        fields = ("title", "decision", "text")
