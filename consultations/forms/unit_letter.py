"""The unit's own letter: who is to sign it, and what it says of itself when it comes back."""

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.fields import LineField
from consultations.domain.unit_letters import Facts
from consultations.forms.answer import DraftForm
from consultations.models import PERSON_LIMIT
from deadlines.fields import DayField


class Signs(models.TextChoices):
    """In which capacity the letter is signed."""

    CHAIRMAN = "chu-tich", _("Chủ tịch")
    DEPUTY = "pho-chu-tich", _("Phó Chủ tịch ký thay")


class SignatureForm(forms.Form):
    """Who is to sign the drafted letter."""

    signs = forms.ChoiceField(label=_("Chức vụ người ký"), choices=Signs.choices, required=False)
    name = LineField(label=_("Họ tên người ký"), max_length=PERSON_LIMIT, required=False)


class UnitLetterForm(DraftForm):
    """Number and symbol, day, signer and the file."""

    symbol = LineField(label=_("Số, ký hiệu"), max_length=60, help_text=_("Ví dụ: 125/UBND-VP."))
    date = DayField(label=_("Ngày văn bản"))
    signer = LineField(label=_("Người ký, chức vụ"), max_length=PERSON_LIMIT)
    file = forms.FileField(
        label=_("Bản ký số hoặc bản chụp"),
        help_text=_("PDF, JPG, PNG, đến 20 MB. Chữ ký số trong tệp PDF được kiểm tra khi tải lên."),
    )

    @property
    def facts(self) -> Facts:
        """What the letter says of itself."""
        data = self.cleaned_data
        return Facts(symbol=data["symbol"], date=data["date"], signer=data["signer"])
