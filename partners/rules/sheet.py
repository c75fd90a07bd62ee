"""A list of partners as offices keep it in Excel: found under its headings, row by row."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from partners.errors import PartnerRefused
from vietnamese.legacy import legacy_encoding
from vietnamese.text import clean_line, fold, forbidden

# Key of a column and its heading in the template; * must be filled.
HEADINGS = {
    "name": "Tên đối tác *",
    "country": "Nước *",
    "tier": "Cấp *",
    "parent": "Thuộc (cấp trên)",
    "english": "Tên tiếng Anh",
    "native": "Tên bản ngữ",
    "romanised": "Phiên âm La-tinh",
    "alias": "Tên gọi khác",
    "fields": "Lĩnh vực",
    "channel": "Kênh liên hệ",
    "profile": "Giới thiệu",
    "note": "Ghi chú",
    "unit": "Đơn vị quan hệ",
    "stage": "Giai đoạn quan hệ",
    "on": "Từ ngày",
}
NEEDED = ("name", "country", "tier")
COLUMNS = 40  # read; what an office added beside its list does not count
SEARCHED = 30  # rows in which the headings are looked for, below titles and national mottos
MOST = 500  # each is compared with the whole register, in one request
SHOWN = 5

Row = dict[str, str]  # key of a column -> text; "line" is the row's number in the sheet


def table(cells: Sequence[Sequence[str]]) -> list[Row]:
    """Return the rows below the headings, blank ones left out; PartnerRefused with what is wrong.

    Text in an encoding from before Unicode is refused: nobody could read it again.
    """
    _refuse_legacy(cells)
    head, columns = _headings(cells)
    rows = []
    for line, texts in enumerate(cells[head + 1 :], start=head + 2):
        row = {key: clean_line(texts[place]) for key, place in columns.items()}
        if any(row.values()):
            _refuse_hidden(line, texts)
            rows.append(row | {"line": str(line)})
    if not rows:
        raise PartnerRefused(_("Dưới dòng tiêu đề không có dòng nào."))
    if len(rows) > MOST:
        raise PartnerRefused(
            _("Tệp có %(count)d dòng, quá %(most)d dòng một lần. Đề nghị chia thành nhiều tệp.")
            % {"count": len(rows), "most": MOST}
        )
    return rows


def _headings(cells: Sequence[Sequence[str]]) -> tuple[int, dict[str, int]]:
    """Return in which row the headings stand, and the place of each known one."""
    known = {_bare(heading): key for key, heading in HEADINGS.items()}
    for number, texts in enumerate(cells[:SEARCHED]):
        places = {known[_bare(text)]: n for n, text in enumerate(texts) if _bare(text) in known}
        if all(key in places for key in NEEDED):
            return number, places
    needed = ", ".join(f"«{HEADINGS[key].rstrip(' *')}»" for key in NEEDED)
    raise PartnerRefused(
        _("Không thấy dòng tiêu đề có các cột %(columns)s. Đề nghị dùng tệp mẫu.")
        % {"columns": needed}
    )


def _bare(heading: str) -> str:
    return fold(heading).replace("*", "").strip()


def _refuse_legacy(cells: Sequence[Sequence[str]]) -> None:
    for line, texts in enumerate(cells, start=1):
        for text in texts:
            if encoding := legacy_encoding(text):
                raise PartnerRefused(
                    _(
                        "Dòng %(line)d: «%(text)s» có vẻ dùng bảng mã %(encoding)s, không phải "
                        "Unicode. Đề nghị chuyển mã tệp sang Unicode (ví dụ UniKey Toolkit, "
                        "Ctrl+Shift+F6) rồi nhập lại."
                    )
                    % {"line": line, "text": text[:60], "encoding": encoding}
                )


def _refuse_hidden(line: int, texts: Sequence[str]) -> None:
    if codes := [code for text in texts for code in forbidden(text.replace("\n", " "))]:
        raise PartnerRefused(
            _("Dòng %(line)d có ký tự ẩn không dùng được (%(codes)s).")
            % {"line": line, "codes": ", ".join(dict.fromkeys(codes))}
        )
