import datetime as dt

import pytest
from django.urls import reverse

from accounts.actors import SYSTEM
from districts.domain.vocabulary import country
from districts.enums import UnitKind
from districts.models import District, Duty, Orientation, Programme
from tests.districts.acts import ON, enter
from tests.districts.acts import unit as unit_by_code
from tests.factories import AT, DAY, district, officer_of, signed_in, user
from tests.frame import own_queries

pytestmark = pytest.mark.django_db

LIST = reverse("districts:list")
SOURCE = "Công văn lần 2 của Sở Ngoại vụ (tháng 8/2021)"
FORM = {
    "kind": "district",
    "name": "Lục Ngạn",
    "rank": "5",
    "email": "vanthu@lucngan.example",
    "valid_from": "",
    "valid_to": "",
    "basis": "",
}


@pytest.fixture
def client():
    return signed_in(user("officer"))


@pytest.fixture
def units():
    district("Bắc Giang", UnitKind.CITY, code="bac-giang", rank=1, email="vt@bacgiang.example")
    district("Lục Ngạn", code="luc-ngan", rank=2)
    district("Việt Yên", code="viet-yen", rank=3, valid_to=dt.date(2021, 8, 2))


def names(response):
    return [row[0].object.name for row in response.context["rows"]]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, ["Bắc Giang", "Lục Ngạn"]),
        ({"q": "luc ngan"}, ["Lục Ngạn"]),
        ({"q": "huyện lục"}, ["Lục Ngạn"]),
        ({"kind": "city"}, ["Bắc Giang"]),
        ({"period": "all"}, ["Bắc Giang", "Lục Ngạn", "Việt Yên"]),
        ({"period": "all", "sort": "-rank"}, ["Việt Yên", "Lục Ngạn", "Bắc Giang"]),
    ],
)
def test_the_list_shows_the_units_of_today_or_all(client, units, query, expected):
    assert names(client.get(LIST, query)) == expected


def test_where_none_is_left_the_page_leads_to_those_of_earlier_times(client):
    assert "Chưa có đơn vị nào" in client.get(LIST).content.decode()
    district("Việt Yên", code="viet-yen", valid_to=dt.date(2021, 8, 2))
    page = client.get(LIST).content.decode()
    for words in ("Hiện không có đơn vị nào", 'name="on"', 'href="?period=all"'):
        assert words in page
    assert "Chưa có đơn vị nào" not in page


def test_a_unit_without_an_address_is_marked(client, units):
    page = client.get(LIST).content.decode()

    assert page.count("Chưa có địa chỉ") == 1
    assert "vt@bacgiang.example" in page


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_database_as_often_for_more(client, count):
    for number in range(count):
        district(f"Huyện {number}", code=f"u{number}")

    assert own_queries(client, LIST) == 3


@pytest.fixture
def unit():
    made = district("Lục Ngạn", email="vanthu@lucngan.example")
    programme = Programme.objects.create(
        title="Đề án", period="2021-2025", target_least=2, target_most=4, source=SOURCE
    )
    orientation = Orientation.objects.create(
        programme=programme, text="phát triển nông nghiệp công nghệ cao", source=SOURCE
    )
    orientation.countries.set(country(code, by=SYSTEM, at=AT) for code in ("CN", "IL"))
    orientation.districts.add(made)
    plan = Duty.objects.create(
        programme=programme, text="Xây dựng Kế hoạch", due=dt.date(2021, 12, 31), source=SOURCE
    )
    report = Duty.objects.create(
        programme=programme, text="Báo cáo kết quả", yearly_from=2022, source=SOURCE
    )
    for duty in (plan, report):
        duty.districts.add(made)
    return made


FACTS = [
    "UBND huyện Lục Ngạn",
    "vanthu@lucngan.example",
    "Người ngan",
    "phát triển nông nghiệp công nghệ cao",
    "Israel, Trung Quốc",
    "31/12/2021",
    "hằng năm từ 2022",
]


def test_the_department_sees_a_unit_and_what_the_programme_asks_of_it(client, unit):
    officer_of(unit, "ngan")

    page = client.get(reverse("districts:unit", args=[unit.pk])).content.decode()

    assert [fact for fact in FACTS if fact not in page] == []


def test_an_officer_of_a_unit_sees_the_same_of_the_own_unit_only(unit):
    district("Yên Dũng", email="vanthu@yendung.example")

    page = signed_in(officer_of(unit, "ngan")).get(reverse("districts:mine")).content.decode()

    assert [fact for fact in FACTS if fact not in page] == []
    assert "Yên Dũng" not in page


@pytest.mark.parametrize("since", [DAY + dt.timedelta(days=1), None], ids=["not yet", "never"])
def test_who_acts_for_no_unit_today_sees_none(unit, since):
    person = officer_of(unit, "ngan", since) if since else user("district", "ngan")

    page = signed_in(person).get(reverse("districts:mine")).content.decode()

    assert "chưa được giao làm đầu mối" in page
    assert "Lục Ngạn" not in page


def test_a_reader_is_offered_no_change(unit):
    page = signed_in(user("leader")).get(reverse("districts:unit", args=[unit.pk]))

    assert reverse("districts:change", args=[unit.pk]) not in page.content.decode()


def test_a_unit_is_added(client):
    response = client.post(reverse("districts:new"), FORM | {"code": "luc-ngan"})

    unit = District.objects.get(code="luc-ngan")
    assert response.url == reverse("districts:unit", args=[unit.pk])
    assert (unit.name, unit.rank, unit.email) == ("Lục Ngạn", 5, "vanthu@lucngan.example")


def test_a_taken_code_is_refused_above_the_form(client, units):
    response = client.post(reverse("districts:new"), FORM | {"code": "luc-ngan", "name": "Lục Nam"})

    assert response.context["form"].non_field_errors() == ["Mã đơn vị này đã được dùng."]


def test_a_name_that_another_unit_has_is_refused_above_the_form(client, units):
    new = {"code": "khac", "name": "Lục Ngạn"}
    other = District.objects.get(code="bac-giang")
    answers = [
        client.post(reverse("districts:new"), FORM | new),
        client.post(reverse("districts:change", args=[other.pk]), FORM),
    ]
    for answer in answers:
        assert answer.context["form"].non_field_errors() == [
            "Trong thời gian này đã có đơn vị tên «huyện Lục Ngạn»."
        ]


def test_the_address_of_a_unit_is_changed(client, units):
    unit = District.objects.get(code="luc-ngan")

    client.post(reverse("districts:change", args=[unit.pk]), FORM)

    unit.refresh_from_db()
    assert unit.email == "vanthu@lucngan.example"


@pytest.mark.parametrize(
    ("field", "value"), [("email", "không có"), ("name", ""), ("rank", "0"), ("kind", "region")]
)
def test_wrong_facts_are_refused_beside_their_field(client, units, field, value):
    unit = District.objects.get(code="luc-ngan")

    response = client.post(reverse("districts:change", args=[unit.pk]), FORM | {field: value})

    assert list(response.context["form"].errors) == [field]


def test_a_period_that_runs_backwards_is_refused(client):
    form = FORM | {"code": "x", "valid_from": "2024-02-01", "valid_to": "2024-02-01"}

    response = client.post(reverse("districts:new"), form)

    assert list(response.context["form"].errors) == ["valid_to"]


@pytest.mark.parametrize(
    ("code", "days", "refusal"),
    [
        ("a", {"valid_to": "2024-02-02"}, "Ngày kết thúc của đơn vị do việc sắp xếp"),
        ("a", {"valid_to": ""}, "Ngày kết thúc của đơn vị do việc sắp xếp"),
        ("c", {"valid_from": "2024-01-31"}, "Ngày bắt đầu của đơn vị do việc sắp xếp"),
    ],
)
def test_days_that_an_act_has_fixed_are_refused_above_the_form(client, code, days, refusal):
    district("Việt Yên", code="a")
    enter(("a", "c", "kind_changed"), new=[("c", "town", "Việt Yên")])
    unit = unit_by_code(code)
    kept = {"valid_from": unit.valid_from or "", "valid_to": unit.valid_to or ""}
    facts = {"kind": unit.kind, "name": unit.name}

    answer = client.post(reverse("districts:change", args=[unit.pk]), FORM | kept | facts | days)

    assert answer.context["form"].non_field_errors() == [f"{refusal} đơn vị hành chính định."]
    assert (unit_by_code("a").valid_to, unit_by_code("c").valid_from) == (ON, ON)
