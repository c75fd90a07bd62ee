import datetime as dt

import pytest
from django.core.management import call_command

from districts.domain.lineage import Lineage, responsible_for, successors_on
from districts.domain.units import units_on
from districts.models import Reorganisation
from tests.districts.acts import all_acts, province_of_2021, unit

pytestmark = [pytest.mark.django_db, pytest.mark.database]

OF_2021 = [
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
OF_2024 = [*OF_2021[:7], "thị xã Việt Yên", *OF_2021[8:]]
OF_2025 = [*OF_2021[:4], "thị xã Chũ", *OF_2021[4:7], "thị xã Việt Yên", "huyện Yên Thế"]


@pytest.fixture
def province():
    province_of_2021()
    all_acts()


@pytest.mark.parametrize(
    ("day", "names"),
    [
        ("2021-08-09", OF_2021),
        ("2024-01-31", OF_2021),
        ("2024-02-01", OF_2024),
        ("2024-12-31", OF_2024),
        ("2025-01-01", OF_2025),
        ("2025-06-30", OF_2025),
        ("2025-07-01", []),
    ],
)
def test_the_units_of_a_day(province, day, names):
    assert [unit.full_name for unit in units_on(dt.date.fromisoformat(day))] == names


def test_luc_ngan_before_and_after_is_two_units(province):
    before, after = unit("luc-ngan"), unit("luc-ngan-2025")
    assert (before.full_name, before.valid_to) == ("huyện Lục Ngạn", dt.date(2025, 1, 1))
    assert (after.full_name, after.valid_from) == ("huyện Lục Ngạn", dt.date(2025, 1, 1))


@pytest.mark.parametrize(
    ("code", "day", "names"),
    [
        ("viet-yen", "2024-01-31", ["huyện Việt Yên"]),
        ("viet-yen", "2024-02-01", ["thị xã Việt Yên"]),
        ("viet-yen", "2025-07-01", ["tỉnh Bắc Ninh"]),
        ("luc-ngan", "2025-01-01", ["thị xã Chũ", "huyện Lục Ngạn"]),
        ("luc-ngan", "2025-07-01", ["tỉnh Bắc Ninh"]),
        ("yen-dung", "2025-01-01", ["thành phố Bắc Giang"]),
        ("viet-yen-2024", "2024-01-31", []),
        ("tinh-bac-giang", "2025-07-01", ["tỉnh Bắc Ninh"]),
    ],
)
def test_who_answers_for_a_unit_on_a_day(province, code, day, names):
    found = responsible_for(unit(code), dt.date.fromisoformat(day))
    assert [one.unit.full_name for one in found] == names


def test_successors_are_none_while_the_unit_exists(province):
    assert successors_on(unit("viet-yen"), dt.date(2024, 1, 31)) == []
    assert successors_on(unit("viet-yen"), dt.date(2024, 2, 1)) == [unit("viet-yen-2024")]


def test_agreements_of_the_district_level_pass_by_the_decree(province):
    [found] = responsible_for(unit("viet-yen"), dt.date(2025, 7, 1))
    assert [step.act.on.isoformat() for step in found.path] == ["2024-02-01", "2025-07-01"]
    assert found.agreement_basis.startswith("Nghị định số 177/2025/NĐ-CP")
    assert found.basis.startswith("Nghị quyết số 938/NQ-UBTVQH15")


def test_agreements_of_the_province_pass_by_the_merger_itself(province):
    [found] = responsible_for(unit("tinh-bac-giang"), dt.date(2025, 7, 1))
    assert found.agreement_basis == found.basis
    assert found.basis.startswith("Nghị quyết số 202/2025/QH15")


def test_the_lineage_answers_for_all_units_in_one_query(province, django_assert_num_queries):
    units = [unit(code) for code in ("viet-yen", "luc-ngan", "bac-giang")]
    with django_assert_num_queries(1):
        lineage = Lineage.load()
        assert [len(lineage.responsible_for(one, dt.date(2025, 1, 1))) for one in units] == [
            1,
            2,
            1,
        ]
    before = [one.full_name for one in lineage.ancestors(unit("tinh-bac-ninh-2025"))]
    assert (len(before), before.count("huyện Lục Ngạn")) == (15, 2)


def test_the_command_enters_each_act_once(capsys):
    province_of_2021()
    call_command("load_reorganisation")
    call_command("load_reorganisation")
    assert Reorganisation.objects.count() == 3
    assert capsys.readouterr().out.splitlines()[-1] == "Đã ghi 0 lần sắp xếp."
    assert all(made.source for made in Reorganisation.objects.all())
