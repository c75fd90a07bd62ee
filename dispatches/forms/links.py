"""What is entered about links between documents."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.fields import LineField
from dispatches.enums import LinkKind


class LinkForm(forms.Form):
    """How this document refers to another, named by number and symbol as it is printed."""

    kind = forms.ChoiceField(label=_("Văn bản này"), choices=LinkKind.choices)
    full_number = LineField(
        label=_("văn bản số, ký hiệu"),
        max_length=80,
        help_text=_("ví dụ: 169/SNgV-HTQT hoặc 347/CNV-ĐP, như trong sổ đi hoặc sổ đến"),
    )


class UnlinkForm(forms.Form):
    """Why a link is taken away."""

    reason = LineField(label=_("Lý do gỡ"), max_length=300)
