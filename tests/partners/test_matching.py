"""Matching: exact points for each reason, and what must hold for any register."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partners.matching import NEEDED, Candidate, Wish, match, rank

WISH = Wish(tier="district", countries=frozenset({"Hàn Quốc"}), fields=frozenset({"a", "b"}))
PLAIN = Candidate(key=1, sort_key="a", tier="agency", tier_name="Cơ quan", country="Pháp")
FIELDS = st.frozensets(st.sampled_from("abcdef"))
NAMES = st.sampled_from(["Hàn Quốc", "Nhật Bản", "Pháp"])
WISHES = st.builds(
    Wish,
    tier=st.sampled_from(["province", "district"]),
    countries=st.frozensets(NAMES),
    fields=FIELDS,
)
CANDIDATES = st.lists(
    st.builds(
        Candidate,
        key=st.integers(1, 10**6),
        sort_key=st.text("abc", max_size=3),
        tier=st.sampled_from(["province", "district", "agency"]),
        tier_name=st.just("Cấp"),
        country=NAMES,
        fields=FIELDS,
        related=st.booleans(),
        talks=st.sampled_from(["", "đang trao đổi"]),
        ties=st.lists(st.sampled_from(["huyện Lục Ngạn", "tỉnh"]), max_size=2).map(tuple),
        kin_ties=st.lists(st.just("Quận Seo"), max_size=2).map(tuple),
    ),
    unique_by=lambda candidate: candidate.key,
    max_size=8,
)


@pytest.mark.parametrize(
    ("changes", "score", "words"),
    [
        ({}, 0, []),
        ({"talks": "đang trao đổi"}, 50, [("đang trao đổi",)]),
        ({"tier": "district", "tier_name": "Cấp quận, huyện"}, 30, [("Cấp quận, huyện",)]),
        ({"country": "Hàn Quốc"}, 25, [("Hàn Quốc",)]),
        ({"fields": frozenset("bax")}, 20, [("a", "b")]),
        ({"ties": ("tỉnh (đã ký)",)}, 8, [("tỉnh (đã ký)",)]),
        (
            {"kin_ties": ("Quận Seo: tỉnh", "Daejeon: tỉnh")},
            12,
            [("Quận Seo: tỉnh", "Daejeon: tỉnh")],
        ),
        ({"country": "Hàn Quốc", "fields": frozenset("a")}, 35, [("Hàn Quốc",), ("a",)]),
    ],
)
def test_each_reason_has_its_weight_and_its_words(changes, score, words):
    found = match(WISH, replace(PLAIN, **changes))
    assert (found.score, [said for _label, said, _points in found.reasons]) == (score, words)


def test_what_is_missing_for_contact_is_said():
    assert match(WISH, PLAIN).missing == tuple(NEEDED.values())
    assert match(WISH, replace(PLAIN, has=frozenset(NEEDED))).missing == ()


def place(found, key):
    return [each.candidate.key for each in found].index(key)


@given(wish=WISHES, candidates=CANDIDATES, more=st.sampled_from("abcdef"))
def test_one_more_common_field_never_puts_a_partner_lower(wish, candidates, more):
    wish = replace(wish, fields=wish.fields | {more})
    for number, each in enumerate(candidates):
        before = rank(wish, candidates)
        if each.related or each.key not in [m.candidate.key for m in before]:
            continue
        richer = replace(each, fields=each.fields | {more})
        after = rank(wish, [*candidates[:number], richer, *candidates[number + 1 :]])
        assert place(after, each.key) <= place(before, each.key)


@given(wish=WISHES, candidates=CANDIDATES)
def test_who_is_related_is_never_listed_and_everybody_listed_has_a_reason(wish, candidates):
    found = rank(wish, candidates)
    assert not any(each.candidate.related for each in found)
    assert all(each.reasons and each.score > 0 for each in found)


@given(wish=WISHES, candidates=CANDIDATES, data=st.data())
def test_the_order_does_not_depend_on_how_the_register_is_read(wish, candidates, data):
    shuffled = data.draw(st.permutations(candidates))
    assert rank(wish, shuffled) == rank(wish, candidates)
