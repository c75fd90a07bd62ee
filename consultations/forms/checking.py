"""What the submitter writes when a draft goes back to who drafted it."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.fields import TextField
from consultations.forms.answer import DraftForm
from consultations.models import Content
from consultations.models.checking import REMARK_LIMIT


class GiveBackForm(DraftForm):
    """Remarks on the whole and on each content; one of them must say something."""

    remarks = TextField(label=_("Ý kiến chung"), limit=REMARK_LIMIT, required=False, rows=3)

    def __init__(self, *args: Any, contents: Sequence[Content], **kwargs: Any) -> None:
        """Make one field for each content."""
        super().__init__(*args, **kwargs)
        self.contents = contents
        for content in contents:
            self.fields[remark_name(content)] = TextField(
                label=_("Nhận xét về nội dung %(ordinal)s") % {"ordinal": content.ordinal},
                limit=REMARK_LIMIT,
                required=False,
                rows=2,
            )

    @property
    def on_contents(self) -> Mapping[int, str]:
        """The remarks by the content's id."""
        return {content.pk: self.cleaned_data[remark_name(content)] for content in self.contents}


def remark_name(content: Content) -> str:
    """Name of the field for the remark on a content."""
    return f"remark_{content.pk}"
