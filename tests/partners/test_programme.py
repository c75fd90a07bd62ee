"""The programme against reality: each figure is exact and equals the list that it links to."""

from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from accounts.actors import SYSTEM
from coop_portal import bac_giang
from districts.domain.vocabulary import create_field
from districts.models import District, Orientation
from partners.domain.programme import by_country, by_field, gauges
from partners.enums import CellState, GaugeState, Stage
from partners.models import Relation
from tests.districts.factories import orientation, programme
from tests.factories import AT, DAY, district, officer_of, signed_in, user
from tests.frame import own_queries
from tests.partners.factories import partner, relation

pytestmark = pytest.mark.django_db
PAGE, RELATIONS = reverse("partners:programme"), reverse("partners:programme_relations")
MINE, MY_RELATIONS = reverse("partners:my_programme"), reverse("partners:my_relations")


@pytest.fixture
def department():
    return signed_in(user("officer"))


def field(code, rank=1):
    return create_field(code=code, name=code, rank=rank, by=SYSTEM, at=AT)


@pytest.fixture
def city():
    return district("Bắc Giang", "city", rank=1)


@pytest.mark.parametrize(
    ("signed", "state", "lacking"),
    [
        (0, GaugeState.UNDER, 2),
        (1, GaugeState.UNDER, 1),
        (2, GaugeState.MET, 0),
        (4, GaugeState.MET, 0),
        (5, GaugeState.OVER, 0),
    ],
)
def test_the_gauge_against_a_target_of_two_to_four(city, signed, state, lacking):
    for number in range(signed):
        relation(partner(code=f"p{number}"), city)
    (gauge,) = gauges([city], programme(), DAY)
    assert (gauge.count, gauge.state, gauge.lacking) == (signed, state, lacking)
    assert gauge.marks == [True] * signed + [False] * (4 - signed)


@pytest.mark.parametrize("stage", Stage)
def test_only_what_is_signed_and_not_over_counts(city, stage):
    relation(partner(), city, stage=stage)
    relation(partner(code="tinh"), None)
    (gauge,) = gauges([city], programme(), DAY)
    assert gauge.count == (stage in ("signed", "active"))
    assert gauge.talks == (stage in ("exploring", "talking", "negotiating"))


def cells(matrix):
    return {
        (unit.name, cell.column.name): (cell.state, cell.count)
        for unit, row in matrix.rows
        for cell in row
        if cell.state != CellState.NONE
    }


def test_each_state_of_a_cell(city):
    free, none = district("Yên Thế", code="yt", rank=2), district("Chũ", code="chu", rank=3)
    under = programme()
    orientation(city, countries=("KR", "FR"), under=under)
    orientation(free, under=under)
    relation(partner(code="a"), city)
    relation(partner(code="b"), city)
    relation(partner(code="c", country="IL"), city)
    relation(partner(code="d", country="JP"), free)
    relation(partner(code="e", country="JP"), none)
    matrix = by_country([city, free, none], under, DAY)
    assert [column.name for column in matrix.columns] == ["Hàn Quốc", "Israel", "Nhật Bản", "Pháp"]
    assert cells(matrix) == {
        ("Bắc Giang", "Hàn Quốc"): (CellState.ACTIVE, 2),
        ("Bắc Giang", "Pháp"): (CellState.EMPTY, 0),
        ("Bắc Giang", "Israel"): (CellState.OFF_PLAN, 1),
        ("Yên Thế", "Nhật Bản"): (CellState.FREE, 1),
        ("Chũ", "Nhật Bản"): (CellState.FREE, 1),
    }


@pytest.mark.parametrize(
    ("countries_open", "state"), [(True, CellState.FREE), (False, CellState.OFF_PLAN)]
)
def test_countries_that_are_named_as_examples_leave_no_other_off_plan(city, countries_open, state):
    """«Với địa phương của các nước như: Nhật Bản …» against «của các nước: …»."""
    under = programme()
    orientation(city, countries=("JP",), under=under, countries_open=countries_open)
    relation(partner(), city)
    assert cells(by_country([city], under, DAY)) == {
        ("Bắc Giang", "Hàn Quốc"): (state, 1),
        ("Bắc Giang", "Nhật Bản"): (CellState.EMPTY, 0),
    }


def test_the_letter_leaves_the_countries_open_but_for_luc_ngan(loaded):
    told = {
        unit.name: orientation.countries_open
        for orientation in Orientation.objects.exclude(countries=None).distinct()
        for unit in orientation.districts.all()
    }
    assert told == {"Bắc Giang": True, "Việt Yên": True, "Yên Dũng": True, "Lục Ngạn": False}


@pytest.mark.parametrize(
    ("table", "name"), [("", "chi-tieu"), ("country", "theo-nuoc"), ("field", "theo-linh-vuc")]
)
def test_a_table_is_saved_under_a_vietnamese_name(department, loaded, table, name):
    response = department.get(PAGE, {"export": "xlsx", "table": table})
    assert f"de-an-{name}-" in response["Content-Disposition"]


def test_the_exported_matrix_says_who_is_free_as_the_page_does(department, loaded):
    response = department.get(PAGE, {"export": "xlsx", "table": "country"})
    named = {row[0] for row in load_workbook(BytesIO(response.content)).active.values}
    free = ("Hiệp Hòa", "Lạng Giang", "Tân Yên", "Yên Thế", "Lục Nam", "Sơn Động")
    assert {name for name in named if "tự chọn" in name} == {
        f"huyện {name} (tự chọn)" for name in free
    }


def test_one_relation_stands_in_each_of_its_fields(city):
    under = programme()
    one, two, three = field("a"), field("b", 2), field("c", 3)
    orientation(city, fields=(one, two), under=under)
    relation(partner(), city, fields=[one, three])
    assert cells(by_field([city], under, DAY)) == {
        ("Bắc Giang", "a"): (CellState.ACTIVE, 1),
        ("Bắc Giang", "b"): (CellState.EMPTY, 0),
        ("Bắc Giang", "c"): (CellState.OFF_PLAN, 1),
    }


@pytest.fixture
def loaded():
    bac_giang.load(AT)


CITY_FIELDS = [
    "phát triển đô thị",
    "xây dựng đô thị thông minh",
    "thương mại",
    "dịch vụ",
    "công nghệ",
    "giao lưu văn hóa",
]
INDUSTRY = ["phát triển công nghiệp", "xây dựng khu công nghiệp - đô thị"]
FARMING = [
    "phát triển nông nghiệp công nghệ cao",
    "thu hoạch, bảo quản, chế biến",
    "tiêu thụ nông sản",
]
NAMED = {
    "Bắc Giang": (["Hàn Quốc", "Singapore", "Pháp"], CITY_FIELDS),
    "Việt Yên": (["Nhật Bản", "Hàn Quốc", "Singapore"], INDUSTRY),
    "Yên Dũng": (["Nhật Bản", "Hàn Quốc", "Singapore"], INDUSTRY),
    "Lục Ngạn": (["Trung Quốc", "Israel", "Australia", "Nhật Bản"], FARMING),
}


def test_bac_giang_as_the_documents_tell_it(department, loaded):
    context = department.get(PAGE).context
    counted = {g.unit.name: (g.count, g.state, g.lacking) for g in context["gauges"]}
    assert counted == dict.fromkeys(counted, (0, GaugeState.UNDER, 2)) | {
        "Bắc Giang": (1, GaugeState.UNDER, 1)
    }
    assert len(counted) == 10
    empty = (CellState.EMPTY, 0)
    assert cells(context["countries"]) == {
        (unit, country): empty for unit, (countries, _f) in NAMED.items() for country in countries
    } | {("Bắc Giang", "Hàn Quốc"): (CellState.ACTIVE, 1)}
    # The submission does not say in which field the city and Seo work together.
    assert cells(context["fields"]) == {
        (unit, name): empty for unit, (_c, fields) in NAMED.items() for name in fields
    }
    assert context["unnamed"] == 1


def listed(client, address, query):
    return [row[0].object for row in client.get(address, query).context["rows"]]


def figures(page):
    """Return every figure of a page with the filter under which its list shows it.

    Of the cells without a relation some will do.
    """
    matrices = [row for name in ("countries", "fields") for _unit, row in page[name].rows]
    cells = [(f"force=1&{cell.query}", cell.count) for row in matrices for cell in row]
    cells += [(f"force=0&{cell.query}", cell.talks) for row in matrices for cell in row]
    full, empty = ([c for c in cells if bool(c[1]) == wanted] for wanted in (True, False))
    found = [(f"force=1&unit={g.unit.pk}", g.count) for g in page["gauges"]]
    found += [(f"force=0&unit={g.unit.pk}", g.talks) for g in page["gauges"] if g.talks]
    return [*found, *full, *empty[::40], ("force=1&field=null", page["unnamed"])]


@pytest.fixture
def mixed(loaded):
    ngan, the = (District.objects.get(code=code) for code in ("luc-ngan", "yen-the"))
    a, b = field("x"), field("y", 2)
    relation(partner(code="a", country="IL"), ngan, fields=[a, b])
    relation(partner(code="b", country="FR"), ngan, stage=Stage.TALKING, fields=[a])
    relation(partner(code="c", country="FR"), the, stage=Stage.SIGNED)
    relation(partner(code="d", country="JP"), None)
    return ngan


def test_every_figure_equals_the_list_behind_it(department, mixed):
    page = department.get(PAGE).context
    told = figures(page)
    found = [len(listed(department, f"{RELATIONS}?{query}", {})) for query, _count in told]
    assert found == [count for _query, count in told]
    assert sum(found) == (3 + 3 + 2) + (1 + 1 + 1) + 3
    html = department.get(PAGE).content.decode().replace("&amp;", "&")
    shown = {query for query, count in told if count}
    assert [query for query in shown if f"{RELATIONS}?{query}" not in html] == []


def test_the_states_of_the_gauges_link_to_as_many_units(department, mixed):
    page = department.get(PAGE).context
    for state, count in page["states"]:
        assert len(department.get(PAGE, {"state": state.value}).context["gauges"]) == count
    assert sum(count for _state, count in page["states"]) == page["total"] == 10


def test_one_unit_has_the_figures_of_its_row(department, mixed):
    whole = department.get(PAGE).context
    own = department.get(reverse("partners:unit_programme", args=[mixed.pk])).context
    row = next(row for unit, row in whole["countries"].rows if unit == mixed)
    assert list(own["countries"]) == [c for c in row if c.state != CellState.NONE or c.talks]
    assert (own["gauge"].count, own["gauge"].talks) == (1, 1)


def test_an_officer_of_a_unit_sees_its_own_figures_and_relations_only(mixed):
    client = signed_in(officer_of(mixed, "ngan2"))
    page = client.get(MINE)
    assert (page.context["unit"], page.context["gauge"].count) == (mixed, 1)
    mine = listed(client, MY_RELATIONS, {})
    assert sorted(r.partner.code for r in mine) == ["a", "b"]
    own = [cell for name in ("countries", "fields") for cell in page.context[name]]
    told = [(f"force=1&{cell.query}", cell.count) for cell in own]
    told += [(f"force=0&{cell.query}", cell.talks) for cell in own if cell.talks]
    found = [len(listed(client, f"{MY_RELATIONS}?{query}", {})) for query, _count in told]
    assert found == [count for _query, count in told]
    # Asking for another unit changes nothing: the list has no such filter.
    other = District.objects.get(code="yen-the")
    assert listed(client, MY_RELATIONS, {"unit": other.pk}) == mine


@pytest.mark.parametrize(
    ("table", "first", "row"),
    [
        ("", ["Đơn vị", "Số đối tác"], ["thành phố Bắc Giang", 1, "2-4", "Thiếu", 1, 0]),
        ("country", ["Đơn vị", "Australia"], ["thành phố Bắc Giang", None]),
        ("field", ["Đơn vị", "phát triển đô thị"], ["thành phố Bắc Giang", CellState.EMPTY.label]),
    ],
)
def test_each_table_is_exported(department, loaded, table, first, row):
    response = department.get(PAGE, {"export": "xlsx", "table": table})
    rows = list(load_workbook(BytesIO(response.content)).active.values)
    assert (list(rows[0][: len(first)]), list(rows[1][: len(row)])) == (first, row)
    assert len(rows) == 11


def test_a_relation_joined_into_another_is_listed_once_to_both_sides(city, department):
    stays = relation(partner(), city)
    joined = relation(partner(code="trung"), city)
    Relation.objects.filter(pk=joined.pk).update(joined_into=stays, joined_at=AT, stage=Stage.ENDED)

    assert len(department.get(RELATIONS).context["rows"]) == 1
    assert len(signed_in(officer_of(city)).get(MY_RELATIONS).context["rows"]) == 1


def test_orientations_name_units_with_their_kind(city, department):
    orientation(city, district("Bắc Giang", code="huyen", rank=2), countries=("KR",))
    said = " ".join(department.get(PAGE).text.split())
    assert "<td>thành phố Bắc Giang, huyện Bắc Giang</td>" in said


def test_before_a_programme_is_written_down_the_page_says_so(department):
    page = department.get(PAGE).content.decode()
    assert "Chưa ghi Đề án nào" in page
    assert reverse("districts:programme_change") in page
    assert (
        reverse("districts:programme_change")
        not in signed_in(user("leader")).get(PAGE).content.decode()
    )


@pytest.mark.parametrize("count", [1, 4])
def test_pages_ask_the_database_as_often_for_more(department, count):
    under, named = programme(), field("a")
    for number in range(count):
        unit = district(f"Huyện {number}", code=f"u{number}")
        orientation(unit, countries=("KR",), fields=(named,), under=under)
        for other in range(count):
            relation(partner(code=f"p{number}-{other}"), unit, fields=[named])
    person = officer_of(District.objects.get(code="u0"))
    unit_page = reverse("partners:unit_programme", args=[District.objects.get(code="u0").pk])
    counted = [own_queries(department, each) for each in (PAGE, RELATIONS, unit_page)]
    mine = [own_queries(signed_in(person), each) for each in (MINE, MY_RELATIONS)]
    assert (counted, mine) == ([21, 6, 21], [22, 7])
