"""Acts of reorganisation on pages: the list of a day, entering, history, transfer, communes."""

import datetime as dt
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from accounts import spreadsheet
from districts.domain.officers import district_of
from districts.models import District, Reorganisation
from tests.consultations.factories import issued_round
from tests.consultations.factories import unit as make_unit
from tests.districts.acts import all_acts, enter, province_of_2021, unit
from tests.factories import district, officer_of, signed_in, user

pytestmark = pytest.mark.django_db
FACTS = {
    "on": "01/01/2025",
    "title": "Thành lập thị xã Chũ",
    "basis": "Nghị quyết số 1191/NQ-UBTVQH15",
    "agreement_basis": "",
    "source": "",
}


@pytest.fixture
def client():
    return signed_in(user())


@pytest.fixture
def at(settings, monkeypatch):
    """Let the portal stand on a day."""

    def stand(day: str) -> None:
        moment = dt.datetime.fromisoformat(f"{day}T09:00:00+07:00")
        monkeypatch.setattr("deadlines.clock.now", lambda: moment)

    return stand


def names(response):
    return [row[0].object.committee for row in response.context["rows"]]


@pytest.mark.parametrize(
    ("query", "count", "there", "gone"),
    [
        ({"on": "31/01/2024"}, 10, "UBND huyện Việt Yên", "UBND thị xã Việt Yên"),
        ({"on": "01/02/2024"}, 10, "UBND thị xã Việt Yên", "UBND huyện Việt Yên"),
        ({"on": "01/01/2025"}, 10, "UBND thị xã Chũ", "UBND huyện Yên Dũng"),
        ({"on": "01/7/2025", "kind": "province"}, 1, "UBND tỉnh Bắc Ninh", "UBND tỉnh Bắc Giang"),
        ({"period": "all"}, 13, "UBND huyện Yên Dũng", "UBND tỉnh Bắc Ninh"),
    ],
)
def test_the_list_of_a_day(client, query, count, there, gone):
    province_of_2021()
    all_acts()
    found = names(client.get(reverse("districts:list"), query))
    assert (len(found), there in found, gone in found) == (count, True, False)


def test_a_day_that_is_none_is_said_beside_the_filter(client):
    response = client.get(reverse("districts:list"), {"on": "31/02/2024"})
    assert list(response.context["filter"].form.errors) == ["on"]


@pytest.fixture
def form():
    old = district("Lục Ngạn", code="luc-ngan", rank=5)
    other = district("Yên Dũng", code="yen-dung", rank=9)
    return FACTS | {
        f"kind_{old.pk}": "split",
        f"to_{old.pk}": "thị xã Chũ; huyện Lục Ngạn",
        f"kind_{other.pk}": "",
        f"to_{other.pk}": "",
    }


def test_an_act_is_checked_and_then_entered(client, form):
    page = reverse("districts:act_new")
    checked = client.post(page, form)

    assert checked.context["steps"] == [
        ("huyện Lục Ngạn", "chia, tách", "thị xã Chũ"),
        ("huyện Lục Ngạn", "chia, tách", "huyện Lục Ngạn"),
    ]
    assert not Reorganisation.objects.exists()
    assert client.post(page, form | {"edit": "1"}).templates[0].name == "districts/acts/new.html"

    client.post(page, form | {"confirm": "1"})

    assert [(one.code, one.full_name) for one in District.objects.order_by("pk")][2:] == [
        ("chu", "thị xã Chũ"),
        ("luc-ngan-2025", "huyện Lục Ngạn"),
    ]
    assert Reorganisation.objects.get().entered_by.username == "officer"


@pytest.mark.parametrize(
    ("names_", "words"),
    [
        ("Chũ; huyện Lục Ngạn", "cần ghi đủ loại và tên"),
        ("thị xã Chũ", "ít nhất hai đơn vị kế thừa"),
        ("", "chưa ghi đơn vị kế thừa"),
    ],
)
def test_what_cannot_be_is_said_above_the_form_and_nothing_is_entered(client, form, names_, words):
    changed = {name: names_ for name, value in form.items() if value.startswith("thị xã")}
    response = client.post(reverse("districts:act_new"), form | changed | {"confirm": "1"})
    assert words in response.content.decode()
    assert not Reorganisation.objects.exists()


def test_a_unit_page_links_both_ways(client):
    province_of_2021()
    all_acts()
    for code, other in [("viet-yen", "viet-yen-2024"), ("viet-yen-2024", "viet-yen")]:
        body = client.get(reverse("districts:unit", args=[unit(code).pk])).content.decode()
        assert reverse("districts:unit", args=[unit(other).pk]) in body
        assert "Nghị quyết số 938/NQ-UBTVQH15" in body


def test_an_old_unit_says_who_answers_for_its_agreements(client, at):
    province_of_2021()
    all_acts()
    at("2025-07-02")
    body = client.get(reverse("districts:unit", args=[unit("bac-giang").pk])).content.decode()
    assert "UBND tỉnh Bắc Ninh" in body
    assert "Nghị định số 177/2025/NĐ-CP" in body


def test_an_act_says_what_is_to_be_checked(client):
    province_of_2021()
    all_acts()
    act = Reorganisation.objects.get(on=dt.date(2025, 1, 1))
    body = client.get(reverse("districts:act", args=[act.pk])).content.decode()
    assert "cần đối chiếu nghị quyết" in body


def test_officers_move_and_lose_the_old_unit_at_once(client, at):
    old = district("Yên Dũng", code="yen-dung")
    city = district("Bắc Giang", "city", code="bac-giang")
    person = officer_of(old)
    enter(("yen-dung", "bac-giang", "merged"), on=dt.date(2025, 1, 1))
    at("2025-01-02")
    page = reverse("districts:transfer", args=[old.pk])
    theirs = signed_in(person)

    assert client.get(reverse("districts:unit", args=[old.pk])).context["waiting"] == 1
    chosen = dict.fromkeys(client.get(page).context["form"].fields, city.pk)
    checked = client.post(page, chosen)
    assert [trial.refusal for trial in checked.context["trials"]] == [""]
    assert district_of(person, dt.date(2025, 1, 2)) == old

    assert client.post(page, chosen | {"confirm": "1"}).status_code == 302

    assert theirs.get(reverse("districts:mine")).context["unit"] == city
    again = client.post(page, chosen | {"confirm": "1"})
    assert again.context["form"].non_field_errors() == ["Chưa chọn việc nào để chuyển."]
    assert person.district_duties.count() == 2


@pytest.mark.parametrize(("there", "said"), [(False, True), (True, False)])
def test_where_nobody_can_take_over_yet_the_page_says_what_to_do_first(client, at, there, said):
    province_of_2021()
    officer_of(unit("bac-giang"))
    all_acts()
    if there:
        district("Bắc Giang", "ward", code="phuong-bac-giang", valid_from=dt.date(2025, 7, 1))
    at("2025-07-02")

    body = client.get(reverse("districts:transfer", args=[unit("bac-giang").pk])).text

    assert ("Có việc chưa có đơn vị nào để tiếp nhận." in body) is said
    assert (f'href="{reverse("districts:communes")}"' in body) is said


def test_the_officer_of_a_unit_that_has_ended_is_told_so(at):
    old, _city = district("Yên Dũng", code="yen-dung"), district("Bắc Giang", "city", code="bg")
    person = officer_of(old)
    enter(("yen-dung", "bg", "merged"), on=dt.date(2025, 1, 1))
    at("2025-01-02")
    body = signed_in(person).get(reverse("districts:mine")).content.decode()
    assert "Đã kết thúc hoạt động từ ngày 01/01/2025." in body


def test_the_page_of_a_round_says_who_has_a_part_now(client, at):
    round_ = issued_round(make_unit("Lục Ngạn", code="a"))
    enter(("a", "t", "kind_changed"), new=[("t", "town", "Lục Ngạn")], on=dt.date(2021, 8, 4))
    at("2021-08-04")
    page = reverse("districts:transfer", args=[unit("a").pk])
    chosen = dict.fromkeys(client.get(page).context["form"].fields, unit("t").pk)
    client.post(page, chosen | {"confirm": "1"})

    part = round_.consultees.get()
    body = client.get(reverse("consultations:unit", args=[round_.pk, part.pk])).content.decode()
    assert "UBND huyện Lục Ngạn" in body
    assert "sang thị xã Lục Ngạn" in body


def workbook(*rows):
    content = spreadsheet.workbook(rows[0], rows[1:])
    return SimpleUploadedFile("xa.xlsx", content, spreadsheet.MEDIA_TYPE)


DAY = {"on": "01/7/2025", "basis": "Nghị quyết số 1658/NQ-UBTVQH15"}


def test_communes_are_checked_row_by_row(client):
    district("Đã Có", "ward", code="da-co")
    file = workbook(
        ["DANH SÁCH XÃ, PHƯỜNG", None],
        ["Tên đơn vị", "Địa chỉ"],
        ["Phường Ví Dụ", "vidu@x.example"],
        ["  xã  Ví Dụ  ", None],
        ["Huyện Ví Dụ", None],
        ["Phường Đã Có", None],
        ["xã Hai Lần", None],
        ["xã Hai Lần", None],
        ["xã Thư Sai", "không phải thư"],
    )

    response = client.post(reverse("districts:communes"), DAY | {"file": file})

    assert [(row.line, row.text, row.fault) for row in response.context["rows"]] == [
        (3, "Phường Ví Dụ", ""),
        (4, "xã Ví Dụ", ""),
        (5, "Huyện Ví Dụ", "Tên phải bắt đầu bằng «xã» hoặc «phường»."),
        (6, "Phường Đã Có", "Đã có đơn vị này."),
        (7, "xã Hai Lần", "Tên này có hai lần trong danh sách."),
        (8, "xã Hai Lần", "Tên này có hai lần trong danh sách."),
        (9, "xã Thư Sai", "Địa chỉ thư điện tử không đúng."),
    ]
    again = DAY | {"text": "xã Thư Sai\tkhông phải thư", "confirm": "1"}
    assert client.post(reverse("districts:communes"), again).status_code == 200
    assert District.objects.count() == 1


def test_communes_of_the_check_page_are_entered(client):
    checked = client.post(
        reverse("districts:communes"),
        DAY | {"file": workbook(["Phường A", "a@x.example"], ["xã A"])},
    )
    text = checked.context["form"].initial["text"]

    response = client.post(reverse("districts:communes"), DAY | {"text": text, "confirm": "1"})

    assert response.status_code == 302
    made = District.objects.order_by("rank").values_list("code", "kind", "name", "email", "rank")
    assert list(made) == [
        ("a", "ward", "A", "a@x.example", 1),
        ("a-2025", "commune", "A", "", 2),
    ]


def test_a_list_in_an_old_encoding_is_refused_on_the_page(client):
    response = client.post(
        reverse("districts:communes"),
        DAY | {"file": workbook(["x· Ng¹n", None], ["xã A", None])},
    )
    assert "bảng mã TCVN3" in response.context["form"].non_field_errors()[0]
    pasted = client.post(reverse("districts:communes"), DAY | {"text": "x· Ng¹n"})
    assert "UniKey Toolkit" in pasted.content.decode()
    assert not District.objects.exists()


def test_the_template_has_its_headings_and_reads_as_an_empty_list(client):
    response = client.get(reverse("districts:communes_template"))
    rows = list(load_workbook(BytesIO(response.content)).active.values)
    assert rows == [
        (
            "Tên đơn vị (xã …, phường …)",
            "Địa chỉ nhận công văn",
            "Hình thành từ đơn vị (huyện …; thị xã …)",
        )
    ]
