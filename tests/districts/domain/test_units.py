import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from accounts.actors import SYSTEM
from accounts.models import AuditEvent
from districts.domain import units
from districts.enums import UnitKind
from districts.errors import DistrictRefused
from districts.models import District
from tests.factories import AT, district, user

pytestmark = pytest.mark.django_db

BEFORE, AFTER = dt.date(2023, 1, 31), dt.date(2024, 2, 1)
RESOLUTION = "Nghị quyết số 938/NQ-UBTVQH15"


def change(unit, by, **changes):
    facts = {name: getattr(unit, name) for name in units.CHANGEABLE} | changes
    units.change_unit(unit, **facts, by=by, at=AT)
    unit.refresh_from_db()


def test_create_unit_derives_what_is_searched_and_sorted_by():
    unit = district("  Hiệp   Hòa ", code="hiep-hoa")

    assert (unit.full_name, unit.committee) == ("huyện Hiệp Hòa", "UBND huyện Hiệp Hòa")
    assert unit.folded_name == "huyen hiep hoa"
    assert AuditEvent.objects.get().action == "unit.created"


def test_units_sort_by_the_vietnamese_alphabet():
    names = ["Yên Thế", "Sơn Động", "Lục Ngạn", "Đông", "Lục Nam", "Dũng"]
    for number, name in enumerate(names):
        district(name, code=f"u{number}")

    in_order = District.objects.order_by("sort_key").values_list("name", flat=True)
    assert list(in_order) == ["Dũng", "Đông", "Lục Nam", "Lục Ngạn", "Sơn Động", "Yên Thế"]


def test_a_code_is_given_once():
    district("Lục Ngạn", code="luc-ngan")

    with pytest.raises(DistrictRefused, match="đã được dùng"):
        district("Lục Nam", code="luc-ngan")

    assert [unit.name for unit in District.objects.all()] == ["Lục Ngạn"]


def test_change_unit_records_what_differs_and_derives_anew():
    officer, unit = user(), district("Việt Yên", code="viet-yen")

    change(unit, officer, kind=UnitKind.TOWN, email="vanthu@vietyen.example")

    assert unit.full_name == "thị xã Việt Yên"
    assert unit.folded_name == "thi xa viet yen"
    event = AuditEvent.objects.latest("pk")
    assert (event.action, event.actor_id) == ("unit.changed", officer.pk)
    assert event.data == {
        "changes": {"kind": ["district", "town"], "email": ["", "vanthu@vietyen.example"]}
    }


def test_change_unit_without_a_difference_leaves_no_trace():
    unit = district()

    change(unit, SYSTEM)

    assert AuditEvent.objects.count() == 1


def test_units_on_a_day_are_those_that_exist_then():
    district("Việt Yên", code="viet-yen-huyen", valid_to=AFTER)
    district("Việt Yên", UnitKind.TOWN, code="viet-yen", valid_from=AFTER, basis=RESOLUTION)
    district("Bắc Giang", UnitKind.CITY, code="bac-giang", rank=2)

    def names(day):
        return [unit.full_name for unit in units.units_on(day)]

    assert names(BEFORE) == ["huyện Việt Yên", "thành phố Bắc Giang"]
    assert names(AFTER - dt.timedelta(days=1)) == ["huyện Việt Yên", "thành phố Bắc Giang"]
    assert names(AFTER) == ["thị xã Việt Yên", "thành phố Bắc Giang"]


@pytest.mark.parametrize("wrong", [{"kind": "region"}, {"valid_from": AFTER, "valid_to": AFTER}])
def test_the_database_refuses_unknown_kinds_and_periods_that_run_backwards(wrong):
    unit = district()

    with pytest.raises(IntegrityError), transaction.atomic():
        District.objects.filter(pk=unit.pk).update(**wrong)


@pytest.mark.parametrize("kind", UnitKind)
def test_a_full_name_is_parted_into_what_it_was_made_of(kind):
    assert UnitKind.parted(kind.full_name("xã Hội")) == (kind.word, "xã Hội")


def test_a_name_that_says_no_kind_is_not_parted():
    with pytest.raises(ValueError, match="no kind of unit"):
        UnitKind.parted("Bắc Giang")
