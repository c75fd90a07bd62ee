"""What a unit types: an opinion and a comment on each content, and how it settles a conflict."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.fields import TextField
from consultations.domain.drafts import Answers
from consultations.enums import Position
from consultations.models import COMMENT_LIMIT, Content


class CommentField(TextField):
    """A comment on one content."""

    too_long = _(
        "Góp ý dài %(length)s ký tự, quá %(limit)s ký tự cho phép. "
        "Đề nghị rút gọn hoặc gửi phần dài hơn trong tệp kèm theo."
    )

    def __init__(self, **kwargs: Any) -> None:
        """Take what the database takes."""
        super().__init__(limit=COMMENT_LIMIT, **kwargs)


class DraftForm(forms.Form):
    """The version of the draft that the page showed."""

    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


class OpinionsForm(forms.Form):
    """An opinion and a comment for each content; nothing is required before submission."""

    def __init__(self, *args: Any, contents: Sequence[Content], **kwargs: Any) -> None:
        """Make two fields for each content, in the order given."""
        super().__init__(*args, **kwargs)
        self.contents = contents
        for content in contents:
            label = {"ordinal": content.ordinal}
            self.fields[position_name(content)] = forms.ChoiceField(
                label=_("Nội dung %(ordinal)s, ý kiến") % label,
                choices=Position.choices,
                widget=forms.RadioSelect,
                required=False,
            )
            self.fields[text_name(content)] = CommentField(
                label=_("Nội dung %(ordinal)s, góp ý") % label, required=False, rows=4
            )

    @property
    def answers(self) -> Answers:
        """What was typed, cleaned, by the content's id."""
        return {
            content.pk: (
                self.cleaned_data[position_name(content)],
                self.cleaned_data[text_name(content)],
            )
            for content in self.contents
        }

    @property
    def says_anything(self) -> bool:
        """Whether an opinion or a comment was given at all."""
        return any(position or text for position, text in self.answers.values())

    def add_problems(self, problems: dict[int, str]) -> None:
        """Show at each content what is missing before it can be submitted."""
        self.full_clean()
        for content in self.contents:
            if content.pk in problems:
                name = text_name(content) if self._chosen(content) else position_name(content)
                self.add_error(name, problems[content.pk])

    def _chosen(self, content: Content) -> str:
        return str(self[position_name(content)].value() or "")


class AnswerForm(OpinionsForm, DraftForm):
    """What the unit's staff type, over the version of the draft that they saw."""


def position_name(content: Content) -> str:
    """Name of the field for the opinion on a content."""
    return f"position_{content.pk}"


def text_name(content: Content) -> str:
    """Name of the field for the comment on a content."""
    return f"text_{content.pk}"


class SubmitForm(DraftForm):
    """The check page's button: the key makes a second click find the first one's result."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    late = forms.BooleanField(required=False, widget=forms.HiddenInput)


class Whose(models.TextChoices):
    """Whose text stays after a conflict."""

    MINE = "mine", _("Giữ nội dung của tôi")
    THEIRS = "theirs", _("Giữ nội dung đã lưu")


class ConflictForm(DraftForm):
    """For each content on which two people of the unit differ: whose text stays."""

    def __init__(self, *args: Any, contents: Sequence[Content], **kwargs: Any) -> None:
        """Make one choice for each content; at first the one's own text stays."""
        super().__init__(*args, **kwargs)
        for content in contents:
            self.fields[f"keep_{content.pk}"] = forms.ChoiceField(
                choices=Whose.choices, initial=Whose.MINE, widget=forms.RadioSelect
            )

    def keeps_mine(self, content: Content) -> bool:
        """Whether the one's own text stays; also where both say the same."""
        return self.cleaned_data.get(f"keep_{content.pk}", Whose.MINE) == Whose.MINE
