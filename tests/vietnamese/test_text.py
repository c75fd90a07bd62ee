import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vietnamese.text import clean_line, clean_text, fold, nfc, same_name_key, tone_on_second

SYLLABLES = st.text("aăâbcdđeêghiklmnoôơpqrstuưvxyàảãáạằẳẵắặầẩẫấậĐƯƠ ", max_size=30)


def decomposed(text):
    return unicodedata.normalize("NFD", text)


def test_nfc_composes_what_a_mac_file_name_brings():
    assert len(decomposed("Lục Ngạn")) == 10
    assert nfc(decomposed("Lục Ngạn")) == "Lục Ngạn"
    assert len(nfc(decomposed("Lục Ngạn"))) == 8


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("  UBND   huyện\tSơn\u00a0Động \n", "UBND huyện Sơn Động"),
        ("Hiệp\r\nHòa", "Hiệp Hòa"),
        ("Tân\u200b Yên\ufeff", "Tân Yên"),
        ("\u202eYên Thế\u202c", "Yên Thế"),
        ("Lạng\x00 Giang\x1b[31m", "Lạng Giang[31m"),
        ("quận Seo\u2028(Daejeon)", "quận Seo (Daejeon)"),
        ("a\u200b\u0301", "á"),
        ("\ud800", ""),
    ],
)
def test_clean_line(typed, line):
    assert clean_line(typed) == line


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("một\r\nhai\rba", "một\nhai\nba"),
        ("một\tcột", "một cột"),
        ("trái\u202ephải\u2069", "tráiphải"),
        ("\x00NUL\x07", "NUL"),
        ("  giữ  nguyên  ", "  giữ  nguyên  "),
        ("{{ x }} <script>", "{{ x }} <script>"),
        ("gia đình 👨\u200d👩\u200d👧", "gia đình 👨\u200d👩\u200d👧"),
        ("\ufffe\udc00", ""),
    ],
)
def test_clean_text(typed, text):
    assert clean_text(typed) == text


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text):
    assert clean_line(clean_line(text)) == clean_line(text)
    assert clean_text(clean_text(text)) == clean_text(text)


@given(st.text())
def test_clean_text_can_be_stored_everywhere(text):
    clean = clean_text(text)
    assert "\x00" not in clean
    assert clean.encode("utf-8").decode("utf-8") == nfc(clean)


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("luc ngan", "Lục Ngạn"),
        ("viet yen", "Việt Yên"),
        ("hiep hoa", "Hiệp Hòa"),
        ("hiep hoa", "HIỆP HOÀ"),
        ("son dong", "Sơn Động"),
        ("dong", "Ðông"),
        ("chungcheongnam-do", "Chungcheongnam-do"),
        ("munchen", "München"),
        ("충청남도", "충청남도"),
        ("tan yen", " Tân\u200b  Yên "),
    ],
)
def test_fold_gives_what_people_type_in_a_search(query, name):
    assert fold(name) == query


@given(st.one_of(st.text(), SYLLABLES))
def test_fold_does_not_see_how_a_text_is_composed(text):
    assert fold(decomposed(text)) == fold(nfc(text))


@given(SYLLABLES)
def test_fold_leaves_only_ascii_of_vietnamese_and_is_stable(text):
    assert fold(text).isascii()
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hiệp Hòa", "Hiệp Hoà"),
        ("ỦY BAN", "Uỷ ban"),
        ("thủy", "thuỷ"),
        ("Khoẻ", "khỏe"),
        ("Hòa-Bình", "Hoà-Bình"),
        ("tùy", decomposed("tuỳ")),
    ],
)
def test_the_style_of_tone_placement_makes_no_other_name(one, other):
    assert same_name_key(one) == same_name_key(other)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hiệp Hòa, HIỆP HÒA, Hiệp Hoà", "Hiệp Hoà, HIỆP HOÀ, Hiệp Hoà"),
        ("khỏe, lóe, tùy, thủy, ỤY", "khoẻ, loé, tuỳ, thuỷ, UỴ"),
        ("của, mía, hóan, Lục Ngạn, hoa", "của, mía, hoán, Lục Ngạn, hoa"),
    ],
)
def test_one_style_of_tone_placement(text, expected):
    assert tone_on_second(text) == expected


@given(SYLLABLES)
def test_one_style_of_tone_placement_leaves_every_letter_where_it_was(text):
    assert fold(tone_on_second(nfc(text))) == fold(text)
    assert len(tone_on_second(nfc(text))) == len(nfc(text))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hòa", "Hoa"),
        ("Lục Nam", "Lực Nam"),
        ("Đông", "Dông"),
        ("Hoà Bình", "Hoa Bình"),
        ("ân", "ăn"),
    ],
)
def test_marks_make_another_name(one, other):
    assert same_name_key(one) != same_name_key(other)


@given(st.one_of(st.text(), SYLLABLES))
def test_same_name_key_does_not_see_how_a_text_is_composed(text):
    assert same_name_key(decomposed(text)) == same_name_key(nfc(text))
