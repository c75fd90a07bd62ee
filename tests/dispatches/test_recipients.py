"""Whom a letter names: one recipient, or a group that stands for several."""

from dataclasses import replace

import pytest

from dispatches.recipients import is_group, printed
from tests.dispatches.seed_letter import SEED
from tests.dispatches.seed_submission import SUBMISSION


def test_the_names_of_the_department_s_letters():
    assert [(name, is_group(name)) for name in printed(SEED)] == [
        ("UBND các huyện, thành phố", True),
        ("GD; PGĐ Nguyễn Quang Tuấn", False),
    ]
    assert [(name, is_group(name)) for name in printed(SUBMISSION)] == [
        ("Chủ tịch UBND tỉnh", False),
        ("PCT TT UBND tỉnh", False),
        ("VP UBND tỉnh", False),
        ("Lãnh đạo Sở", False),
    ]


def test_the_association_is_one_recipient():
    note = replace(SEED, addressees=("Hiệp hội các tỉnh trưởng Hàn Quốc (GAROK)",), recipients=())

    assert [(name, is_group(name)) for name in printed(note)] == [
        ("Hiệp hội các tỉnh trưởng Hàn Quốc", False)
    ]


@pytest.mark.parametrize(
    "name",
    [
        "Các Sở, ban, ngành",
        "các đồng chí Phó Giám đốc",
        "CÁC HUYỆN, THÀNH PHỐ",
        "UBND các xã, phường",
        "Ủy ban nhân dân các huyện",
        "Uỷ ban nhân dân các huyện",
        "HĐND, UBND các huyện, thành phố",
        "Chủ tịch UBND các huyện",
        "Thường trực Huyện ủy các huyện",
        "Thủ trưởng các cơ quan, đơn vị",
        "Sở, ban, ngành tỉnh",
        "UBND huyện, thành phố",
        "Cơ quan, đơn vị thuộc UBND tỉnh",
    ],
)
def test_a_group_begins_as_one(name):
    assert is_group(name)


@pytest.mark.parametrize(
    "name",
    [
        "Hiệp hội các tỉnh trưởng Hàn Quốc",
        "Liên hiệp các tổ chức hữu nghị tỉnh",
        "Ban Quản lý các khu công nghiệp tỉnh",
        "Văn phòng các Chương trình mục tiêu quốc gia",
        "Cục Ngoại vụ, Bộ Ngoại giao",
        "UBND huyện Lục Ngạn",
        "Sở Nông nghiệp và Phát triển nông thôn",
        "Ban Dân tộc",
        "Chính quyền quận Seo, thành phố Daejeon",
        "UBND huyện Các Mác",
        "",
    ],
)
def test_a_name_with_the_word_in_it_is_one_recipient(name):
    assert not is_group(name)
