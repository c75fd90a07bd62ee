import unicodedata
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from vietnamese.collation import sort_key

ALPHABET = list("AĂÂBCDĐEÊGHIKLMNOÔƠPQRSTUƯVXY")
UNITS = [
    "Bắc Giang",
    "Dũng",
    "Đà Nẵng",
    "Đông",
    "Hiệp Hòa",
    "Lạng Giang",
    "Lục Nam",
    "Lục Ngạn",
    "Ôn",
    "Ơn",
    "Sơn Động",
    "Tân Yên",
    "Ung",
    "Ưng",
    "Việt Yên",
    "Yên Dũng",
    "Yên Thế",
]


def assert_ordered(texts):
    assert all(sort_key(one) < sort_key(other) for one, other in pairwise(texts))


def test_the_alphabet_has_29_letters_in_their_order():
    assert len(ALPHABET) == 29
    assert_ordered(ALPHABET)
    assert_ordered([letter + "z" for letter in ALPHABET])


def test_tones_sort_ngang_huyen_hoi_nga_sac_nang():
    assert_ordered(["ba", "bà", "bả", "bã", "bá", "bạ"])
    assert_ordered(["ân", "ần", "ẩn", "ẫn", "ấn", "ận"])


def test_units_of_the_province_and_the_traps_of_binary_order():
    binary = sorted(UNITS)
    assert binary != UNITS
    assert sorted(binary, key=sort_key) == UNITS


def test_letters_count_before_tones():
    assert_ordered(["bạ", "bai", "bảy", "bắc", "bằng"])


def test_a_shorter_text_and_a_blank_come_first():
    assert_ordered(["Lục", "Lục 1", "Lục 2", "Lục Nam", "Lục-Nam", "Lục1", "Lụca"])


def test_letters_of_foreign_names_have_their_latin_places():
    assert_ordered(["Etna", "Fuji", "Gunma", "Ivry", "Jeju", "Kyoto"])
    assert_ordered(["Việt", "Wales", "Xuân", "Yên", "Zurich", "서구", "한국"])
    assert sort_key("München") == sort_key("Munchen")


def test_style_of_tone_case_and_composition_do_not_count():
    assert sort_key("Hiệp Hoà") == sort_key("HIỆP HÒA")
    assert sort_key(unicodedata.normalize("NFD", "Sơn Động")) == sort_key("Sơn Động")


@given(st.text())
def test_the_key_is_digits_of_bounded_length(text):
    key = sort_key(text)
    assert key.isascii()
    assert key.isdigit()
    assert len(key) <= 9 * len(unicodedata.normalize("NFD", text.casefold())) + 2


@given(st.text("aăâdđeêoôơuưnàảãáạ ", min_size=1), st.text("abđơ", min_size=1))
def test_a_beginning_sorts_before_the_whole(text, more):
    assert sort_key(f"{text} a") < sort_key(f"{text} a {more}")
