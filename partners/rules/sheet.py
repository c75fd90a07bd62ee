"""A list of partners as offices keep it in Excel."""

from collections.abc import Iterable, Sequence

from accounts.sheet_table import Row, SheetRefused, rows_under
from partners.errors import PartnerRefused
from vietnamese.text import clean_line

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
MOST = 500  # each is compared with the whole register, in one request


def table(cells: Iterable[Sequence[str]]) -> list[Row]:
    """Return the rows of the list, one line a cell; PartnerRefused with what is wrong."""
    try:
        rows = list(rows_under(HEADINGS, cells, needed=NEEDED, most=MOST))
    except SheetRefused as refusal:
        raise PartnerRefused(str(refusal)) from refusal
    return [{key: clean_line(text) for key, text in row.items()} for row in rows]
