"""The paragraph on the round before: the document's own sentence, and every mix of outcomes."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultations.enums import Outcome
from consultations.rules.history import EarlierRound, history
from vietnamese.lists import UnitName

DOCUMENT = (Path(__file__).parents[2] / "documents" / "round_2.txt").read_text("utf-8")

CITY = UnitName("thành phố", "Bắc Giang")
HIEP_HOA, LUC_NAM, SON_DONG = (UnitName("huyện", n) for n in ("Hiệp Hòa", "Lục Nam", "Sơn Động"))


def units(outcome, *names):
    kinds = {"Bắc Giang": "thành phố"}
    return tuple((UnitName(kinds.get(n, "huyện"), n), outcome) for n in names)


ROUND_1 = EarlierRound(
    agency="Sở Ngoại vụ",
    number="169/SNgV-HTQT",
    issued_on=date(2021, 3, 29),
    about="đề nghị tham gia ý kiến vào Đề án hợp tác cấp địa phương",
    sent_to="các cơ quan, địa phương trong tỉnh",
    draft="dự thảo đề án",
    outcomes=units(
        Outcome.AGREED, "Bắc Giang", "Hiệp Hòa", "Lục Nam", "Lục Ngạn", "Tân Yên", "Yên Thế"
    )
    + units(Outcome.NO_REPLY, "Sơn Động", "Lạng Giang", "Yên Dũng", "Việt Yên"),
)
OPENING = (
    "Ngày 29/3/2021, Sở Ngoại vụ đã có công văn số 169/SNgV-HTQT về việc đề nghị tham gia ý kiến "
    "vào Đề án hợp tác cấp địa phương gửi các cơ quan, địa phương trong tỉnh."
)


def test_round_1_is_told_as_the_document_tells_it():
    assert history(ROUND_1) in DOCUMENT.splitlines()


@pytest.mark.parametrize(
    ("outcomes", "sentences"),
    [
        (
            [(CITY, Outcome.AGREED)],
            (
                " Sở Ngoại vụ đã nhận được phản hồi của UBND thành phố Bắc Giang nhất trí với "
                "dự thảo đề án."
            ),
        ),
        (
            [(CITY, Outcome.AGREED_WITH_COMMENTS), (HIEP_HOA, Outcome.AGREED)],
            (
                " Sở Ngoại vụ đã nhận được phản hồi của UBND huyện Hiệp Hòa nhất trí với dự thảo "
                "đề án; của UBND thành phố Bắc Giang nhất trí với dự thảo đề án và có ý kiến góp ý."
            ),
        ),
        (
            [(LUC_NAM, Outcome.DISAGREED), (SON_DONG, Outcome.NO_REPLY)],
            (
                " Sở Ngoại vụ đã nhận được phản hồi của UBND huyện Lục Nam không nhất trí với "
                "dự thảo đề án. UBND huyện Sơn Động không có văn bản trả lời."
            ),
        ),
        (
            [(HIEP_HOA, Outcome.DEEMED_AGREED), (LUC_NAM, Outcome.DEEMED_AGREED)],
            (
                " UBND các huyện Hiệp Hòa, Lục Nam không có văn bản trả lời, được coi như nhất trí "
                "theo công văn nêu trên."
            ),
        ),
        ([], ""),
    ],
)
def test_other_mixes(outcomes, sentences):
    earlier = replace(ROUND_1, outcomes=tuple(outcomes))
    assert history(earlier) == OPENING + sentences


@given(st.lists(st.sampled_from(Outcome), min_size=10, max_size=10))
def test_every_unit_is_told_once_whatever_the_mix(outcomes):
    named = tuple(unit for unit, _outcome in ROUND_1.outcomes)
    told = history(replace(ROUND_1, outcomes=tuple(zip(named, outcomes, strict=True))))
    for unit in named:
        assert told.count(unit.name) == 1
    assert told.endswith(".")
    assert ".." not in told
