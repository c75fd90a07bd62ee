"""Forms about partners and their contacts."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.fields import LineField, RowsField, TextField
from districts.domain.countries import country_names
from districts.models import Field
from partners.domain.contacts import ContactFacts
from partners.domain.partners import Facts
from partners.enums import NameKind, PartnerTier
from partners.forms.choosing import PartnerField, VersionForm
from partners.models import Partner
from vietnamese.text import clean_line

NAME_LENGTH = 200


class NamesField(TextField):
    """Names of one kind, one a line."""

    def clean(self, value: Any) -> list[str]:
        """Return the names; one that no column holds is refused."""
        lines = [clean_line(line) for line in super().clean(value).splitlines()]
        if any(len(line) > NAME_LENGTH for line in lines):
            raise forms.ValidationError(_("Mỗi tên dài tối đa 200 ký tự."))
        return [line for line in lines if line]


class PartnerForm(forms.Form):
    """What is known about a partner; other names by kind, one a line."""

    name = LineField(label=_("Tên đối tác"), max_length=NAME_LENGTH)
    country = forms.ChoiceField(label=_("Nước"))
    tier = forms.ChoiceField(label=_("Cấp"), choices=PartnerTier.choices)
    parent = PartnerField(label=_("Thuộc (cấp trên)"), required=False)
    told_apart_by = LineField(
        label=_("Ghi chú phân biệt"),
        max_length=60,
        required=False,
        help_text=_("chỉ ghi khi trùng tên với đối tác khác cùng cấp trên; hiện bên cạnh tên"),
    )
    english = NamesField(label=_("Tên tiếng Anh"), rows=1, required=False)
    native = NamesField(label=_("Tên bản ngữ"), rows=1, required=False)
    romanised = NamesField(
        label=_("Phiên âm La-tinh"), rows=2, required=False, help_text=_("Mỗi dòng một tên.")
    )
    alias = NamesField(
        label=_("Tên gọi khác"), rows=2, required=False, help_text=_("Mỗi dòng một tên.")
    )
    fields_ = RowsField(Field.objects.all(), label=_("Lĩnh vực"), required=False)
    channel = TextField(label=_("Kênh liên hệ"), rows=2, required=False)
    profile = TextField(label=_("Giới thiệu"), required=False)
    note = TextField(label=_("Ghi chú"), rows=3, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the countries of the world in the order of the alphabet; keep the parent."""
        super().__init__(*args, **kwargs)
        cast("PartnerField", self.fields["parent"]).kept = self.initial.get("parent")
        self.fields["country"].choices = [("", _("Chọn nước")), *country_names()]  # type: ignore[attr-defined]

    def facts(self) -> Facts:
        """Return what was entered."""
        data = self.cleaned_data
        return Facts(
            name=data["name"],
            country=data["country"],
            tier=PartnerTier(data["tier"]),
            names=[(kind, text) for kind in NameKind for text in data[kind.value]],
            parent=data["parent"],
            fields=list(data["fields_"]),
            profile=data["profile"],
            channel=data["channel"],
            note=data["note"],
            told_apart_by=data["told_apart_by"],
        )


class ChangePartnerForm(VersionForm, PartnerForm):
    """A partner that the register has."""


def known(partner: Partner) -> dict[str, Any]:
    """Return what the form begins with."""
    names: dict[str, list[str]] = {kind.value: [] for kind in NameKind}
    for name in partner.names.all():
        names[name.kind].append(name.text)
    return {
        "name": partner.name,
        "country": partner.country.code,
        "tier": partner.tier,
        "parent": partner.parent,
        "fields_": partner.fields.all(),
        "channel": partner.channel,
        "profile": partner.profile,
        "note": partner.note,
        "told_apart_by": partner.told_apart_by,
        "version": partner.version,
    } | {kind: "\n".join(texts) for kind, texts in names.items()}


class ContactForm(forms.Form):
    """A person or office at a partner."""

    name = LineField(label=_("Họ tên hoặc bộ phận"), max_length=200)
    position = LineField(label=_("Chức vụ"), max_length=200, required=False)
    email = forms.EmailField(label=_("Thư điện tử"), max_length=254, required=False)
    phone = LineField(label=_("Điện thoại"), max_length=60, required=False)
    language = LineField(label=_("Ngôn ngữ giao dịch"), max_length=60, required=False)
    note = LineField(label=_("Ghi chú"), max_length=300, required=False)
    active = forms.BooleanField(label=_("Còn liên hệ"), required=False, initial=True)

    def facts(self) -> ContactFacts:
        """Return what was entered."""
        return ContactFacts(**self.cleaned_data)


class MergeForm(forms.Form):
    """The record that is to go, found by its name."""

    other = PartnerField(label=_("Hồ sơ trùng cần gộp vào hồ sơ này"))

    def __init__(self, *args: Any, stays: Partner, **kwargs: Any) -> None:
        """Look among the others: a double often has the very name of the record that stays."""
        super().__init__(*args, **kwargs)
        field = cast("PartnerField", self.fields["other"])
        field.partners = field.partners.exclude(pk=stays.pk)
