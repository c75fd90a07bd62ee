"""What the province signed passes to the province that follows it, by the merger itself."""

import datetime as dt

import pytest
from django.db.models import F

from accounts.actors import SYSTEM
from districts.domain.transferring import Choice, open_holdings, transfer
from partners.agreement_enums import AgreementLevel, PartyRole, Side
from partners.domain.agreement_parties import add_party
from partners.models import Agreement
from tests.districts.acts import all_acts, province_of_2021, unit
from tests.partners.factories import agreement, partner

pytestmark = pytest.mark.django_db
AT = dt.datetime.fromisoformat("2025-07-02T08:00:00+07:00")


@pytest.fixture
def merged():
    province_of_2021()
    all_acts()


def signed(title, *names, on=None):
    made = agreement(None, partner(title, title), title)
    role = PartyRole.SIGNS
    for name in names:
        add_party(made, Side.OURS, name, role=role, by=SYSTEM, at=AT)
        role = PartyRole.COSIGNS
    Agreement.objects.filter(pk=made.pk).update(signed_on=on, version=F("version") + 1)
    return made


def held(code):
    found = open_holdings(unit(code), AT.date())
    return [h.title for kind in found if kind.kind.code == "agreement" for h in kind.holdings]


def hand_on(code, made):
    choice = Choice("agreement", made.pk, unit("tinh-bac-ninh-2025"))
    transfer(unit(code), [choice], by=SYSTEM, at=AT)


def parties(made):
    return [
        (party.printed_name, party.role, party.basis[:30], party.responsible_from)
        for party in made.parties.filter(side=Side.OURS)
    ]


@pytest.mark.usefixtures("merged")
@pytest.mark.parametrize("name", ["UBND tỉnh Bắc Giang", "Ủy ban nhân dân tỉnh Bắc Giang"])
def test_who_answers_for_it_is_the_province_that_followed(name):
    made = signed("memorandum", name)
    assert held("tinh-bac-giang") == ["memorandum"]
    hand_on("tinh-bac-giang", made)
    assert parties(made) == [
        (name, "signs", "", None),
        ("UBND tỉnh Bắc Ninh", "signs", "Nghị quyết số 202/2025/QH15 củ", dt.date(2025, 7, 1)),
    ]
    made.refresh_from_db()
    assert (made.charge_level, made.charge_district) == (AgreementLevel.PROVINCE, None)
    assert (held("tinh-bac-giang"), held("tinh-bac-ninh")) == ([], [])


@pytest.mark.usefixtures("merged")
def test_a_further_part_of_the_province_passes_as_well():
    made = signed("memorandum", "Trường Đại học A", "UBND tỉnh Bắc Giang")
    hand_on("tinh-bac-giang", made)
    assert [party[:2] for party in parties(made)] == [
        ("Trường Đại học A", "signs"),
        ("UBND tỉnh Bắc Giang", "cosigns"),
        ("UBND tỉnh Bắc Ninh", "cosigns"),
    ]


@pytest.mark.usefixtures("merged")
def test_what_the_new_province_of_the_same_name_signed_is_its_own():
    signed("later", "UBND tỉnh Bắc Ninh", on=dt.date(2025, 7, 1))
    signed("earlier", "UBND tỉnh Bắc Ninh", on=dt.date(2025, 6, 30))
    assert held("tinh-bac-ninh") == ["earlier"]


@pytest.mark.usefixtures("merged")
def test_agreements_of_units_pass_by_the_decree_as_before():
    made = agreement(unit("bac-giang"), partner())
    hand_on("bac-giang", made)
    assert parties(made)[-1][2].startswith("Nghị định số 177/2025/NĐ-CP")
