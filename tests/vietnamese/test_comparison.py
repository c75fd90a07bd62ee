import pytest
from hypothesis import given
from hypothesis import strategies as st

from vietnamese.comparison import LONGEST, Change, Piece, paragraph_changes, word_changes

SAME, ADDED, REMOVED = Change.SAME, Change.ADDED, Change.REMOVED


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("", "", []),
        ("hợp tác", "hợp tác", [(SAME, "hợp tác")]),
        ("", "hợp tác", [(ADDED, "hợp tác")]),
        ("hợp tác", "", [(REMOVED, "hợp tác")]),
        (
            "các nước: Nhật Bản, Hàn Quốc",
            "các nước: Nhật Bản, Singapore, Hàn Quốc",
            [(SAME, "các nước: Nhật Bản, "), (ADDED, "Singapore, "), (SAME, "Hàn Quốc")],
        ),
        (
            "đẩy mạnh hợp tác",
            "tăng cường hợp tác",
            [
                (REMOVED, "đẩy"),
                (ADDED, "tăng"),
                (SAME, " "),
                (REMOVED, "mạnh"),
                (ADDED, "cường"),
                (SAME, " hợp tác"),
            ],
        ),
    ],
)
def test_changes_word_by_word(before, after, expected):
    assert word_changes(before, after) == [Piece(*piece) for piece in expected]


texts = st.text(alphabet="ab \n", max_size=60)


@given(texts, texts)
def test_the_pieces_make_up_both_texts(before, after):
    pieces = word_changes(before, after)

    assert "".join(p.text for p in pieces if p.change != ADDED) == before
    assert "".join(p.text for p in pieces if p.change != REMOVED) == after
    assert all(piece.text for piece in pieces)


def test_texts_too_long_to_compare_differ_as_a_whole():
    before, after = "a " * LONGEST, "b " + "a " * LONGEST

    assert word_changes(before, after) == [Piece(REMOVED, before), Piece(ADDED, after)]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("", "", []),
        ("AB", "AB", [(0, 0), (1, 1)]),
        ("AB", "AXB", [(0, 0), (None, 1), (1, 2)]),
        ("AXB", "AB", [(0, 0), (1, None), (2, 1)]),
        ("AXB", "AYZB", [(0, 0), (1, 1), (None, 2), (2, 3)]),
    ],
)
def test_paragraphs_are_paired_by_their_places(before, after, expected):
    assert list(paragraph_changes(list(before), list(after))) == expected
