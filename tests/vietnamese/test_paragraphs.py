"""A paragraph is known again after editing, by its words and not by its number."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vietnamese.paragraphs import successors

GOAL = "Mục tiêu đến năm 2025 có năm huyện hợp tác với địa phương nước ngoài."
GOAL_MORE = "Mục tiêu đến năm 2025 có bảy huyện, thành phố hợp tác với địa phương nước ngoài."
MONEY = "Kinh phí thực hiện do ngân sách tỉnh bảo đảm."
PEOPLE = "Sở Ngoại vụ chủ trì, phối hợp với Ủy ban nhân dân các huyện."
OTHER = "Hằng năm tổ chức hội nghị đánh giá."


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ([GOAL, MONEY], [GOAL, MONEY], {0: 0, 1: 1}),
        ([GOAL, MONEY], [OTHER, GOAL, MONEY], {0: 1, 1: 2}),
        ([GOAL, MONEY], [OTHER, GOAL_MORE, MONEY], {0: 1, 1: 2}),
        ([GOAL, MONEY, PEOPLE], [PEOPLE, GOAL, MONEY], {0: 1, 1: 2, 2: 0}),
        ([GOAL, MONEY], [MONEY], {1: 0}),
        ([GOAL, MONEY], [MONEY, OTHER], {1: 0}),
        # Rewritten from beginning to end between two that stayed: it is the same paragraph.
        ([GOAL, OTHER, MONEY], [GOAL, PEOPLE, MONEY], {0: 0, 1: 1, 2: 2}),
        ([GOAL, OTHER], [MONEY, PEOPLE, GOAL], {0: 2}),
        ([GOAL, GOAL], [GOAL], {0: 0}),
        ([], [GOAL], {}),
    ],
)
def test_what_became_of_each_paragraph(before, after, expected):
    assert successors(before, after) == expected


TEXTS = st.lists(st.sampled_from([GOAL, GOAL_MORE, MONEY, PEOPLE, OTHER]), max_size=6)


@given(before=TEXTS, after=TEXTS)
def test_no_two_become_one_and_a_text_is_its_own_successor(before, after):
    found = successors(before, after)
    assert len(set(found.values())) == len(found)
    assert set(found) <= set(range(len(before)))
    assert set(found.values()) <= set(range(len(after)))
    assert successors(before, before) == {n: n for n in range(len(before))}
