"""The blocks of a document as rows of its form: what each is, its text, what was found in it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.fields import TextField
from accounts.formsets import BaseRows
from dispatches.letter import Letter
from dispatches.lint import Finding
from dispatches.manuscript import (
    APPENDIX,
    WIDE_APPENDIX,
    ManuscriptError,
    Row,
    places,
    rows_of,
)
from dispatches.models import Remark
from dispatches.places import Place

BLOCK_TYPES = [
    ("paragraph", _("Đoạn văn")),
    ("heading", _("Tiêu đề có số")),
    ("item", _("Gạch đầu dòng")),
    ("quotation", _("Trích dẫn")),
    ("basis", _("Căn cứ")),
    ("centred", _("Dòng giữa trang")),
    ("table", _("Bảng")),
    (APPENDIX, _("Bắt đầu phụ lục")),
    (WIDE_APPENDIX, _("Bắt đầu phụ lục trang ngang")),
]
# Which appendix, None for the text itself, and which block there, None for its title; from 0.
RowPlace = tuple[int | None, int | None]
BLOCKS_LIMIT = 300
SPARE_ROWS = 2


class RowForm(forms.Form):
    """One block: what it is and its text; an empty one is left out."""

    type = forms.ChoiceField(label=_("Loại"), choices=BLOCK_TYPES, required=False)
    text = TextField(label=_("Nội dung"), rows=3, required=False)
    findings: Sequence[Finding] = ()
    remarks: Sequence[Remark] = ()

    def clean(self) -> dict[str, Any]:
        """Ask for the title of an appendix: without it, its blocks would be the letter's."""
        cleaned = super().clean() or {}
        if cleaned.get("type") in (APPENDIX, WIDE_APPENDIX) and not cleaned.get("text"):
            self.add_error("text", _("Phụ lục chưa có tên."))
        return cleaned


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


def initial_rows(letter: Letter) -> list[dict[str, Any]]:
    """Return the rows' first values."""
    rows = rows_of(letter.blocks, letter.appendices)
    return [{"type": row.type, "text": row.text} for row in rows]
