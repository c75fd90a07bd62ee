import pytest

from vietnamese.lists import UnitName, enumerate_units, group_of, groups_in


def units(*names):
    return [UnitName(*name.split(": ")) for name in names]


@pytest.mark.parametrize(
    ("names", "text"),
    [
        (["huyện: Sơn Động"], "huyện Sơn Động"),
        (["thành phố: Bắc Giang", "huyện: Sơn Động"], "thành phố Bắc Giang và huyện Sơn Động"),
        (
            ["huyện: Sơn Động", "huyện: Lạng Giang", "huyện: Yên Dũng", "huyện: Việt Yên"],
            "các huyện Sơn Động, Lạng Giang, Yên Dũng, Việt Yên",
        ),
        (
            [
                "thành phố: Bắc Giang",
                "huyện: Hiệp Hòa",
                "huyện: Lục Nam",
                "huyện: Lục Ngạn",
                "huyện: Tân Yên",
                "huyện: Yên Thế",
            ],
            "thành phố Bắc Giang và các huyện Hiệp Hòa, Lục Nam, Lục Ngạn, Tân Yên, Yên Thế",
        ),
        (
            ["thành phố: Bắc Giang", "huyện: Tân Yên", "thị xã: Chũ", "thị xã: Việt Yên"],
            "thành phố Bắc Giang, huyện Tân Yên và các thị xã Chũ, Việt Yên",
        ),
        (
            ["huyện: Tân Yên", "thành phố: Bắc Giang", "huyện: Yên Thế"],
            "các huyện Tân Yên, Yên Thế và thành phố Bắc Giang",
        ),
    ],
)
def test_units_in_a_sentence(names, text):
    assert enumerate_units(units(*names)) == text


def test_no_sentence_without_a_unit():
    with pytest.raises(ValueError, match="at least one"):
        enumerate_units([])


@pytest.mark.parametrize(
    ("kinds", "text"),
    [
        (["thành phố", "huyện", "huyện"], "các huyện, thành phố"),
        (["thành phố", "huyện", "thị xã"], "các huyện, thị xã, thành phố"),
        (["phường", "xã"], "các xã, phường"),
        (["huyện"], "các huyện"),
    ],
)
def test_a_group_is_addressed_by_its_kinds_in_official_order(kinds, text):
    assert group_of(kinds) == text


@pytest.mark.parametrize(
    ("kinds", "words"), [([], "at least one kind"), (["thôn"], "not in tuple")]
)
def test_no_group_is_made_of_nothing_or_of_unknown_kinds(kinds, words):
    with pytest.raises(ValueError, match=words):
        group_of(kinds)


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("UBND các huyện, thành phố", {"các huyện, thành phố": ["huyện", "thành phố"]}),
        ("nếu các thị xã không có ý kiến", {"các thị xã": ["thị xã"]}),
        (
            "các xã, phường và các huyện.",
            {"các xã, phường": ["xã", "phường"], "các huyện": ["huyện"]},
        ),
        ("UBND thành phố Bắc Giang và các huyện Hiệp Hòa, Lục Nam", {}),
        ("các sở, ngành", {}),
    ],
)
def test_a_group_is_told_from_units_named_one_by_one(text, groups):
    assert groups_in(text) == groups
