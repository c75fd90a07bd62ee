"""Relations in their pages: begun, moved on, silent, snoozed."""

import datetime as dt
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from accounts.actors import SYSTEM
from districts.domain.vocabulary import create_field
from partners.enums import PartnerTier, Stage
from partners.models import Relation, RelationSnooze
from tests.factories import AT, DAY, district, officer_of, signed_in, user
from tests.partners.factories import activity, partner, relation

pytestmark = pytest.mark.django_db
LIST = reverse("partners:relations")
LONG_AGO = dt.date(2020, 11, 2)


@pytest.fixture
def client():
    return signed_in(user("officer"))


def shown(client, **query):
    return [row[0].object for row in client.get(LIST, query).context["rows"]]


def test_an_officer_begins_a_relation_of_the_province_and_of_a_unit(client):
    seo, unit = partner("Quận Seo", "seo"), district()
    address = reverse("partners:relation_new")
    begun = client.get(address, {"doi-tac": seo.pk}).context["form"]
    assert begun["partner"].value() == "Quận Seo"
    entered = {"partner": "quan seo", "stage": "talking", "on": "01/8/2021", "note": "Qua thư"}
    client.post(address, entered)
    client.post(address, entered | {"district": unit.pk})
    assert set(Relation.objects.values_list("partner", "district", "stage")) == {
        (seo.pk, None, "talking"),
        (seo.pk, unit.pk, "talking"),
    }
    told = client.post(address, entered)
    assert "đã được ghi nhận" in told.context["form"].non_field_errors()[0]


def test_the_history_is_added_to_and_shown_by_day(client):
    made = relation(partner(), None, stage=Stage.TALKING, on=LONG_AGO)
    address = reverse("partners:relation_stage", args=[made.pk])
    client.post(address, {"stage": "signed", "on": "01/8/2021", "note": "Ký tại Daejeon"})
    page = client.get(reverse("partners:relation", args=[made.pk]))
    assert [entry.stage for entry in page.context["history"]] == [Stage.TALKING, Stage.SIGNED]
    assert "Ký tại Daejeon" in page.content.decode()
    told = client.post(address, {"stage": "ended", "on": "01/7/2021"})
    assert "không thể trước ngày đó" in told.context["form"].non_field_errors()[0]


def test_silent_relations_are_listed_until_they_are_snoozed_or_heard_of(client):
    silent = relation(partner(), None, on=LONG_AGO)
    heard = relation(partner("GAROK", "garok"), None, on=LONG_AGO)
    activity(heard.partner, starts_on=DAY, ends_on=DAY)
    assert shown(client, silence="silent") == [silent]
    page = reverse("partners:relation", args=[silent.pk])
    assert "Không ghi nhận hoạt động nào từ ngày 02/11/2020." in client.get(page).content.decode()

    address = reverse("partners:relation_snooze", args=[silent.pk])
    told = client.post(address, {"until": "01/12/2021", "reason": ""})
    assert "reason" in told.context["form"].errors
    client.post(address, {"until": "01/12/2021", "reason": "Bạn đang bầu cử"})
    assert RelationSnooze.objects.get().reason == "Bạn đang bầu cử"
    assert shown(client, silence="silent") == []
    assert shown(client, silence="snoozed") == [silent]
    assert (
        "Tạm hoãn nhắc đến ngày 01/12/2021 (Người officer): Bạn đang bầu cử"
        in client.get(page).content.decode()
    )


@pytest.mark.parametrize(
    ("query", "count"),
    [({"stage": "active"}, 1), ({"stage": "paused"}, 0), ({"q": "daejeon"}, 0), ({"q": "seo"}, 1)],
)
def test_the_list_keeps_what_is_asked_for(client, query, count):
    relation(partner("Quận Seo", "seo"), district(), stage=Stage.ACTIVE)
    assert len(shown(client, **query)) == count


@pytest.fixture
def seos():
    """The relations with the «Quận Seo» of Daejeon and that of Busan, and with Busan itself."""
    cities = [
        partner(f"Thành phố {name}", name.lower(), tier=PartnerTier.PROVINCE)
        for name in ("Daejeon", "Busan")
    ]
    made = [partner("Quận Seo", f"seo-{n}", parent=city) for n, city in enumerate(cities)]
    return [relation(each, None) for each in (*made, cities[1])]


def test_the_list_says_where_namesakes_lie_and_sorts_by_it(client, seos):
    of_daejeon, of_busan, busan = seos
    assert shown(client, sort="parent") == [of_busan, of_daejeon, busan]
    assert shown(client, sort="-parent") == [of_daejeon, of_busan, busan]
    workbook = client.get(LIST, {"sort": "parent", "export": "xlsx"}).content
    rows = list(load_workbook(BytesIO(workbook)).active.iter_rows(values_only=True))
    assert [row[:3] for row in rows] == [
        ("Đối tác", "Thuộc", "Nước"),
        ("Quận Seo", "Thành phố Busan", "Hàn Quốc"),
        ("Quận Seo", "Thành phố Daejeon", "Hàn Quốc"),
        ("Thành phố Busan", None, "Hàn Quốc"),
    ]


def test_a_relation_is_found_by_where_its_partner_lies(client, seos):
    of_daejeon, of_busan, busan = seos
    assert shown(client, q="daejeon") == [of_daejeon]
    assert shown(client, q="Quận Seo (Thành phố Busan, Hàn Quốc)") == [of_busan]
    assert shown(client, q="busan") == [busan], "alone it is the city, not its districts"
    assert shown(client, q="daejeon nhật bản") == []


def test_a_wrong_entry_is_corrected_from_its_line_and_stays_visible(client):
    made = relation(partner(), None, stage=Stage.SIGNED, on=LONG_AGO)
    page = reverse("partners:relation", args=[made.pk])
    address = reverse("partners:relation_correct", args=[made.pk, made.stages.get().pk])
    assert address in client.get(page).content.decode()
    asked = client.get(address)
    assert "Đính chính dòng «Đã ký» ngày 02/11/2020. Dòng ghi nhầm vẫn được giữ" in asked.text
    begun = asked.context["form"]
    assert (begun["stage"].value(), begun["on"].value()) == ("signed", LONG_AGO)
    told = client.post(address, {"stage": "signed", "on": "10/10/2020", "note": ""})
    assert "note" in told.context["form"].errors
    entered = {"stage": "signed", "on": "10/10/2020", "note": "Đúng theo bản ký"}
    assert client.post(address, entered).status_code == 302
    shown = client.get(page).content.decode()
    for words in ("đã đính chính", "đính chính dòng «Đã ký» ngày 02/11/2020", "Đúng theo bản ký"):
        assert words in shown
    assert shown.count(">Đính chính</a>") == 1
    again = client.post(address, entered)
    assert "đã được đính chính" in again.context["form"].non_field_errors()[0]


def test_an_entry_of_another_relation_is_not_there(client):
    made, other = relation(partner(), None), relation(partner("Khác", "b"), None)
    address = reverse("partners:relation_correct", args=[made.pk, other.stages.get().pk])
    assert client.get(address).status_code == 404


def test_fields_are_given_to_a_relation_that_began_without_any(client):
    made, other = relation(partner(), district()), relation(partner("Khác", "b"), None)
    field = create_field(code="labour", name="Lao động", rank=1, by=SYSTEM, at=AT)
    address = reverse("partners:relation_change", args=[made.pk])
    assert address in client.get(reverse("partners:relation", args=[made.pk])).text
    for client_ in (client, signed_in(officer_of(made.district))):
        form = client_.get(address).context["form"]
        sent = {"fields_": [field.pk], "note": "Qua thư", "version": form["version"].value()}
        assert client_.post(address, sent).status_code == 302
        assert list(made.fields.all()) == [field]
        stale = client_.post(address, sent | {"fields_": []})
        assert "Người khác vừa lưu" in stale.context["form"].non_field_errors()[0]
    foreign = reverse("partners:relation_change", args=[other.pk])
    assert client_.get(foreign).status_code == client_.post(foreign, sent).status_code == 404


def test_the_provinces_own_relations_are_listed_alone(client):
    seo = partner()
    relation(seo, district())
    own = relation(seo, None)
    assert shown(client, unit="null") == [own]
    assert "Cấp tỉnh</option>" in client.get(LIST).text
