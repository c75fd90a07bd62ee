"""A unit asks its offices, and an office writes its part."""

from typing import Any, cast

from django import forms
from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.fields import LineField, TextField
from consultations.forms.answer import OpinionsForm
from consultations.models import PERSON_LIMIT, Content
from consultations.models.contributions import NOTE_LIMIT


class ContentChoices(forms.ModelMultipleChoiceField):
    """Contents of a round by number and title."""

    def label_from_instance(self, obj: Model) -> str:
        """«Nội dung 2. …»."""
        content = cast("Content", obj)
        return str(_("Nội dung %(ordinal)s. %(title)s")) % {
            "ordinal": content.ordinal,
            "title": content.title,
        }


class AskOfficeForm(forms.Form):
    """Which office is asked, of what, by mail to whom."""

    office = LineField(label=_("Phòng, ban"), max_length=PERSON_LIMIT)
    person = LineField(label=_("Người được đề nghị"), max_length=PERSON_LIMIT, required=False)
    address = forms.EmailField(label=_("Địa chỉ thư điện tử"), max_length=254)
    contents = ContentChoices(
        label=_("Nội dung đề nghị tham gia"),
        queryset=Content.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )
    note = TextField(label=_("Yêu cầu"), limit=NOTE_LIMIT, required=False, rows=2)

    def __init__(self, *args: Any, contents: QuerySet[Content], **kwargs: Any) -> None:
        """Offer the contents of the round."""
        super().__init__(*args, **kwargs)
        cast("ContentChoices", self.fields["contents"]).queryset = contents


class ContributeForm(OpinionsForm):
    """What an office says of the contents that it is asked about, and who writes."""

    ma = forms.CharField(widget=forms.HiddenInput)
    writer = LineField(label=_("Họ tên, chức vụ người ghi ý kiến"), max_length=PERSON_LIMIT)
