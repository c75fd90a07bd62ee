"""What the text of an agreement says: its languages, its time, the name of the other side."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.fields import LineField
from deadlines.fields import DayField
from partners.agreement_enums import Language, Renewal
from partners.domain.agreement_terms import Terms
from partners.models.agreements import MOST_LANGUAGES

LONGEST = 1200  # months
TERMS = (
    "effective_on",
    "effective_early",
    "term_months",
    "renewal",
    "renewal_months",
    "notice_months",
)


class TermsForm(forms.Form):
    """Languages, day of effect, term and renewal."""

    languages = forms.MultipleChoiceField(
        label=_("Ngôn ngữ của văn bản"),
        choices=Language.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    effective_on = DayField(
        label=_("Ngày có hiệu lực"),
        required=False,
        help_text=_("để trống nếu chưa biết; bước «Có hiệu lực» sẽ ghi"),
    )
    effective_early = forms.BooleanField(
        label=_("Văn bản quy định có hiệu lực trước ngày ký"), required=False
    )
    term_months = forms.IntegerField(
        label=_("Thời hạn (tháng)"), min_value=1, max_value=LONGEST, required=False
    )
    renewal = forms.ChoiceField(label=_("Gia hạn"), choices=Renewal.choices)
    renewal_months = forms.IntegerField(
        label=_("Mỗi lần tự gia hạn (tháng)"), min_value=1, max_value=LONGEST, required=False
    )
    notice_months = forms.IntegerField(
        label=_("Thông báo không gia hạn trước (tháng)"),
        min_value=0,
        max_value=LONGEST,
        required=False,
    )

    def clean_languages(self) -> list[str]:
        """Refuse more languages than the column holds, and say how many."""
        chosen: list[str] = self.cleaned_data["languages"]
        if len(chosen) > MOST_LANGUAGES:
            raise forms.ValidationError(
                _("Đã chọn %(chosen)d ngôn ngữ; mỗi thỏa thuận ghi được tối đa %(most)d."),
                params={"chosen": len(chosen), "most": MOST_LANGUAGES},
            )
        return chosen

    def clean(self) -> dict[str, Any]:
        """A renewal by itself has a length."""
        data = super().clean() or {}
        if (data.get("renewal") == Renewal.TACIT) != bool(data.get("renewal_months")):
            message = _("Ghi số tháng mỗi lần khi và chỉ khi thỏa thuận tự gia hạn.")
            self.add_error("renewal_months", message)
        return data

    def terms(self) -> Terms:
        """Return what was entered about its time."""
        told = {name: self.cleaned_data[name] for name in TERMS}
        told["renewal"] = Renewal(told["renewal"])
        return Terms(**told, extended_to=self.cleaned_data.get("extended_to"))


class NewEndForm(forms.Form):
    """The end that an extension brings."""

    extended_to = DayField(
        label=_("Gia hạn đến hết ngày"),
        required=False,
        help_text=_("chỉ ghi cho văn bản gia hạn"),
    )


class PrintedForm(forms.Form):
    """The partner as the text prints it."""

    printed_partner = LineField(
        label=_("Tên đối tác ghi trong văn bản"),
        max_length=300,
        required=False,
        help_text=_("để trống thì theo tên đối tác; ví dụ «Chính quyền quận Seo»"),
    )
