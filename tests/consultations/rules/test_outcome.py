"""Outcomes: the table of positions, and every way in which silence is judged."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultations.enums import Outcome, Position
from consultations.rules.outcome import Silence, Verdict, of_positions, of_silence

AGREE, COMMENT, AGAINST = Position.AGREE, Position.AGREE_WITH_COMMENTS, Position.DISAGREE
REACHED = "máy chủ thư đã nhận công văn lúc 08:00 ngày 02/8/2021"


@pytest.mark.parametrize(
    ("positions", "outcome"),
    [
        ([AGREE], Outcome.AGREED),
        ([AGREE, AGREE, AGREE], Outcome.AGREED),
        ([AGREE, COMMENT, AGREE], Outcome.AGREED_WITH_COMMENTS),
        ([COMMENT], Outcome.AGREED_WITH_COMMENTS),
        ([AGREE, COMMENT, AGAINST], Outcome.DISAGREED),
        ([AGAINST], Outcome.DISAGREED),
        (["agree", "disagree"], Outcome.DISAGREED),
    ],
)
def test_outcome_of_an_answer_is_its_gravest_position(positions, outcome):
    assert of_positions(positions) == outcome


def test_an_answer_without_positions_is_none():
    with pytest.raises(ValueError, match="at least one position"):
        of_positions([])


@given(st.lists(st.sampled_from(Position), min_size=1))
def test_the_order_of_contents_does_not_matter(positions):
    assert of_positions(positions) == of_positions(reversed(positions))


def silence(**facts):
    return Silence(**({"allowed": True, "clause_issued": True, "reached": REACHED} | facts))


@pytest.mark.parametrize(
    ("facts", "verdict"),
    [
        (
            {},
            Verdict(
                Outcome.DEEMED_AGREED,
                f"Không có ý kiến phản hồi, coi như nhất trí theo công văn; {REACHED}.",
            ),
        ),
        (
            {"allowed": False},
            Verdict(Outcome.NO_REPLY, "Đợt lấy ý kiến không áp dụng quy định coi như nhất trí."),
        ),
        (
            {"clause_issued": False},
            Verdict(Outcome.NO_REPLY, "Công văn đã ban hành không có câu coi như nhất trí."),
        ),
        (
            {"still_open": "trước ngày 12/8/2021"},
            Verdict(Outcome.NO_REPLY, "Thời hạn của đơn vị chưa hết (trước ngày 12/8/2021)."),
        ),
        (
            {"reached": "", "obstacle": "Công văn không đến đơn vị."},
            Verdict(Outcome.NO_REPLY, "Công văn không đến đơn vị."),
        ),
    ],
)
def test_silence(facts, verdict):
    assert of_silence(silence(**facts)) == verdict


@pytest.mark.parametrize(
    ("allowed", "clause", "reached", "open_"), itertools.product([True, False], repeat=4)
)
def test_silence_is_consent_only_when_every_condition_holds(allowed, clause, reached, open_):
    verdict = of_silence(
        Silence(
            allowed=allowed,
            clause_issued=clause,
            reached=REACHED if reached else "",
            obstacle="" if reached else "Công văn chưa đến đơn vị.",
            still_open="trước ngày 12/8/2021" if open_ else "",
        )
    )
    consent = allowed and clause and reached and not open_
    assert verdict.outcome == (Outcome.DEEMED_AGREED if consent else Outcome.NO_REPLY)
    assert verdict.reason
