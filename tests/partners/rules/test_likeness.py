"""Which names may be one partner's, and why."""

import pytest

from partners.enums import Likeness
from partners.rules.likeness import Known, Register, stem

CHUNGNAM = Known(1, "KR", ("Tỉnh Chungcheongnam", "Chungcheongnam-do", "충청남도"))
WITH_ALIAS = Known(1, "KR", (*CHUNGNAM.names, "Chungnam"))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Tỉnh Chungcheongnam-do", "chungcheongnam"),
        ("Thành phố Daejeon", "daejeon"),
        ("Chính quyền quận Seo", "seo"),
        ("Seo-gu", "seo"),
        ("Suwon City", "suwon"),
        ("City of Haifa", "haifa"),
        ("서구", "서구"),
        ("Tỉnh", "tinh"),
    ],
)
def test_the_stem_is_the_name_without_what_kind_of_place_it_is(name, expected):
    assert stem(name) == expected


@pytest.mark.parametrize(
    ("known", "names", "reason"),
    [
        (WITH_ALIAS, ["Chungnam"], Likeness.SAME_NAME),
        (CHUNGNAM, ["Chungnam"], Likeness.SHORTENED),
        (CHUNGNAM, ["chungcheongnam do"], Likeness.SAME_STEM),
        (CHUNGNAM, ["Chungcheongnam"], Likeness.SAME_STEM),
        (CHUNGNAM, ["South Chungcheong", "충청남도"], Likeness.SAME_NATIVE),
        (CHUNGNAM, ["Chungcheong"], Likeness.CONTAINED),
        (CHUNGNAM, ["Chungchoengnam"], Likeness.ONE_SLIP),
        (CHUNGNAM, ["Chungcheongnan"], Likeness.ONE_SLIP),
        (CHUNGNAM, ["Chungcheonnam"], Likeness.ONE_SLIP),
        (CHUNGNAM, ["Chungcheongbuk-do"], None),
        (CHUNGNAM, ["Gyeonggi"], None),
        (Known(1, "KR", ("Quận Seo",)), ["Seoul"], None),
        (Known(1, "KR", ("Quận Seo",)), ["Seo-gu, Daejeon"], None),
        (Known(1, "KR", ("Quận Seo",)), ["Seo-gu"], Likeness.SAME_STEM),
        (Known(1, "KR", ("Thành phố Daejeon",)), ["Seo-gu, Daejeon"], Likeness.CONTAINED),
    ],
)
def test_a_likeness_has_its_reason(known, names, reason):
    found = Register([known]).doubles(names, "KR")
    assert [double.reason for double in found] == ([reason] if reason else [])


@pytest.mark.parametrize(
    ("name", "country", "count"),
    [("Granada", "NI", 1), ("Granade", "NI", 0), ("Granade", "ES", 1)],
)
def test_only_the_very_same_name_counts_in_another_country(name, country, count):
    register = Register([Known(1, "ES", ("Granada",))])
    assert len(register.doubles([name], country)) == count


def test_each_partner_is_told_once_the_strongest_reason_first():
    near = Known(2, "KR", ("Chungcheongnam Office",))
    found = Register([near, WITH_ALIAS]).doubles(["Chungnam", "Chungcheongnam-do"], "KR")
    assert [(each.key, each.reason, each.name, each.theirs) for each in found] == [
        (1, Likeness.SAME_NAME, "Chungnam", "Chungnam"),
        (2, Likeness.CONTAINED, "Chungcheongnam-do", "Chungcheongnam Office"),
    ]
