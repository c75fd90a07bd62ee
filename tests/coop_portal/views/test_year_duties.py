"""The list of the year's duties, which no table has: searched, filtered, sorted, exported."""

import datetime as dt
import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from accounts.actors import SYSTEM
from deadlines.domain import portal_clock
from districts.domain import reports
from districts.models import District
from tests.districts.factories import duty, programme, task_of
from tests.factories import AT, DAY, district, signed_in, user

pytestmark = pytest.mark.django_db
END = dt.datetime.fromisoformat("2022-03-01T08:00:00+07:00")
FUNDS_BY = dt.date(2021, 12, 31)


@pytest.fixture
def client():
    portal_clock.move(END)
    return signed_in(user("officer"))


@pytest.fixture
def asked():
    """Three units with a duty of 2021, of which one has reported, and one of them with another."""
    dung, ngan = district("Yên Dũng", code="yen-dung", rank=2), district("Lục Ngạn")
    hoa, kept = district("Hiệp Hòa", code="hiep-hoa", rank=3), programme()
    plan = duty(dung, ngan, hoa, under=kept, text="Xây dựng Kế hoạch", due=DAY)
    duty(ngan, under=kept, text="Bố trí kinh phí", due=FUNDS_BY)
    made = reports.save(
        task_of(plan, hoa, "mot-lan", DAY), text="Đã làm.", edition=0, by=SYSTEM, at=AT
    )
    reports.submit(made, by=SYSTEM, at=AT)
    return made


def listed(client, **query):
    page = client.get(reverse("reports:duties", args=[2021]), query).context
    return [tuple(cell.text for cell in row) for row in page["rows"]]


def test_the_list_of_duties_is_searched_filtered_and_sorted(client, asked):
    ngan = ("02/8/2021", "Huyện Lục Ngạn", "Xây dựng Kế hoạch", "Quá hạn")
    dung = ("02/8/2021", "Huyện Yên Dũng", "Xây dựng Kế hoạch", "Quá hạn")
    hoa = ("02/8/2021", "Huyện Hiệp Hòa", "Xây dựng Kế hoạch", "Chờ Sở xem")
    funds = ("31/12/2021", "Huyện Lục Ngạn", "Bố trí kinh phí", "Quá hạn")
    assert listed(client) == [ngan, dung, hoa, funds]
    assert listed(client, sort="-due") == [funds, hoa, dung, ngan]
    assert listed(client, sort="unit") == [ngan, funds, dung, hoa]
    assert listed(client, sort="state") == [hoa, ngan, funds, dung]
    assert listed(client, q="ke hoach luc") == [ngan]
    unit = District.objects.get(name="Lục Ngạn").pk
    assert listed(client, unit=unit, state="late") == [ngan, funds]
    assert listed(client, state="done") == []
    assert listed(client, unit="x") == []
    page = client.get(reverse("reports:duties", args=[2021])).text
    assert f'<a href="{reverse("districts:report_page", args=[asked.pk])}">Chờ Sở xem</a>' in page


@pytest.mark.usefixtures("asked")
def test_the_list_of_duties_is_exported_as_it_is_shown(client):
    content = client.get(
        reverse("reports:duties", args=[2021]), {"q": "kinh phi", "export": "xlsx"}
    ).content
    assert list(load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True)) == [
        ("Hạn", "Đơn vị", "Nhiệm vụ", "Tình trạng"),
        (dt.datetime.combine(FUNDS_BY, dt.time()), "Huyện Lục Ngạn", "Bố trí kinh phí", "Quá hạn"),
    ]
