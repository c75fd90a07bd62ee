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
    Side,
    State,
    TextKind,
)
from partners.domain.agreement_text import begun_kinds, fixed_in
from partners.domain.agreements import Facts
from partners.forms.agreement_terms import TERMS, NewEndForm, PrintedForm, TermsForm
from partners.forms.choosing import PartnerField
from partners.forms.doubles import AlthoughForm
from partners.models import Agreement
from partners.rules.courses import BEFORE_SIGNING, RECORDABLE

FIELDS = [
    "title",
    "kind",
    "level",
    "district",
    "partner",
    "printed_partner",
    "languages",
    "fields_of",
    "concerns_security",
    "is_sensitive",
    *TERMS,
    "extended_to",
    "note",
]
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


def _of_the_course() -> list[tuple[str, Any]]:
    return [(kind.value, kind.label) for kind in begun_kinds()]


class SeenForm(forms.Form):
    """A form that remembers which version of the agreement its reader saw."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)


class AgreementForm(TermsForm):
    """What is known about an agreement."""

    field_order = FIELDS

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
    fields_of = RowsField(Field.objects.all(), label=_("Lĩnh vực"), required=False)
    concerns_security = forms.BooleanField(
        label=_("Liên quan quốc phòng, an ninh, đầu tư"), required=False
    )
    is_sensitive = forms.BooleanField(label=_("Phức tạp, nhạy cảm về đối ngoại"), required=False)
    note = TextField(label=_("Ghi chú"), required=False, rows=3)

    def __init__(self, *args: Any, units: QuerySet[District], **kwargs: Any) -> None:
        """Offer the units given; the partner with which the form begins needs no search."""
        super().__init__(*args, **kwargs)
        cast("UnitField", self.fields["district"]).queryset = units
        cast("PartnerField", self.fields["partner"]).kept = self.initial.get("partner")

    def clean(self) -> dict[str, Any]:
        """A unit belongs to the level of units."""
        data = super().clean()
        if (data.get("level") == AgreementLevel.DISTRICT) != bool(data.get("district")):
            self.add_error("district", _("Chọn đơn vị khi và chỉ khi là thỏa thuận cấp huyện."))
        return data

    def facts(self) -> Facts:
        """Return what was entered."""
        data = dict(self.cleaned_data)
        kept = Facts.__dataclass_fields__
        return Facts(
            **{name: value for name, value in data.items() if name in kept}
            | {"kind": AgreementKind(data["kind"]), "level": AgreementLevel(data["level"])},
            fields=list(data["fields_of"]),
            terms=self.terms(),
        )

    @staticmethod
    def initial_of(agreement: Agreement) -> dict[str, Any]:
        """Return what the form shows of an agreement."""
        return {name: getattr(agreement, name) for name in (*SHOWN, *TERMS, "extended_to")} | {
            "languages": list(filter(None, agreement.languages.split(","))),
            "fields_of": agreement.fields.all(),
            "seen": agreement.version,
        }


class ChangeForm(AgreementForm, NewEndForm, SeenForm):
    """The same of an agreement that is there; what its state fixes is shown and cannot be typed."""

    def __init__(self, *args: Any, of: Agreement, **kwargs: Any) -> None:
        """Fix what the text, the opinions or the permission fix."""
        super().__init__(*args, **kwargs)
        for name in fixed_in(of.state):
            self.fields[name].disabled = True
        if of.state in BEFORE_SIGNING:
            cast("forms.ChoiceField", self.fields["kind"]).choices = _of_the_course()
        if of.child_kind != ChildKind.EXTENSION:
            self.fields["extended_to"].disabled = True
            if not of.extended_to:
                self.fields["extended_to"].widget = forms.HiddenInput()


class BegunForm(AgreementForm, PrintedForm):
    """A text that goes through the course of the law; what the law does not know is not offered."""

    kind = forms.ChoiceField(label=_("Loại"), choices=_of_the_course)


class BeginForm(BegunForm):
    """An agreement that begins with the idea."""


class RecordForm(AgreementForm, PrintedForm, AlthoughForm):
    """An agreement that was signed before; what nobody knows stays empty."""

    field_order = ["title", "state", "signed_on", "place", "source", "ended_on", *FIELDS]

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
    ended_on = DayField(
        label=_("Ngày kết thúc hiệu lực"),
        required=False,
        help_text=_("chỉ ghi cho thỏa thuận đã chấm dứt, rút khỏi, hết hạn"),
    )
    extended_to = DayField(
        label=_("Đã gia hạn đến hết ngày"),
        required=False,
        help_text=_("chỉ ghi khi hai bên đã gia hạn trước khi thỏa thuận được ghi vào cổng"),
    )


class ChildForm(BegunForm, NewEndForm):
    """An amendment, supplement or extension."""

    field_order = ["child_kind", *FIELDS]

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
        help_text=_("để trống thì theo tên đơn vị, đối tác"),
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
    """A party as the text names it, and who signs for it."""

    printed_name = LineField(
        label=_("Tên ghi trong văn bản"),
        max_length=300,
        required=False,
        help_text=_("để trống thì giữ nguyên"),
    )
    signatory = LineField(label=_("Người ký"), max_length=200, required=False)
    post = LineField(label=_("Chức vụ"), max_length=200, required=False)


class TextForm(forms.Form):
    """A file: draft, summary of opinions, or signed text."""

    kind = forms.ChoiceField(label=_("Loại"), choices=TextKind.choices)
    language = forms.ChoiceField(label=_("Ngôn ngữ"), choices=Language.choices)
    file = forms.FileField(
        label=_("Tệp"),
        help_text=_("PDF, DOCX, XLSX, JPG, PNG; không quá 20 MB; không đưa văn bản mật vào cổng"),
    )

    def __init__(self, *args: Any, kinds: list[TextKind], **kwargs: Any) -> None:
        """Offer the kinds given."""
        super().__init__(*args, **kwargs)
        choices = [(kind.value, kind.label) for kind in kinds]
        cast("forms.ChoiceField", self.fields["kind"]).choices = choices


class ReasonForm(forms.Form):
    """Why something is taken back."""

    reason = LineField(label=_("Lý do"), max_length=300)
