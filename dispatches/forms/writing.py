"""Forms with which an officer writes a document."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.fields import LineField, TextField
from dispatches.domain.composing import Text
from dispatches.enums import CirculationChoice, UrgencyChoice
from dispatches.forms.office_choices import OfficeField, drafting_units, signatories
from dispatches.letter import Circulation, Family, Letter, Urgency
from dispatches.lint import Finding
from dispatches.manuscript import Row, read
from dispatches.models import SUBJECT_LIMIT, Agency, DocumentKind, DraftingUnit, Signatory
from dispatches.places import Place

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
    """Return what was typed, a line each; the dash before each is the layout's to print."""
    lines = (line.strip().removeprefix("-").strip() for line in text.splitlines())
    return tuple(line for line in lines if line)
