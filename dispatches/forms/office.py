"""What the administrator enters about the office."""

from typing import Any

from django import forms
from django.utils.functional import lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.fields import LineField, TextField
from dispatches.enums import FamilyChoice
from dispatches.forms.office_choices import OfficeField, signatories
from dispatches.models import Agency, RegisterBook
from dispatches.symbols import AGENCY, KIND, UNIT, SymbolError, symbol


class OfficeForm(forms.Form):
    """An entry of the office; subclasses have the fields of one model."""


class AgencyForm(OfficeForm):
    """Names as letters print them, and the symbol's abbreviation."""

    parent_name = LineField(
        label=_("Cơ quan chủ quản"),
        max_length=200,
        required=False,
        help_text=_("để trống nếu là Ủy ban nhân dân"),
    )
    name = LineField(label=_("Tên cơ quan"), max_length=200)
    abbreviation = LineField(label=_("Chữ viết tắt"), max_length=20, help_text=_("ví dụ: SNgV"))
    place = LineField(
        label=_("Địa danh"), max_length=100, help_text=_("đứng trước ngày tháng của công văn")
    )
    contact = TextField(
        label=_("Địa chỉ, thư điện tử, điện thoại"),
        rows=2,
        limit=300,
        required=False,
        help_text=_("in ở chân trang đầu của văn bản; để trống thì không in"),
    )
    organ_id = LineField(
        label=_("Mã định danh cơ quan"),
        max_length=35,
        required=False,
        help_text=_("theo Quyết định 20/2020/QĐ-TTg, dùng khi liên thông văn bản"),
    )


class DraftingUnitForm(OfficeForm):
    """A division and its abbreviation."""

    agency = forms.ModelChoiceField(
        Agency.objects.order_by("name"), label=_("Cơ quan"), empty_label=None
    )
    name = LineField(label=_("Tên đơn vị"), max_length=200)
    abbreviation = LineField(
        label=_("Chữ viết tắt"), max_length=20, help_text=_("đứng cuối ký hiệu công văn: SNgV-NV")
    )


class SignatoryForm(OfficeForm):
    """Who signs for which agency, under which authority; an inactive one signs no new letter."""

    agency = forms.ModelChoiceField(
        Agency.objects.order_by("name"),
        label=_("Ký văn bản của"),
        empty_label=None,
        help_text=_("người ký cho hai cơ quan thì lập hai mục; đã lập thì không đổi cơ quan"),
    )

    name = LineField(label=_("Họ và tên"), max_length=120, help_text=_("không ghi học hàm, học vị"))
    authority = TextField(
        label=_("Quyền hạn, chức vụ"),
        rows=2,
        limit=300,
        help_text=_("mỗi dòng in một dòng, ví dụ: KT. GIÁM ĐỐC / PHÓ GIÁM ĐỐC"),
    )
    active = forms.BooleanField(label=_("Đang ký văn bản"), required=False, initial=True)


class RegisterBookForm(OfficeForm):
    """A series of numbers."""

    code = forms.SlugField(
        label=_("Mã"), max_length=50, help_text=_("chữ không dấu, gạch nối; không đổi về sau")
    )
    name = LineField(label=_("Tên sổ"), max_length=200)


def _pattern_help() -> str:
    parts = ", ".join((KIND, AGENCY, UNIT))
    return gettext("ghép từ %(parts)s; ví dụ: {loại}-{cơ quan} thành TTr-SNgV") % {"parts": parts}


class DocumentKindForm(OfficeForm):
    """How a kind of document is called, laid out, numbered and signed."""

    code = forms.SlugField(
        label=_("Mã"), max_length=50, help_text=_("chữ không dấu, gạch nối; không đổi về sau")
    )
    name = LineField(label=_("Tên loại"), max_length=100)
    abbreviation = LineField(
        label=_("Chữ viết tắt"),
        max_length=20,
        required=False,
        help_text=_("theo Phụ lục III Nghị định 30/2020/NĐ-CP; công văn không có"),
    )
    family = forms.ChoiceField(label=_("Kiểu trình bày"), choices=FamilyChoice.choices)
    symbol_pattern = LineField(
        label=_("Mẫu ký hiệu"),
        max_length=60,
        required=False,
        help_text=lazy(_pattern_help, str)(),
    )
    agency = forms.ModelChoiceField(
        Agency.objects.order_by("pk"), label=_("Cơ quan ban hành"), empty_label=None
    )
    book = forms.ModelChoiceField(
        RegisterBook.objects.order_by("name"),
        label=_("Sổ đăng ký"),
        required=False,
        help_text=_("chưa chọn thì chưa cấp số được"),
    )
    signatory = OfficeField(
        signatories().filter(active=True), label=_("Người ký mặc định"), required=False
    )
    rank = forms.IntegerField(
        label=_("Thứ tự trong danh sách"), min_value=0, max_value=9999, initial=0
    )
    active = forms.BooleanField(label=_("Đang dùng"), required=False, initial=True)

    def clean(self) -> dict[str, Any]:
        """Hold family, symbol and book together."""
        data = super().clean() or {}
        if data.get("family") == FamilyChoice.SHEET:
            if data.get("symbol_pattern") or data.get("book"):
                self.add_error(
                    "family", gettext("Tài liệu kèm theo không có ký hiệu và sổ đăng ký.")
                )
        elif "symbol_pattern" in data:
            self._check_pattern(data["symbol_pattern"], data.get("abbreviation", ""))
        return data

    def _check_pattern(self, pattern: str, abbreviation: str) -> None:
        if not pattern:
            self.add_error("symbol_pattern", gettext("Đề nghị nhập mẫu ký hiệu."))
            return
        try:
            symbol(pattern, kind=abbreviation, agency="SNgV", unit="NV")
        except SymbolError as error:
            self.add_error(
                "symbol_pattern",
                gettext("Mẫu ký hiệu có phần không điền được: %(part)s.") % {"part": error},
            )
