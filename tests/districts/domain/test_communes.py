"""Communes of a list: entered all or none, by one of two who enter the same list."""

import datetime as dt

import pytest

from accounts.actors import SYSTEM
from districts.domain import communes
from districts.enums import UnitKind
from districts.errors import DistrictRefused
from districts.models import District
from districts.rules.naming import free_code, parse
from tests.factories import AT, district
from tests.racing import at_once

ON = dt.date(2025, 7, 1)
CELLS = [("Phường Ví Dụ", "vd@x.example"), ("xã Ví Dụ", "")]


def enter(cells=CELLS):
    return communes.enter(cells, on=ON, basis="Nghị quyết", by=SYSTEM, at=AT)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "cells", [[], [*CELLS, ("Huyện Sai", "")], [*CELLS, *CELLS], [*CELLS, ("UBND xã Ví Dụ", "")]]
)
def test_a_list_at_fault_enters_nothing(cells):
    with pytest.raises(DistrictRefused, match="còn dòng sai"):
        enter(cells)
    assert not District.objects.exists()


@pytest.mark.database
@pytest.mark.django_db(transaction=True)
def test_of_two_who_enter_one_list_the_second_is_refused():
    district("Có Sẵn", "ward", code="co-san")
    results = at_once(enter, enter)
    assert sorted(type(result).__name__ for result in results) == ["DistrictRefused", "list"]
    assert District.objects.filter(valid_from=ON).count() == len(CELLS)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("thị xã Chũ", ("town", "Chũ")),
        ("  Thị  xã   Chũ ", ("town", "Chũ")),
        ("UBND xã Chũ", ("commune", "Chũ")),
        ("Ủy ban nhân dân phường Việt Yên", ("ward", "Việt Yên")),
        ("thành phố Bắc Giang", ("city", "Bắc Giang")),
        ("Xa\u0303 A", ("commune", "A")),
        ("Chũ", None),
        ("xã", None),
        ("xãChũ", None),
    ],
)
def test_kind_and_name_are_read_off_what_people_write(text, found):
    assert parse(text) == found


def test_a_code_is_free():
    taken = set()
    for _ in range(5):
        taken.add(free_code(UnitKind.TOWN, "Chũ", 2025, taken))
    assert taken == {"chu", "chu-2025", "thi-xa-chu", "thi-xa-chu-2025", "thi-xa-chu-2025-2"}
