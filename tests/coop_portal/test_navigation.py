import pytest
from django.urls import reverse

from accounts.enums import Role
from accounts.permissions import Permission
from accounts.rules import allows
from coop_portal import navigation
from tests import factories

pytestmark = pytest.mark.django_db

MENUS = {
    "officer": [
        "Bàn làm việc",
        "Lấy ý kiến",
        "Văn bản đi",
        "Văn bản đến",
        "Hồ sơ",
        "Đối tác",
        "Đề án",
        "Đơn vị",
        "Lịch",
        "Thư đi",
    ],
    "leader": [
        "Bàn làm việc",
        "Lấy ý kiến",
        "Văn bản đi",
        "Văn bản đến",
        "Hồ sơ",
        "Đối tác",
        "Đề án",
        "Đơn vị",
        "Lịch",
        "Thư đi",
    ],
    "clerk": [
        "Bàn làm việc",
        "Văn bản đi",
        "Văn bản đến",
        "Sổ đăng ký",
        "Hồ sơ",
        "Lấy ý kiến",
        "Lịch",
    ],
    "administrator": [
        "Người dùng",
        "Cán bộ đầu mối",
        "Lịch làm việc",
        "Cơ quan",
        "Quy định lấy ý kiến",
        "Kết nối hệ thống",
        "Nhật ký",
        "Thư đi",
    ],
    "district": [
        "Việc cần trả lời",
        "Văn bản nhận được",
        "Đã gửi",
        "Quan hệ",
        "Hoạt động",
        "Đề xuất",
        "Lịch",
        "Đơn vị của tôi",
    ],
}


def person_of(role):
    if role == Role.DISTRICT:
        return factories.officer_of(factories.district())
    return factories.user(role)


@pytest.mark.parametrize("role", Role)
def test_each_role_finds_its_menu_and_every_entry_opens(role):
    person = person_of(role)
    client = factories.signed_in(person)
    links = navigation.links(person, "/")
    assert [str(link.label) for link in links] == MENUS[role]
    assert {client.get(link.url).status_code for link in links} == {200}


@pytest.mark.parametrize("role", Role)
def test_no_entry_stands_there_for_nothing(role):
    person = person_of(role)
    asked = [entry.permission for entry in navigation.MENUS[role] if entry.permission]
    assert all(isinstance(p, Permission) and allows(person, p) for p in asked)


@pytest.mark.parametrize(
    ("url_name", "current"),
    [
        ("home", "Bàn làm việc"),
        ("consultations:new", "Lấy ý kiến"),
        ("partners:list", "Đối tác"),
        ("partners:programme", "Đề án"),
        ("accounts:change_password", None),
    ],
)
def test_the_place_one_is_in_is_marked(url_name, current):
    links = navigation.links(factories.user(), reverse(url_name))
    assert [str(link.label) for link in links if link.current] == ([current] if current else [])


@pytest.mark.parametrize(
    ("path", "current"),
    [
        ("/", "Việc cần trả lời"),
        ("/lay-y-kien/tra-loi/15/", "Việc cần trả lời"),
        (reverse("consultations:sent"), "Đã gửi"),
        (reverse("districts:mine"), "Đơn vị của tôi"),
        (reverse("partners:my_relations"), "Đơn vị của tôi"),
    ],
)
def test_answering_belongs_to_what_a_unit_has_to_answer(path, current):
    links = navigation.links(person_of("district"), path)
    assert [str(link.label) for link in links if link.current] == [current]


def test_the_longest_address_wins():
    links = navigation.links(factories.user("administrator"), reverse("districts:officer_assign"))
    assert [str(link.label) for link in links if link.current] == ["Cán bộ đầu mối"]
