"""Lists as offices keep them, and what is refused about them."""

import unicodedata

import pytest

from partners.errors import PartnerRefused
from partners.rules.sheet import MOST, table

HEAD = ["Tên đối tác *", "Nước *", "Cấp *", "Từ ngày"]
SEO = ["Quận Seo", "Hàn Quốc", "Cấp quận, huyện", "9/8/2021"]


def test_titles_above_blank_rows_and_blank_ends_do_not_count():
    cells = [
        ["DANH SÁCH ĐỐI TÁC", "", "", "", ""],
        [""] * 5,
        [*HEAD, ""],
        [*SEO, "  "],
        ["", " ", "\u00a0", "", ""],
        ["Daejeon  ", " Hàn Quốc", "cấp tỉnh", "", ""],
        [""] * 5,
    ]
    assert table(cells) == [
        {
            "name": "Quận Seo",
            "country": "Hàn Quốc",
            "tier": "Cấp quận, huyện",
            "on": "9/8/2021",
            "line": "4",
        },
        {"name": "Daejeon", "country": "Hàn Quốc", "tier": "cấp tỉnh", "on": "", "line": "6"},
    ]


def test_decomposed_headings_and_text_are_the_same():

    cells = [[unicodedata.normalize("NFD", text) for text in row] for row in (HEAD, SEO)]
    assert cells[0] != HEAD
    assert table(cells)[0]["name"] == "Quận Seo"


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ([["Tên", "Nước"], ["Seo", "Hàn Quốc"]], "Không thấy dòng tiêu đề"),
        ([HEAD], "không có dòng nào"),
        ([HEAD, *[SEO] * (MOST + 1)], "Tệp có quá 500 dòng"),
        ([HEAD, ["QuËn Seo ®« thÞ", "", "", ""]], "Dòng 2: .* bảng mã TCVN3.*Unicode"),
        ([["Danh saùch ñoái taùc nöôùc ngoaøi"], HEAD, SEO], "Dòng 1: .* bảng mã VNI"),
        ([HEAD, ["Quận\u202eSeo", "Hàn Quốc", "Cấp tỉnh", ""]], r"Dòng 2 .*U\+202E"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(cells, said):
    with pytest.raises(PartnerRefused, match=said):
        table(cells)
