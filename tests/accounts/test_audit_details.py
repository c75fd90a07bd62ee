import pytest

from accounts.audit_details import lines, words
from accounts.audit_labels import action_label, object_label


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, "–"),
        ("", "–"),
        (True, "có"),
        (False, "không"),
        (7, "7"),
        ("Lục Ngạn", "Lục Ngạn"),
        ("2021-08-09", "09/8/2021"),
        ("2021-13-99", "2021-13-99"),
        ("2021-08-03T09:42:00Z", "16:42 ngày 03/8/2021"),
        ("2021-08-03T09:42:00", "2021-08-03T09:42:00"),
        (["huyện Lục Ngạn", "huyện Sơn Động"], "huyện Lục Ngạn, huyện Sơn Động"),
        ([], "–"),
        ({"1": "nhất trí", "2": None}, "1: nhất trí; 2: –"),
        ({}, "–"),
    ],
)
def test_words_of_a_value(value, expected):
    assert words(value) == expected


def test_lines_name_the_details_and_show_changes_one_by_one():
    data = {"one_time": True, "unnamed": 1, "changes": {"phone": ["", "0204 3854 123"]}}

    assert lines(data) == [
        ("Mật khẩu dùng một lần", "có"),
        ("unnamed", "1"),
        ("Điện thoại", "– → 0204 3854 123"),
    ]


def test_codes_are_told_by_their_names_in_the_detail_that_they_stand_in():
    assert words("district", "role") == "Cán bộ đơn vị"
    assert words("district", "kind") == "huyện"
    assert words("draft", "dropped") == "Dự thảo"
    assert words({"huyện Lục Ngạn": "no_reply"}, "outcomes") == (
        "huyện Lục Ngạn: Không có văn bản trả lời"
    )
    assert words("somebody", "role") == "somebody"


def test_names_of_acts_and_objects_fall_back_on_their_codes():
    assert [action_label("user.created"), action_label("x.y")] == ["Lập tài khoản", "x.y"]
    assert [object_label("accounts.user"), object_label("gone.model")] == [
        "Người dùng",
        "gone.model",
    ]
