"""Communes of a list: entered all or none, by one of two who enter the same list."""

import datetime as dt
import unicodedata

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


def nfd(*texts):
    return [unicodedata.normalize("NFD", text) for text in texts]


TITLE = ["DANH SÁCH XÃ, PHƯỜNG CỦA TỈNH", "", "", ""]  # merged over the columns
HEAD = ["STT", "Tên đơn vị (xã …, phường …)", "Ghi chú", "Địa chỉ nhận công văn"]
NO_KIND = "Tên phải bắt đầu bằng «xã» hoặc «phường»."


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("cells", "found"),
    [
        pytest.param(
            [["Ví Dụ", ""], ["xã A", ""]],
            [(1, "Ví Dụ", "", NO_KIND), (2, "xã A", "", "")],
            id="without-a-heading-nothing-is-left-out",
        ),
        pytest.param(
            [["Ví Dụ", ""], ["Thôn B", ""]],
            [(1, "Ví Dụ", "", NO_KIND), (2, "Thôn B", "", NO_KIND)],
            id="none-reads",
        ),
        pytest.param(
            [TITLE, [""] * 4, HEAD, ["1", "Ví Dụ", "", "a@x.example"], ["2", "xã A", "", ""]],
            [(4, "Ví Dụ", "a@x.example", NO_KIND), (5, "xã A", "", "")],
            id="merged-titles-and-a-wrong-first-row",
        ),
        pytest.param([HEAD], [], id="headings-alone"),
        pytest.param(
            [["Tên xã, phường"], ["xã A"], [" "], ["\u00a0"], [""]],
            [(2, "xã A", "", "")],
            id="trailing-blanks",
        ),
        pytest.param(
            [nfd(*HEAD), nfd("1", "Xã Hòa Bình", "", "")],
            [(2, "Xã Hòa Bình", "", "")],
            id="decomposed",
        ),
        pytest.param(
            [["Tên đơn vị", "Email"], ["44409", ""], ["2021-08-09 00:00:00", ""], ["9/8/2021", ""]],
            [
                (2, "44409", "", NO_KIND),
                (3, "2021-08-09 00:00:00", "", NO_KIND),
                (4, "9/8/2021", "", NO_KIND),
            ],
            id="numbers-and-days-are-no-names",
        ),
        pytest.param(
            [["Tên đơn vị", "Email"], ["", "a@x.example"]],
            [(2, "", "a@x.example", NO_KIND)],
            id="an-address-without-a-name",
        ),
        pytest.param(
            [["xã A", ""], ["Người lập biểu", ""]],
            [(1, "xã A", "", ""), (2, "Người lập biểu", "", NO_KIND)],
            id="what-stands-below",
        ),
    ],
)
def test_every_row_of_the_list_is_told(cells, found):
    rows = communes.check(cells, ON)
    assert [(row.line, row.text, row.email, row.fault) for row in rows] == found


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ([["x· Ng¹n", ""], ["xã A", ""]], "Dòng 1: .* bảng mã TCVN3.*Unicode.*UniKey"),
        ([HEAD, ["1", "phường A", "thÞ trÊn", ""]], "Dòng 2: .* bảng mã TCVN3"),
        ([["Tên đơn vị"], ["xaõ Luïc Ngaïn, phöôøng Chuõ"]], "Dòng 2: .* bảng mã VNI"),
        ([["xã\u202eA", ""]], r"Dòng 1 .*U\+202E"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_hint(cells, said):
    for act in (lambda: communes.check(cells, ON), lambda: enter(cells)):
        with pytest.raises(DistrictRefused, match=said):
            act()
    assert not District.objects.exists()


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
