"""Suggestions after the reorganisations: for units that are no more, and for communes."""

import datetime as dt

import pytest
from django.urls import reverse

from deadlines.domain import portal_clock
from districts.enums import UnitKind
from partners.enums import PartnerTier
from tests.districts.acts import all_acts, province_of_2021, unit
from tests.factories import district, signed_in, user
from tests.partners.factories import partner, relation

pytestmark = pytest.mark.django_db


@pytest.fixture
def department():
    return signed_in(user("officer"))


def for_unit(of):
    return reverse("partners:unit_suggestions", args=[of.pk])


def told(client, address):
    return [
        (each.row.code, each.match.score, [str(label) for label, _w, _p in each.match.reasons])
        for each, _url in client.get(address).context["suggestions"]
    ]


@pytest.mark.parametrize(
    ("day", "successor", "address"),
    [
        ("2025-02-03", "bac-giang", ""),
        ("2025-07-01", "tinh-bac-ninh-2025", reverse("partners:province_suggestions")),
    ],
)
def test_an_ended_unit_is_offered_nobody_and_names_who_took_its_place(
    department, day, successor, address
):
    province_of_2021()
    seo = partner()
    all_acts()
    portal_clock.move(dt.datetime.fromisoformat(f"{day}T08:00:00+07:00"))
    old, new = unit("yen-dung"), unit(successor)
    address = address or for_unit(new)
    page = department.get(for_unit(old))
    assert page.context["suggestions"] == []
    assert "Huyện Yên Dũng (đến hết ngày 31/12/2024) không có trong ngày hôm nay nên" in page.text
    assert f'<a href="{address}">{new.full_name}</a>' in page.text
    form = f"{reverse('partners:relation_new')}?doi-tac={seo.pk}&don-vi={old.pk}"
    assert department.get(form).headers["Location"] == for_unit(old)


def test_no_partner_of_a_district_is_level_with_a_commune(department):
    partner()
    relation(partner("Daejeon", "daejeon", tier=PartnerTier.PROVINCE), None)
    commune = district("Lục Ngạn", UnitKind.COMMUNE, code="xa-luc-ngan")
    assert told(department, for_unit(commune)) == [("daejeon", 8, ["Đã quen với tỉnh"])]
