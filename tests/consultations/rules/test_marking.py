"""What of a passage is marked for the reader's unit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultations.rules.marking import Part, marked


def test_a_passage_on_the_unit_alone_is_marked_whole():
    assert marked("Huyện Lục Ngạn: ưu tiên.", "Lục Ngạn", alone=True) == [
        Part("Huyện Lục Ngạn: ưu tiên.", own=True)
    ]


def test_among_other_units_only_the_name_is_marked():
    assert marked("Các huyện Yên Dũng, Lục Ngạn: kế hoạch.", "Lục Ngạn", alone=False) == [
        Part("Các huyện Yên Dũng, "),
        Part("Lục Ngạn", own=True),
        Part(": kế hoạch."),
    ]


@pytest.mark.parametrize("text", ["LỤC NGẠN và Yên Dũng", "Lục Ngạn"])
def test_the_name_is_found_however_it_is_capitalised(text):
    assert marked(text, "Lục Ngạn", alone=False)[0] == Part(text[:8], own=True)


def test_a_part_of_a_longer_word_is_not_the_name():
    assert marked("Yên Thếm", "Yên Thế", alone=False) == [Part("Yên Thếm")]


@given(text=st.text(min_size=1), name=st.text(min_size=1, max_size=4))
def test_marking_neither_drops_nor_adds_a_letter(text, name):
    assert "".join(part.text for part in marked(text, name, alone=False)) == text
