"""What is loaded is what the documents say, and nothing beside it but accounts and addresses."""

import datetime as dt
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from accounts.models import User
from consultations.models import Consultee, Round
from coop_portal import bac_giang
from coop_portal.bac_giang.loader import FOLDER
from dispatches.errors import DispatchRefused
from dispatches.models import Dispatch, RegisterBook
from districts.domain.officers import district_of
from districts.models import Country, District, Duty, Field, Orientation, Programme
from partners.models import Agreement, Partner
from tests.factories import AT

pytestmark = pytest.mark.django_db
DOCUMENT = Path(__file__).parents[1] / "documents" / "round_2.txt"


@pytest.fixture
def loaded():
    bac_giang.load(AT)


@pytest.fixture
def document():
    return DOCUMENT.read_text("utf-8")


def test_how_much_there_is(loaded):
    counts = {
        model.__name__: model.objects.count()
        for model in (District, Orientation, Duty, Partner, Agreement, Round, Dispatch, User)
    }

    assert counts == {
        "District": 10,
        "Orientation": 4,
        "Duty": 9,
        "Partner": 4,
        "Agreement": 1,
        "Round": 2,
        "Dispatch": 2,
        "User": 14,
    }


def test_the_units_in_their_customary_order(loaded):
    assert [unit.full_name for unit in District.objects.all()] == [
        "thành phố Bắc Giang",
        "huyện Hiệp Hòa",
        "huyện Lạng Giang",
        "huyện Lục Nam",
        "huyện Lục Ngạn",
        "huyện Sơn Động",
        "huyện Tân Yên",
        "huyện Việt Yên",
        "huyện Yên Dũng",
        "huyện Yên Thế",
    ]


def test_the_first_round_as_the_second_letter_tells_it(loaded):
    first = Round.objects.get(ordinal=1)

    assert (first.dispatch.full_number, first.dispatch.date) == (
        "169/SNgV-HTQT",
        dt.date(2021, 3, 29),
    )
    outcomes = first.consultees.values_list("district__name", "outcome")
    assert {name for name, outcome in outcomes if outcome == "agreed"} == {
        *("Bắc Giang", "Hiệp Hòa", "Lục Nam", "Lục Ngạn", "Tân Yên", "Yên Thế")
    }
    assert {name for name, outcome in outcomes if outcome == "no_reply"} == {
        *("Sơn Động", "Lạng Giang", "Yên Dũng", "Việt Yên")
    }


def test_the_second_round_asks_all_ten_about_three_contents_before_the_ninth(loaded):
    second = Round.objects.get(ordinal=2)

    assert second.consultees.count() == 10
    assert [content.passages.count() for content in second.contents.all()] == [1, 4, 10]
    assert second.term().deadline_phrase == "trước ngày 09/8/2021"
    assert second.deemed_consent
    assert second.dispatch.full_number == "…/SNgV-NV"


def test_each_text_of_the_second_round_stands_in_the_document(loaded, document):
    second = Round.objects.get(ordinal=2)
    texts = [second.introduction, second.reason, second.request, second.consent_clause]
    texts += [content.heading for content in second.contents.all()]
    texts += [passage.text for c in second.contents.all() for passage in c.passages.all()]
    texts += second.distribution.splitlines()

    assert [text for text in texts if text not in document] == []


def test_each_orientation_and_each_country_stands_in_the_document(loaded, document):
    plain = " ".join(document.split())

    assert [row.text for row in Orientation.objects.all() if row.text not in plain] == []
    words = {field.name for field in Field.objects.filter(orientations__isnull=False)}
    words |= {country.name for country in Country.objects.filter(orientations__isnull=False)}
    assert len(words) == 18
    assert [word for word in words if word not in plain] == []
    assert [duty.text for duty in Duty.objects.all() if duty.text not in plain] == []


def test_the_target_is_two_to_four_partners(loaded):
    programme = Programme.objects.get()

    assert (programme.target_least, programme.target_most) == (2, 4)
    assert programme.title.startswith("Đề án đẩy mạnh hợp tác quốc tế cấp địa phương")


def test_units_named_in_a_passage_are_marked_there(loaded):
    second = Round.objects.get(ordinal=2)
    passages = second.contents.get(ordinal=2).passages.all()

    assert [[unit.name for unit in passage.units.all()] for passage in passages] == [
        ["Bắc Giang"],
        ["Việt Yên", "Yên Dũng"],
        ["Lục Ngạn"],
        ["Hiệp Hòa", "Lạng Giang", "Lục Nam", "Sơn Động", "Tân Yên", "Yên Thế"],
    ]


def test_the_agreement_of_the_city_with_seo(loaded):
    agreement = Agreement.objects.get()

    assert agreement.district.full_name == "thành phố Bắc Giang"
    assert (agreement.partner.name, agreement.partner.parent.name) == (
        "Quận Seo",
        "Thành phố Daejeon",
    )


def test_every_account_and_address_is_marked_as_a_demonstration(loaded):
    note = json.loads((FOLDER / "accounts.json").read_text("utf-8"))["note"]
    addresses = [*User.objects.values_list("email", flat=True)]
    addresses += Consultee.objects.exclude(address="").values_list("address", flat=True)

    assert "không có trong hai văn bản nguồn" in note
    assert all(address.endswith(".example") for address in addresses)


def test_each_unit_has_one_person_who_acts_for_it(loaded):
    staff = User.objects.filter(role="district")

    units = [district_of(person, AT.date()) for person in staff]
    assert sorted(unit.name for unit in units) == sorted(
        District.objects.values_list("name", flat=True)
    )


def test_the_demonstration_accounts_can_sign_in(loaded):
    officer = User.objects.get(username="chuyenvien")

    assert officer.check_password("Bac-Giang-2021!")
    assert not officer.must_change_password


def test_a_second_load_is_refused_and_changes_nothing(loaded):
    with pytest.raises(CommandError, match="Cơ sở dữ liệu đã có dữ liệu; không nạp lại"):
        call_command("load_bac_giang")
    with pytest.raises(DispatchRefused, match="đã có"), transaction.atomic():
        bac_giang.load(AT)

    assert (District.objects.count(), RegisterBook.objects.count()) == (10, 4)
