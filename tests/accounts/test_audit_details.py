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


def test_names_of_acts_and_objects_fall_back_on_their_codes():
    assert [action_label("user.created"), action_label("x.y")] == ["Lập tài khoản", "x.y"]
    assert [object_label("accounts.user"), object_label("gone.model")] == [
        "Người dùng",
        "gone.model",
    ]
