from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dispatches.blocks import Paragraph, Run
from dispatches.lint.facts import Facts
from dispatches.lint.repetitions import repeated_words, repetitions
from tests.dispatches.seed_letter import SEED


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("dự thảo Đề án Đề án đẩy mạnh", ["Đề án Đề án"]),
        ("Đề án đề án", ["Đề án đề án"]),
        ("gửi về Sở Ngoại vụ gửi về Sở Ngoại vụ trước", ["gửi về Sở Ngoại vụ gửi về Sở Ngoại vụ"]),
        ("huyện Tân Yên, Yên Thế", []),
        ("khu công nghiệp - đô thị, đô thị thông minh", []),
        ("công nghiệp - công nghiệp - công nghiệp", []),
        ("ở xa xa và dần dần", []),
        ("xa xa xa xa", []),
        ("Đề án. Đề án", []),
        ("", []),
    ],
)
def test_repetitions(text, expected):
    assert list(repetitions(text)) == expected


def test_a_repetition_is_found_across_styles():
    letter = replace(SEED, blocks=(Paragraph.of("Gửi ý kiến ", Run("ý kiến trước", bold=True)),))

    assert [finding.quote for finding in repeated_words(letter, Facts())] == ["ý kiến ý kiến"]


@given(st.text(alphabet="ab ,.-", max_size=60))
def test_every_quote_is_one_group_said_twice(text):
    for quote in repetitions(text):
        words = quote.split()
        assert words[: len(words) // 2] == words[len(words) // 2 :]
