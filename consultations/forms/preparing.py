"""Forms with which an officer prepares a round."""

from collections.abc import Sequence
from textwrap import shorten
from typing import Any, cast
from uuid import UUID

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.fields import LineField, RowsField, TextField, key_in
from consultations.domain.drafting import Wording
from consultations.enums import Narrowing
from consultations.models import Content, Passage, Round
from deadlines.forms import CallDeadlineForm
from deadlines.forms import initial as deadline_initial
from dispatches.models import DraftingUnit, Signatory
from districts.models import District

TITLE_LIMIT = 300
NAMED = 80  # characters of a paragraph by which one knows it in a list
CLAUSE = (
    "Sau thời gian trên, nếu các đơn vị không có ý kiến phản hồi được coi như nhất trí với các "
    "nội dung Sở xin ý kiến."
)


class WordingForm(CallDeadlineForm):
    """What the letter says beside its contents, and the deadline."""

    drafting_unit = forms.ModelChoiceField(DraftingUnit.objects.none(), label=_("Đơn vị soạn thảo"))
    signatory = forms.ModelChoiceField(Signatory.objects.none(), label=_("Người ký"))
    audience = LineField(
        label=_("Kính gửi: UBND …"), max_length=200, help_text=_("ví dụ: các huyện, thành phố")
    )
    introduction = TextField(label=_("Căn cứ, mở đầu"), help_text=_("mỗi dòng một đoạn"))
    reason = TextField(label=_("Lý do lấy ý kiến"), required=False)
    request = LineField(
        label=_("Mục đích (trước câu đề nghị)"),
        max_length=500,
        required=False,
        help_text=_("ví dụ: Để kịp thời hoàn thiện Đề án trình UBND tỉnh"),
    )
    about_agreement = forms.BooleanField(
        label=_("Lấy ý kiến về thỏa thuận quốc tế"),
        required=False,
        help_text=_("khi đó phải trả lời bằng văn bản, không áp dụng coi như nhất trí"),
    )
    deemed_consent = forms.BooleanField(
        label=_("Không trả lời được coi như nhất trí"), required=False
    )
    consent_clause = TextField(label=_("Câu ghi trong công văn"), required=False, rows=2)
    sealed = forms.BooleanField(
        label=_("Niêm phong ý kiến đến khi kết thúc"),
        required=False,
        help_text=_("trước khi kết thúc, Sở chỉ thấy đơn vị nào đã trả lời"),
    )
    short_reason = LineField(
        label=_("Lý do thời hạn ngắn"),
        max_length=500,
        required=False,
        help_text=_("chỉ ghi khi thời hạn ngắn hơn số ngày tối thiểu; lãnh đạo thấy lý do này"),
    )
    closing = TextField(label=_("Lời kết"), required=False, rows=2)
    distribution = TextField(
        label=_("Nơi nhận"), help_text=_("mỗi dòng một nơi, như in trên công văn"), rows=3
    )

    def __init__(
        self,
        *args: Any,
        drafting_units: QuerySet[DraftingUnit],
        signatories: QuerySet[Signatory],
        **kwargs: Any,
    ) -> None:
        """Offer the divisions that draft and the people who sign."""
        super().__init__(*args, **kwargs)
        cast("forms.ModelChoiceField", self.fields["drafting_unit"]).queryset = drafting_units
        cast("forms.ModelChoiceField", self.fields["signatory"]).queryset = signatories

    def clean(self) -> dict[str, Any]:
        """Silence counts as consent only where the letter says so."""
        data = super().clean()
        if data.get("deemed_consent") and not data.get("consent_clause"):
            self.add_error("consent_clause", _("Đề nghị ghi câu này để đưa vào công văn."))
        if data.get("deemed_consent") and data.get("about_agreement"):
            self.add_error(
                "deemed_consent",
                _("Không áp dụng khi lấy ý kiến về thỏa thuận quốc tế (Luật 70/2020/QH14)."),
            )
        self._check_running(data)
        return data

    def _check_running(self, data: dict[str, Any]) -> None:
        """Only for an agreement the law counts from each one's receipt."""
        deadline = data.get("deadline")
        if deadline and deadline.awaits_receipt and not data.get("about_agreement"):
            self.add_error(
                "deadline_kind", _("Chỉ tính từ ngày nhận khi lấy ý kiến về thỏa thuận quốc tế.")
            )

    def wording(self) -> Wording:
        """Return the cleaned wording."""
        names = [name for name in Wording.__dataclass_fields__ if name in self.cleaned_data]
        return Wording(**{name: self.cleaned_data[name] for name in names})


class SeenForm(forms.Form):
    """Carries the fingerprint of the letter that the page showed: a stale page is refused."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)


class DiscardForm(forms.Form):
    """Why a draft is thrown away; `seen` is the letter that the page showed."""

    reason = LineField(label=_("Lý do bỏ dự thảo"), max_length=500)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)


class RewordingForm(SeenForm, WordingForm):
    """Another wording for a round in preparation."""


class NameForm(forms.Form):
    """What a matter is called, in its letters and in the portal."""

    title = LineField(
        label=_("Tên việc lấy ý kiến"),
        max_length=TITLE_LIMIT,
        help_text=_("đứng sau «đề nghị tham gia ý kiến vào …»"),
    )
    draft_name = LineField(label=_("Cách gọi dự thảo"), max_length=200, initial="dự thảo")


class RenamingForm(SeenForm, NameForm):
    """Another name for a matter in preparation."""


class ConsultationForm(NameForm, WordingForm):
    """A new matter together with the wording of its first round and the units asked."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    units = RowsField(
        District.objects.none(),
        label=_("Đơn vị được lấy ý kiến"),
    )

    field_order = ["title", "draft_name", "units"]

    def __init__(self, *args: Any, units: QuerySet[District], **kwargs: Any) -> None:
        """Offer the units that there are."""
        super().__init__(*args, **kwargs)
        cast("forms.ModelChoiceField", self.fields["units"]).queryset = units


class NextRoundForm(WordingForm):
    """The wording of the next round, and which units of the one before it asks."""

    which = forms.ChoiceField(
        label=_("Lấy ý kiến"), choices=Narrowing, widget=forms.RadioSelect, initial=Narrowing.ALL
    )
    units = RowsField(District.objects.none(), label=_("Đơn vị (khi tự chọn)"), required=False)

    field_order = ["which", "units"]

    def __init__(self, *args: Any, units: QuerySet[District], **kwargs: Any) -> None:
        """Offer the units that there are."""
        super().__init__(*args, **kwargs)
        cast("forms.ModelChoiceField", self.fields["units"]).queryset = units

    def clean(self) -> dict[str, Any]:
        """Who chooses the units names at least one."""
        data = super().clean()
        if data.get("which") == Narrowing.CHOSEN and not data.get("units"):
            self.add_error("units", _("Đề nghị chọn ít nhất một đơn vị."))
        return data


class TextChangeForm(forms.Form):
    """Where and how the draft was changed after a comment."""

    passage = forms.TypedChoiceField(
        label=_("Đã sửa ở"), coerce=UUID, empty_value=None, required=False
    )
    note = LineField(
        label=_("Đã sửa thế nào"),
        max_length=500,
        help_text=_("ví dụ: bổ sung lĩnh vực du lịch sinh thái"),
    )

    def __init__(self, *args: Any, passages: Sequence[Passage], **kwargs: Any) -> None:
        """Offer the paragraphs of the content as it is now, and the whole of it."""
        super().__init__(*args, **kwargs)
        numbered = [(str(passage.key), _named(passage)) for passage in passages]
        field = cast("forms.TypedChoiceField", self.fields["passage"])
        field.choices = [("", _("cả nội dung")), *numbered]


def _named(passage: Passage) -> str:
    words = shorten(passage.text, NAMED, placeholder="…")
    return _("đoạn %(n)d: %(words)s") % {"n": passage.ordinal, "words": words}


class ContentForm(SeenForm):
    """One content: heading, passages, units directly concerned."""

    heading = LineField(
        label=_("Tiêu đề"), max_length=500, help_text=_("số thứ tự do cổng tự đánh")
    )
    passages = TextField(
        label=_("Nội dung"), help_text=_("mỗi dòng một đoạn; cổng tự nhận ra đơn vị được nêu tên")
    )
    concerned = RowsField(
        District.objects.none(),
        label=_("Đơn vị liên quan trực tiếp"),
        required=False,
    )

    def __init__(self, *args: Any, units: QuerySet[District], **kwargs: Any) -> None:
        """Offer the units that are asked."""
        super().__init__(*args, **kwargs)
        cast("forms.ModelChoiceField", self.fields["concerned"]).queryset = units


class UnitsForm(forms.Form):
    """Which units are asked; `seen` carries those that the page showed, in their order."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    units = RowsField(
        District.objects.none(),
        label=_("Đơn vị được lấy ý kiến"),
    )

    def __init__(self, *args: Any, units: QuerySet[District], **kwargs: Any) -> None:
        """Offer the units that there are."""
        super().__init__(*args, **kwargs)
        cast("forms.ModelChoiceField", self.fields["units"]).queryset = units

    def clean_seen(self) -> list[int]:
        """Read the list back; anything else is a page that was tampered with, and stale."""
        listed = self.cleaned_data["seen"].split(",")
        return [key for unit in listed if (key := key_in(unit))]


def wording_initial(round_: Round) -> dict[str, Any]:
    """Return the wording form's first values."""
    term = round_.original_term
    values = {name: getattr(round_, name) for name in Wording.__dataclass_fields__}
    return values | (deadline_initial(term.deadline) if term else {})


def content_initial(content: Content) -> dict[str, Any]:
    """Return the content form's first values."""
    return {
        "heading": content.heading,
        "passages": "\n".join(passage.text for passage in content.passages.all()),
        "concerned": list(content.concerned.all()),
    }
