import pytest

from dispatches.lint.names import misspelt_names
from tests.dispatches.lint.province import FACTS, found, replace, saying


@pytest.mark.parametrize(
    "text",
    [
        "UBND huyện Lục Ngạn, Hiệp Hoà và Hiệp Hòa, HIỆP HÒA",
        "tỉnh Chungcheongnam (Chungnam), GAROK, quận Seo, tỉnh Chungcheongbuk",
        "yên thể, tân yên, Sơn Dương",
        "Daejeon, DAEJEON, Garok, Hàn Quốc, Trưởng, Chính, Truong, Chung, Thanh, Phong, quan Seo",
        "Korean, Koreas, Governor, Governors, Associations, Daegu, Busan, Seoul, Gwangju",
        "",
    ],
)
def test_what_is_right_or_another_name_is_let_be(text):
    assert found(misspelt_names, text) == []


@pytest.mark.parametrize(
    ("text", "quote", "proper"),
    [
        ("huyện Luc Ngan", "Luc Ngan", "Lục Ngạn"),
        ("huyện Lục Ngan và", "Lục Ngan", "Lục Ngạn"),
        ("huyện Hiệp Hóa", "Hiệp Hóa", "Hiệp Hòa"),
        ("tỉnh Chungchongnam", "Chungchongnam", "Chungcheongnam"),
        ("tỉnh Chungcheonnam", "Chungcheonnam", "Chungcheongnam"),
        ("tỉnh Chunganm", "Chunganm", "Chungnam"),
        ("thành phố Deajeon", "Deajeon", "Daejeon"),
        ("thành phố Daejon", "Daejon", "Daejeon"),
        ("Daejeo và", "Daejeo", "Daejeon"),
        ("Hiệp hội GARROK", "GARROK", "GAROK"),
        ("Hiệp hội GRAOK", "GRAOK", "GAROK"),
    ],
)
def test_a_slip_is_said_with_the_proper_name(text, quote, proper):
    message = f"Tên trong danh mục là “{proper}”, không phải “{quote}”."

    assert found(misspelt_names, text) == [(0, quote, message)]


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("Bac Giang Province: Luc Ngan, Hiep Hoa", []),
        ("the Province of Chungcheonnam", ["Chungcheonnam"]),
        ("the Governor of the Korean city of Deajeon, People", ["Deajeon"]),
    ],
)
def test_another_language_writes_our_names_without_marks(text, quotes):
    letter = replace(saying(text), language="en")

    assert [finding.quote for finding in misspelt_names(letter, FACTS)] == quotes
