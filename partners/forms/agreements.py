"""What is entered about an agreement itself: facts, parties, texts, commitments."""

from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.fields import LineField, RowsField, TextField
from deadlines.fields import DayField
from districts.domain.units import local_units
from districts.forms.choosing import UnitField
from districts.models import District, Field
from partners.agreement_enums import (
    AgreementKind,
    AgreementLevel,
    ChildKind,
    Language,
    PartyRole,
    Renewal,
    Side,
    State,
    TextKind,
)
from partners.domain.agreement_terms import Terms
from partners.domain.agreements import Facts
from partners.forms.choosing import PartnerField
from partners.models import Agreement
from partners.models.agreements import MOST_LANGUAGES
from partners.rules.courses import RECORDABLE

LONGEST = 1200  # months
SHOWN = (
    "title",
    "kind",
    "level",
    "district",
    "partner",
    "concerns_security",
    "is_sensitive",
    "note",
)
KEPT = ("kind", "partner", "languages", "fields_of", "concerns_security", "is_sensitive")
TERMS = (
    "effective_on",
    "effective_early",
    "term_months",
    "renewal",
    "renewal_months",
    "notice_months",
    "extended_to",
)


class SeenForm(forms.Form):
    """A form that remembers which version of the agreement its reader saw."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)


class AgreementForm(forms.Form):
    """What is known about an agreement."""

    title = LineField(
        label=_("Tên thỏa thuận"),
        max_length=300,
        help_text=_("Không dùng tên gọi của điều ước quốc tế: công ước, hiệp ước, hiệp định …"),
    )
    kind = forms.ChoiceField(label=_("Loại"), choices=AgreementKind.choices)
    level = forms.ChoiceField(
        label=_("Cấp"), choices=AgreementLevel.choices, help_text=_("quyết định trình tự, thủ tục")
    )
    district = UnitField(
        District.objects.none(),
        label=_("Đơn vị"),
        required=False,
        help_text=_("chỉ chọn khi là thỏa thuận cấp huyện"),
    )
    partner = PartnerField(label=_("Đối tác chính"))
    languages = forms.MultipleChoiceField(
        label=_("Ngôn ngữ của văn bản"),
        choices=Language.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    fields_of = RowsField(Field.objects.all(), label=_("Lĩnh vực"), required=False)
    concerns_security = forms.BooleanField(
        label=_("Liên quan quốc phòng, an ninh, đầu tư"), required=False
    )
    is_sensitive = forms.BooleanField(label=_("Phức tạp, nhạy cảm về đối ngoại"), required=False)
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
    extended_to = DayField(
        label=_("Gia hạn đến hết ngày"),
        required=False,
        help_text=_("chỉ ghi cho văn bản gia hạn"),
    )
    note = TextField(label=_("Ghi chú"), required=False, rows=3)

    def __init__(self, *args: Any, units: QuerySet[District], **kwargs: Any) -> None:
        """Offer the units given; the partner with which the form begins needs no search."""
        super().__init__(*args, **kwargs)
        cast("UnitField", self.fields["district"]).queryset = units
        cast("PartnerField", self.fields["partner"]).kept = self.initial.get("partner")

    def clean_languages(self) -> list[str]:
        """Refuse more languages than are kept."""
        chosen: list[str] = self.cleaned_data["languages"]
        if len(chosen) > MOST_LANGUAGES:
            raise forms.ValidationError(
                _("Chọn tối đa %(most)d ngôn ngữ."), params={"most": MOST_LANGUAGES}
            )
        return chosen

    def clean(self) -> dict[str, Any]:
        """A unit belongs to the level of units, and a renewal by itself has a length."""
        data = super().clean() or {}
        if (data.get("level") == AgreementLevel.DISTRICT) != bool(data.get("district")):
            self.add_error("district", _("Chọn đơn vị khi và chỉ khi là thỏa thuận cấp huyện."))
        if (data.get("renewal") == Renewal.TACIT) != bool(data.get("renewal_months")):
            message = _("Ghi số tháng mỗi lần khi và chỉ khi thỏa thuận tự gia hạn.")
            self.add_error("renewal_months", message)
        return data

    def facts(self) -> Facts:
        """Return what was entered."""
        data = dict(self.cleaned_data)
        terms = {name: data.pop(name) for name in TERMS}
        terms["renewal"] = Renewal(terms["renewal"])
        kept = Facts.__dataclass_fields__
        return Facts(
            **{name: value for name, value in data.items() if name in kept}
            | {"kind": AgreementKind(data["kind"]), "level": AgreementLevel(data["level"])},
            fields=list(data["fields_of"]),
            terms=Terms(**terms),
        )

    @staticmethod
    def initial_of(agreement: Agreement) -> dict[str, Any]:
        """Return what the form shows of an agreement."""
        return {name: getattr(agreement, name) for name in (*SHOWN, *TERMS)} | {
            "languages": agreement.languages.split(","),
            "fields_of": agreement.fields.all(),
            "seen": agreement.version,
        }


class ChangeForm(AgreementForm, SeenForm):
    """The same of an agreement that is there."""


class RecordForm(AgreementForm):
    """An agreement that was signed before; what nobody knows stays empty."""

    field_order = ["title", "state", "signed_on", "place", "source"]

    state = forms.ChoiceField(
        label=_("Trạng thái"),
        choices=[(state.value, state.label) for state in RECORDABLE],
        initial=State.IMPLEMENTING,
    )
    signed_on = DayField(
        label=_("Ngày ký"), required=False, help_text=_("để trống nếu tài liệu không ghi")
    )
    place = LineField(label=_("Nơi ký"), max_length=200, required=False)
    source = LineField(
        label=_("Nguồn"), max_length=300, help_text=_("văn bản, đoạn cho biết thỏa thuận này")
    )


class ChildForm(AgreementForm):
    """An amendment, supplement or extension."""

    field_order = ["child_kind"]

    child_kind = forms.ChoiceField(label=_("Văn bản này"), choices=ChildKind.choices)

    @staticmethod
    def initial_of(agreement: Agreement) -> dict[str, Any]:
        """Return what the first one has, but no dates; it is of those who answer for that now."""
        shown = AgreementForm.initial_of(agreement)
        return {name: shown[name] for name in KEPT} | {
            "level": agreement.charge_level,
            "district": agreement.charge_district,
        }


class PartyForm(forms.Form):
    """A party: a unit, a partner, or a body as the text prints it; its role; who signs for it."""

    side = forms.ChoiceField(label=_("Bên"), choices=Side.choices)
    role = forms.ChoiceField(
        label=_("Vai trò"), choices=PartyRole.choices, initial=PartyRole.COSIGNS
    )
    district = UnitField(
        local_units(),
        label=_("Đơn vị"),
        required=False,
        help_text=_("chỉ chọn cho phía ta; cơ quan không có trong danh sách thì ghi tên"),
    )
    partner = PartnerField(
        label=_("Đối tác"),
        required=False,
        help_text=_("chỉ ghi cho phía bạn: tên bất kỳ của đối tác, gõ không dấu được"),
    )
    printed_name = LineField(
        label=_("Tên ghi trong văn bản"),
        max_length=300,
        required=False,
        help_text=_("không đổi được về sau; để trống thì theo tên đơn vị, đối tác"),
    )
    signatory = LineField(label=_("Người ký"), max_length=200, required=False)
    signatory_post = LineField(label=_("Chức vụ"), max_length=200, required=False)

    def clean(self) -> dict[str, Any]:
        """Nobody signs for the one that only carries it out."""
        data = super().clean() or {}
        if data.get("role") == PartyRole.CARRIES_OUT:
            data["signatory"] = data["signatory_post"] = ""
        return data


class SignatoryForm(forms.Form):
    """Who signs for a party."""

    signatory = LineField(label=_("Người ký"), max_length=200)
    post = LineField(label=_("Chức vụ"), max_length=200, required=False)


class TextForm(forms.Form):
    """A file: draft, summary of opinions, or signed text."""

    kind = forms.ChoiceField(label=_("Loại"), choices=TextKind.choices)
    language = forms.ChoiceField(label=_("Ngôn ngữ"), choices=Language.choices)
    file = forms.FileField(
        label=_("Tệp"),
        help_text=_("PDF, DOCX, XLSX, JPG, PNG; không quá 20 MB; không đưa văn bản mật vào cổng"),
    )


class CommitmentForm(forms.Form):
    """Something to be done under the agreement."""

    text = TextField(label=_("Nội dung cam kết"), rows=3, limit=2000)
    due_on = DayField(label=_("Thời hạn"))
    district = UnitField(
        District.objects.none(),
        label=_("Đơn vị chịu trách nhiệm"),
        required=False,
        help_text=_("để trống nếu là việc của Sở Ngoại vụ"),
    )

    def __init__(self, *args: Any, units: QuerySet[District], **kwargs: Any) -> None:
        """Offer the units given."""
        super().__init__(*args, **kwargs)
        cast("UnitField", self.fields["district"]).queryset = units


class ProgressForm(forms.Form):
    """How far a commitment is."""

    on = DayField(label=_("Ngày"))
    text = TextField(label=_("Tiến độ"), rows=3, limit=2000)
    done = forms.BooleanField(label=_("Đã hoàn thành"), required=False)
