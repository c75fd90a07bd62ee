"""Forms with which an officer writes a document."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.fields import LineField, TextField
from accounts.formsets import BaseRows
from dispatches.domain.composing import Text
from dispatches.enums import CirculationChoice, UrgencyChoice
from dispatches.forms.office_choices import OfficeField, drafting_units, signatories
from dispatches.letter import Circulation, Family, Letter, Urgency
from dispatches.lint import Finding
from dispatches.manuscript import (
    APPENDIX,
    WIDE_APPENDIX,
    ManuscriptError,
    Row,
    places,
    read,
    rows_of,
)
from dispatches.models import SUBJECT_LIMIT, Agency, DocumentKind, DraftingUnit, Remark, Signatory
from dispatches.places import Place

BLOCK_TYPES = [
    ("paragraph", _("Đoạn văn")),
    ("heading", _("Tiêu đề có số")),
    ("item", _("Gạch đầu dòng")),
    ("quotation", _("Trích dẫn")),
    ("basis", _("Căn cứ")),
    ("table", _("Bảng")),
    (APPENDIX, _("Bắt đầu phụ lục")),
    (WIDE_APPENDIX, _("Bắt đầu phụ lục trang ngang")),
]
# Which appendix, None for the text itself, and which block there, None for its title; from 0.
RowPlace = tuple[int | None, int | None]
BLOCKS_LIMIT = 300
SPARE_ROWS = 2
# The field that says what stands at a place beside the blocks.
FIELDS = {
    Place.SUBJECT: "subject",
    Place.ADDRESSEES: "addressees",
    Place.RECIPIENTS: "recipients",
}
# What a family does not print is not asked for.
LEFT_OUT = {
    Family.OFFICIAL: (),
    Family.NAMED: (),
    Family.NOTE: ("unit", "signatory", "recipients", "urgency", "circulation", "addressee_stop"),
    Family.PERSONAL: ("unit", "recipients", "urgency", "circulation"),
    Family.SHEET: (
        "unit",
        "signatory",
        "addressees",
        "addressee_stop",
        "recipients",
        "urgency",
        "circulation",
    ),
}


class UnitAndSignatoryForm(forms.Form):
    """Which unit drafts, and who signs."""

    unit = OfficeField(
        drafting_units(),
        label=_("Đơn vị soạn thảo"),
        required=False,
        help_text=_("đứng cuối ký hiệu công văn"),
    )
    signatory = OfficeField(
        signatories().filter(active=True),
        label=_("Người ký"),
        required=False,
        help_text=_("để trống thì theo thể loại"),
    )


class CorrectionForm(UnitAndSignatoryForm):
    """Who drafts and signs a correcting letter, and whether it is translated."""

    with_translations = forms.BooleanField(
        label=_("Lập dự thảo bản dịch của công văn đính chính"),
        required=False,
        initial=True,
        help_text=_("bằng các ngôn ngữ mà văn bản được đính chính đã có bản dịch"),
    )

    def __init__(self, *args: Any, agency: Agency, is_translated: bool, **kwargs: Any) -> None:
        """Offer the agency's own people; ask about translations only where there are some."""
        super().__init__(*args, **kwargs)
        offer(self, agency)
        if not is_translated:
            del self.fields["with_translations"]


class BeginForm(UnitAndSignatoryForm):
    """Which kind of document, and what about."""

    kind = forms.ModelChoiceField(
        DocumentKind.objects.filter(active=True).order_by("rank", "name"),
        label=_("Thể loại"),
    )
    subject = LineField(
        label=_("Trích yếu"),
        max_length=SUBJECT_LIMIT,
        help_text=_("công văn bắt đầu bằng «V/v …», tờ trình bằng «Về việc …»"),
    )
    field_order = ("kind", "unit", "signatory", "subject")


class ReplyForm(UnitAndSignatoryForm):
    """Which agency answers, by which unit and signatory."""

    agency = forms.ModelChoiceField(
        Agency.objects.filter(kinds__family=Family.OFFICIAL).distinct().order_by("pk"),
        label=_("Cơ quan trả lời"),
        empty_label=None,
    )
    field_order = ("agency", "unit", "signatory")


class PartsForm(forms.Form):
    """The parts of a letter beside its blocks, as a template and a document both have them."""

    subject = TextField(label=_("Trích yếu"), rows=2, limit=SUBJECT_LIMIT)
    unit = OfficeField(drafting_units(), label=_("Đơn vị soạn thảo"), required=False)
    addressees = TextField(
        label=_("Kính gửi"), rows=2, required=False, help_text=_("mỗi dòng một nơi")
    )
    addressee_stop = forms.BooleanField(label=_("Chấm câu sau nơi nhận duy nhất"), required=False)
    signatory = OfficeField(signatories(), label=_("Người ký"), required=False)
    recipients = TextField(
        label=_("Nơi nhận"),
        rows=3,
        required=False,
        help_text=_("mỗi dòng một nơi, như in; dòng cuối «Lưu: VT, …»"),
    )


class WritingForm(PartsForm):
    """Everything of a letter beside its blocks."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    urgency = forms.ChoiceField(label=_("Độ khẩn"), choices=UrgencyChoice.choices, required=False)
    circulation = forms.ChoiceField(
        label=_("Phạm vi lưu hành"), choices=CirculationChoice.choices, required=False
    )
    field_order = (
        "version",
        "subject",
        "unit",
        "addressees",
        "addressee_stop",
        "urgency",
        "circulation",
        "signatory",
        "recipients",
    )

    def __init__(self, *args: Any, family: Family, agency: Agency, **kwargs: Any) -> None:
        """Ask for what documents of the family print, and offer the agency's own people."""
        super().__init__(*args, **kwargs)
        self._found: dict[str, list[Finding]] = defaultdict(list)
        offer(self, agency)
        for name in LEFT_OUT[family]:
            del self.fields[name]

    def show(self, findings: Iterable[Finding]) -> None:
        """Put what a reader would stumble over at the fields that it is about."""
        for finding in findings:
            if name := self.field_of(finding):
                self._found[name].append(finding)

    def field_of(self, finding: Finding) -> str:
        """Return the name of the field that says it, if this form asks for it."""
        name = FIELDS.get(finding.place, "")
        return name if name in self.fields else ""

    def parts(self) -> list[tuple[forms.BoundField, list[Finding]]]:
        """Return each field to fill in, with what was found in it."""
        return [(field, self._found[field.name]) for field in self.visible_fields()]

    def text(self, rows: Sequence[Row], *, language: str) -> Text:
        """Return what was written, with these rows as its content; ManuscriptError."""
        data = self.cleaned_data
        blocks, appendices = read(rows)
        return Text(
            subject=" ".join(data["subject"].split()),
            blocks=blocks,
            appendices=appendices,
            addressees=_lines(data.get("addressees", "")),
            addressee_stop=data.get("addressee_stop", False),
            recipients=_lines(data.get("recipients", "")),
            urgency=Urgency(data.get("urgency", "")),
            circulation=Circulation(data.get("circulation", "")),
            language=language,
        )


class RowForm(forms.Form):
    """One block: what it is and its text; an empty one is left out."""

    type = forms.ChoiceField(label=_("Loại"), choices=BLOCK_TYPES, required=False)
    text = TextField(label=_("Nội dung"), rows=3, required=False)
    findings: Sequence[Finding] = ()
    remarks: Sequence[Remark] = ()


class BlockRows(BaseRows):
    """The blocks in their order; those that were taken out or left empty are gone."""

    def rows(self) -> list[Row]:
        """Return what was typed."""
        return [
            Row(form.cleaned_data["type"] or "paragraph", form.cleaned_data["text"])
            for form in self._kept()
        ]

    def complain(self, error: ManuscriptError) -> None:
        """Put a complaint at the row that it is about."""
        self._kept()[error.row].add_error("text", str(error))

    def show(self, findings: Iterable[Finding]) -> None:
        """Put what a reader would stumble over at the rows that it is about."""
        at_place: dict[RowPlace, list[Finding]] = defaultdict(list)
        for finding in findings:
            if finding.place in (Place.BLOCK, Place.APPENDIX):
                at_place[finding.appendix, finding.block_index].append(finding)
        for place, form in self._places():
            form.findings = at_place[place]

    def show_remarks(self, remarks: Iterable[Remark]) -> None:
        """Put the remarks of the leader at the rows that they are about."""
        at_place: dict[RowPlace, list[Remark]] = defaultdict(list)
        for remark in remarks:
            at_place[remark.appendix, remark.block_index].append(remark)
        for place, form in self._places():
            form.remarks = at_place[place]

    def _places(self) -> Iterator[tuple[RowPlace, Any]]:
        forms = self._kept() if self.is_bound else self.initial_forms
        rows = self.rows() if self.is_bound else [Row(**form.initial) for form in forms]
        return zip(places(rows), forms, strict=True)

    def _kept(self) -> list[Any]:
        return [form for form in self.ordered_forms if form.cleaned_data.get("text")]


Rows = forms.formset_factory(
    RowForm,
    formset=BlockRows,
    can_order=True,
    can_delete=True,
    extra=SPARE_ROWS,
    max_num=BLOCKS_LIMIT,
    validate_max=True,
)


def offer(form: forms.Form, agency: Agency) -> None:
    """Offer in a form the drafting units and the signatories of one agency."""
    for field in form.fields.values():
        if isinstance(field, OfficeField):
            field.offer(agency)


def initial(letter: Letter, version: int, agency: Agency) -> dict[str, Any]:
    """Return the writing form's first values."""
    return {
        "version": version,
        "subject": letter.subject,
        "unit": unit_of(letter, agency),
        "addressees": "\n".join(letter.addressees),
        "addressee_stop": letter.addressee_stop,
        "urgency": letter.urgency,
        "circulation": letter.circulation,
        "signatory": signatory_of(letter, agency),
        "recipients": "\n".join(letter.recipients),
    }


def initial_rows(letter: Letter) -> list[dict[str, Any]]:
    """Return the rows' first values."""
    rows = rows_of(letter.blocks, letter.appendices)
    return [{"type": row.type, "text": row.text} for row in rows]


def unit_of(letter: Letter, agency: Agency) -> DraftingUnit | None:
    """Return the drafting unit of the agency that the letter's symbol names, if one does."""
    units = agency.drafting_units.select_related("agency")
    return next((unit for unit in units if letter.symbol.endswith(f"-{unit.abbreviation}")), None)


def signatory_of(letter: Letter, agency: Agency) -> Signatory | None:
    """Return who signs the letter, if the agency has that signatory."""
    if letter.signature is None:
        return None
    signed = letter.signature
    same = agency.signatories.filter(name=signed.name, authority="\n".join(signed.lines))
    return same.order_by("-active").first()


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())
