"""Forms of acts on all units that a filter of the board has found."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.fields import LineField
from consultations.forms.following import ExtensionForm, OrderForm
from consultations.models.bulk import TEXT_LIMIT


class FoundForm(OrderForm):
    """The key of the act, and the fingerprint of the units that the person has seen."""

    seen = forms.CharField(widget=forms.HiddenInput)


class ExtendFoundForm(ExtensionForm, FoundForm):
    """A later deadline for each of them, and why."""


class NoteFoundForm(FoundForm):
    """A note about each of them."""

    text = LineField(
        label=_("Nội dung ghi chú"),
        max_length=TEXT_LIMIT,
        help_text=_("ghi chú không phải là bằng chứng công văn đã đến đơn vị"),
    )
