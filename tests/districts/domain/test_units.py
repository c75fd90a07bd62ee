import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from accounts.actors import SYSTEM
from accounts.models import AuditEvent
from districts.domain import units
from districts.enums import UnitKind
from districts.errors import DistrictRefused
from districts.models import District
from districts.rules import periods
from tests.factories import AT, district, user
from tests.refusing import refused

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


TAKEN = "Trong thời gian này đã có đơn vị tên «phường Chũ»."


def test_of_one_name_there_is_one_unit_at_a_time():
    """Two wards Chũ: the second is refused, however its tone is placed, unless in another time."""
    ward = district("Chũ", "ward", code="chu", valid_from=AFTER)
    for number, changes in enumerate(
        (
            {},
            {"valid_from": AFTER + dt.timedelta(days=9)},
            {"valid_to": AFTER + dt.timedelta(days=1)},
        )
    ):
        with pytest.raises(DistrictRefused, match=TAKEN):
            district(" chũ ", "ward", code=f"x{number}", **changes)
    district("Chũ", "town", code="tx")
    district("Chu", "ward", code="chu-2")
    earlier = district("Chũ", "ward", code="cu", valid_to=AFTER)
    other = district("Trù Hựu", "ward", code="tru-huu")

    for unit, changes in ((other, {"name": "Chũ"}), (earlier, {"valid_to": None})):
        with pytest.raises(DistrictRefused, match=TAKEN):
            change(unit, SYSTEM, **changes)
    change(ward, SYSTEM, email="chu@bacninh.example")
    change(earlier, SYSTEM, valid_to=BEFORE)
    assert District.objects.filter(name="Chũ", kind="ward").count() == 2


@pytest.mark.database
def test_the_database_holds_it_too_and_lets_what_stood_twice_be_put_right():
    district("Chũ", "ward", code="chu", valid_from=AFTER)
    earlier = district("Chũ", "ward", code="cu", valid_to=AFTER)
    copy = District.objects.get(pk=earlier.pk)
    copy.pk, copy.code, copy.valid_to = None, "moi", None
    one = District.objects.filter(pk=earlier.pk)
    assert refused(copy.save)
    assert refused(lambda: one.update(valid_to=None))
    assert refused(lambda: District.objects.filter(code="chu").update(valid_from=BEFORE))
    assert not refused(lambda: one.update(valid_to=BEFORE))
    assert not refused(lambda: one.update(email="cu@bacninh.example", rank=4))


def test_periods_that_overlap_and_that_lie_within_others():
    days = [dt.date(2024, 1, day) for day in range(1, 5)]
    first, second = (days[0], days[1]), (days[1], days[2])
    assert not periods.overlap(first, second)
    assert periods.overlap(first, (days[0], None))
    assert periods.overlap((None, None), second)
    assert not periods.overlap((None, days[1]), (days[1], None))
    assert periods.within(first, (None, None))
    assert not periods.within((None, days[1]), first)
    assert periods.within(second, (days[0], days[2]))
    assert not periods.within((days[1], None), (days[0], days[3]))
