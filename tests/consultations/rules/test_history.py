"""The paragraph on the round before: the document's own sentence, and every mix of outcomes."""

import re
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


# The ten units of the province and some of other kinds, in the office's order.
TEN = (
    CITY,
    *(UnitName("thị xã", name) for name in ("Việt Yên", "Chũ")),
    *(UnitName("huyện", name) for name in ("Hiệp Hòa", "Lục Nam", "Lục Ngạn", "Sơn Động")),
    *(UnitName("xã", name) for name in ("Tân Sơn", "An Lạc")),
    UnitName("phường", "Đa Mai"),
)
REPLIES = {
    Outcome.AGREED: " nhất trí với dự thảo đề án",
    Outcome.AGREED_WITH_COMMENTS: " nhất trí với dự thảo đề án và có ý kiến góp ý",
    Outcome.DISAGREED: " không nhất trí với dự thảo đề án",
}
SILENCES = {
    Outcome.NO_REPLY: " không có văn bản trả lời.",
    Outcome.DEEMED_AGREED: (
        " không có văn bản trả lời, được coi như nhất trí theo công văn nêu trên."
    ),
}
RECEIVED = "Sở Ngoại vụ đã nhận được phản hồi "


def read_units(words):
    """Read a list of units back, by the grammar: groups by commas and «và», «các» before many."""
    found = []
    for group in re.split(r"(?:, | và )(?=(?:các )?(?:huyện|thị xã|thành phố|xã|phường) )", words):
        plural, kind, names = re.fullmatch(
            r"(các )?(huyện|thị xã|thành phố|xã|phường) (.+)", group
        ).groups()
        members = names.split(", ")
        assert bool(plural) == (len(members) > 1), group
        assert all(members), group
        found.append((kind, members))
    kinds = [kind for kind, _members in found]
    assert len(kinds) == len(set(kinds)), words
    assert words.count(" và ") == (1 if len(found) > 1 else 0), words
    if len(found) > 1:  # «và» stands before the last group and nowhere else
        assert words.rindex(" và ") > words.rindex(found[-2][1][-1])
    return [UnitName(kind, name) for kind, members in found for name in members]


def read_back(paragraph):
    """Return which units the paragraph gives which outcome; fails on anything ungrammatical."""
    assert paragraph.startswith(OPENING)
    told = {}
    for sentence in re.findall(r"[^.]+\.(?= |$)", paragraph[len(OPENING) :]):
        said = sentence.strip()
        if said.startswith(RECEIVED):
            for part in said.removeprefix(RECEIVED).removesuffix(".").split("; "):
                outcome = max(
                    (one for one in REPLIES if part.endswith(REPLIES[one])),
                    key=lambda one: len(REPLIES[one]),
                )
                units = part.removesuffix(REPLIES[outcome]).removeprefix("của UBND ")
                assert outcome not in told
                told[outcome] = read_units(units)
        else:
            (outcome,) = [one for one in SILENCES if said.endswith(SILENCES[one])]
            assert outcome not in told
            told[outcome] = read_units(said.removesuffix(SILENCES[outcome]).removeprefix("UBND "))
    return told


def compositions(total, parts):
    """Return every way to share `total` units among so many outcomes, in their order."""
    if parts == 1:
        return [(total,)]
    return [
        (first, *rest)
        for first in range(total + 1)
        for rest in compositions(total - first, parts - 1)
    ]


MIXES = compositions(len(TEN), len(Outcome))


def told_of(outcomes):
    return history(replace(ROUND_1, outcomes=tuple(zip(TEN, outcomes, strict=True))))


def test_there_are_as_many_mixes_as_ways_to_share_ten_units_among_five_outcomes():
    assert len(MIXES) == 1001


def test_every_mix_of_outcomes_over_ten_units_reads_back_as_the_sets_it_tells():
    """Each outcome with none, one or many units, the units of each outcome standing together."""
    for counts in MIXES:
        outcomes = [one for one, count in zip(Outcome, counts, strict=True) for _ in range(count)]
        assert read_back(told_of(outcomes)) == _sets(outcomes), counts


@given(st.lists(st.sampled_from(Outcome), min_size=10, max_size=10))
def test_whichever_unit_has_which_outcome_it_reads_back(outcomes):
    assert read_back(told_of(outcomes)) == _sets(outcomes)


def _sets(outcomes):
    """The units of each outcome, those of one kind together, kinds in the order they come in."""
    found = {}
    for outcome in Outcome:
        units = [unit for unit, given_ in zip(TEN, outcomes, strict=True) if given_ == outcome]
        if units:
            found[outcome] = units
    return found


@pytest.mark.parametrize("silence", [Outcome.NO_REPLY, Outcome.DEEMED_AGREED])
def test_who_replied_after_the_end_is_not_told_as_silent(silence):
    outcomes = ((HIEP_HOA, silence), (LUC_NAM, silence), (SON_DONG, silence))
    late = ((LUC_NAM, Outcome.AGREED), (SON_DONG, Outcome.DISAGREED))
    assert history(replace(ROUND_1, outcomes=outcomes, late=late)) == (
        OPENING
        + f" UBND huyện Hiệp Hòa{SILENCES[silence]}"
        + " Sau khi kết thúc việc lấy ý kiến, Sở Ngoại vụ nhận được phản hồi của UBND huyện"
        + " Lục Nam nhất trí với dự thảo đề án; của UBND huyện Sơn Động không nhất trí với"
        + " dự thảo đề án."
    )


def test_a_reopened_round_says_when():
    earlier = replace(ROUND_1, outcomes=(), reopened_on=(date(2021, 4, 20), date(2021, 5, 4)))
    assert history(earlier) == (
        OPENING
        + " Ngày 20/4/2021, Sở Ngoại vụ đã mở lại việc lấy ý kiến theo công văn nêu trên."
        + " Ngày 04/5/2021, Sở Ngoại vụ đã mở lại việc lấy ý kiến theo công văn nêu trên."
    )


def test_of_a_cancelled_round_no_outcome_is_told():
    earlier = replace(ROUND_1, cancelled_on=date(2021, 4, 5))
    assert history(earlier) == (
        OPENING + " Ngày 05/4/2021, Sở Ngoại vụ đã hủy việc lấy ý kiến theo công văn nêu trên."
    )


@given(st.lists(st.sampled_from(Outcome), min_size=10, max_size=10))
def test_every_unit_is_told_once_whatever_the_mix(outcomes):
    named = tuple(unit for unit, _outcome in ROUND_1.outcomes)
    told = history(replace(ROUND_1, outcomes=tuple(zip(named, outcomes, strict=True))))
    for unit in named:
        assert told.count(unit.name) == 1
    assert told.endswith(".")
    assert ".." not in told
