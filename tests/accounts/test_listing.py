"""The list of users stands for all lists: they share this code."""

from io import BytesIO

import pytest
from django.db import transaction
from django.urls import reverse
from openpyxl import load_workbook

from accounts.domain.audit import record
from accounts.models import User
from tests.factories import AT, signed_in, user
from tests.frame import own_queries

pytestmark = pytest.mark.django_db

USERS, AUDIT = reverse("accounts:users"), reverse("accounts:audit")


@pytest.fixture
def administrator():
    return user("administrator", "quantri", "Đặng Văn Đông")


@pytest.fixture
def people(administrator):
    user("officer", "an", "Nguyễn Thị Ân", position="=1+1")
    user("district", "ngan", "Lương Văn Ngạn", is_active=False)
    user("district", "dong", "Vi Thị Động")


def get(administrator, **query):
    return signed_in(administrator).get(USERS, query)


def names(response):
    return [row[0].object.username for row in response.context["rows"]]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, ["an", "dong", "ngan", "quantri"]),
        ({"q": "dong"}, ["dong", "quantri"]),
        ({"q": "ĐÔNG"}, ["dong", "quantri"]),
        ({"q": "  van   dong "}, ["quantri"]),
        ({"q": "100%"}, []),
        ({"role": "district"}, ["dong", "ngan"]),
        ({"role": "district", "state": "False"}, ["ngan"]),
        ({"role": "guest"}, []),
        ({"q": "a\x00n"}, []),
        ({"q": "a " * 100}, ["an", "ngan", "quantri"]),
        ({"q": "a " * 5000}, []),
        ({"sort": "-username"}, ["quantri", "ngan", "dong", "an"]),
        ({"sort": "full_name"}, ["quantri", "ngan", "an", "dong"]),
        ({"sort": "password"}, ["an", "dong", "ngan", "quantri"]),
        ({"size": "7", "page": "99"}, ["an", "dong", "ngan", "quantri"]),
    ],
)
def test_search_filters_and_sort(administrator, people, query, expected):
    response = get(administrator, **query)

    assert (response.status_code, names(response)) == (200, expected)


def test_pages_have_the_size_that_is_asked_for(administrator):
    for number in range(60):
        user("officer", f"u{number:02}")

    def shape(**query):
        page = get(administrator, **query).context["page"]
        return len(page), page.number, page.paginator.count

    assert shape() == (25, 1, 61)
    assert shape(page="3") == (11, 3, 61)
    assert shape(page="4") == (11, 3, 61)
    assert shape(size="50") == (50, 1, 61)
    assert shape(size="100") == (61, 1, 61)


def test_filters_stay_in_the_address_of_sort_pages_and_export(administrator, people):
    page = get(administrator, q="dong", role="district").content.decode()

    assert "?q=dong&amp;role=district&amp;sort=-username" in page
    assert "?q=dong&amp;role=district&amp;export=xlsx" in page
    assert '<option value="district" selected>' in page


def test_a_heading_says_how_the_list_is_sorted(administrator, people):
    headers = get(administrator, sort="-full_name").context["headers"]

    assert [(h.column.name, h.sort, h.direction) for h in headers][:2] == [
        ("username", "username", "none"),
        ("full_name", "full_name", "descending"),
    ]


def test_every_column_of_words_shows_its_head(administrator):
    with transaction.atomic():
        record(by=administrator, action="user.changed", on=administrator, at=AT)
    page = signed_in(administrator).get(AUDIT).content.decode()

    heads = page[page.index("<thead>") : page.index("</thead>")]
    assert "<span>Người thực hiện</span>" in heads
    assert "<span>Đối tượng</span>" in heads


def test_the_export_is_what_is_shown(administrator, people):
    response = get(administrator, q="an", role="officer", export="xlsx")
    sheet = load_workbook(BytesIO(response.content)).active

    assert response["Content-Disposition"] == ('attachment; filename="nguoi-dung-2021-08-02.xlsx"')
    assert list(sheet.values) == [
        ("Tên đăng nhập", "Họ và tên", "Vai trò", "Chức vụ", "Thư điện tử", "Trạng thái"),
        ("an", "Nguyễn Thị Ân", "Chuyên viên", "=1+1", None, "Đang hoạt động"),
    ]
    assert sheet["D2"].data_type == "s"


def test_an_empty_list_says_what_to_do(administrator, people):
    nothing = get(administrator, q="khongco").content.decode()
    empty = signed_in(administrator).get(AUDIT).content.decode()

    assert "Bỏ mọi điều kiện lọc" in nothing
    assert "Nhật ký chưa có gì" in empty
    assert "Xuất Excel" not in nothing


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_users_asks_the_database_as_often_for_more(administrator, count):
    for number in range(count - 1):
        user("officer", f"u{number}")

    assert own_queries(signed_in(administrator), USERS) == 2


@pytest.mark.parametrize("count", [1, 3])
def test_the_audit_trail_asks_the_database_as_often_for_more(administrator, count):
    for _number in range(count):
        record(by=administrator, action="user.changed", on=administrator, at=AT)

    assert own_queries(signed_in(administrator), AUDIT) == 4


def test_what_is_found_is_counted_up_to_five_hundred_and_exported_whole(administrator):
    names = [f"nguoi-{number}" for number in range(501)]
    User.objects.bulk_create(
        User(username=name, full_name=name, folded_names=name, role="district", created_at=AT)
        for name in names
    )

    found = get(administrator, role="district")
    assert (found.context["page"].paginator.count, found.context["page"].paginator.num_pages) == (
        500,
        20,
    )
    assert "hơn 500 kết quả" in " ".join(found.text.split())
    assert "1–25 trong 500 dòng đầu" in " ".join(found.text.split())
    assert get(administrator).context["page"].paginator.count == 502

    book = load_workbook(BytesIO(get(administrator, role="district", export="xlsx").content))
    assert book.active.max_row == 502
