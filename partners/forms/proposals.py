"""Forms about proposals of partners."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.fields import LineField, TextField
from districts.domain.countries import country_names
from partners.domain.proposals import Proposed
from partners.enums import PartnerTier
from partners.forms.choosing import PartnerField


class ProposalForm(forms.Form):
    """What a unit knows about a partner that it would like."""

    name = LineField(label=_("Tên đối tác"), max_length=200)
    other_names = TextField(
        label=_("Tên khác"),
        rows=2,
        limit=1000,
        required=False,
        help_text=_("Tên tiếng Anh, tên bản ngữ, tên gọi khác; mỗi dòng một tên."),
    )
    country = forms.ChoiceField(label=_("Nước"))
    tier = forms.ChoiceField(label=_("Cấp"), choices=PartnerTier.choices)
    channel = TextField(label=_("Kênh liên hệ đã có"), rows=2, required=False)
    grounds = TextField(label=_("Lý do đề xuất"), rows=4)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the countries of the world."""
        super().__init__(*args, **kwargs)
        self.fields["country"].choices = [("", _("Chọn nước")), *country_names()]  # type: ignore[attr-defined]

    def clean_other_names(self) -> str:
        """Refuse a name that no column holds."""
        names: str = self.cleaned_data["other_names"]
        if any(len(line) > 200 for line in names.splitlines()):
            raise forms.ValidationError(_("Mỗi tên dài tối đa 200 ký tự."))
        return names

    def proposed(self) -> Proposed:
        """Return what was entered."""
        data = self.cleaned_data
        return Proposed(**{**data, "tier": PartnerTier(data["tier"])})


class JoinForm(forms.Form):
    """The partner that the register has already."""

    partner = PartnerField(label=_("Đối tác đã có trong danh sách"))


class DeclineForm(forms.Form):
    """Why a proposal is declined."""

    reply = TextField(label=_("Lý do không tiếp nhận"), rows=4)
