"""Figures of units over the years, from closed rounds."""

import datetime as dt

import pytest
from django.urls import reverse

from consultations.domain.figures import figures_of_units, parts_behind, years
from districts.models import District
from tests.consultations import rounds
from tests.consultations.rounds import AGREE, BUT, hanoi
from tests.factories import signed_in

pytestmark = pytest.mark.django_db
UNITS = ("Lục Ngạn", "Sơn Động", "Yên Thế")


def closed():
    """One round: Lục Ngạn in time and corrected late, Sơn Động late, Yên Thế silent."""
    round_ = rounds.called(rounds.drafted(*UNITS))
    ngan, dong, _the = (rounds.consultee(round_, name) for name in UNITS)
    rounds.answer(ngan, (AGREE, ""), at=hanoi("04/8 08:00"))
    rounds.answer(ngan, (BUT, "Thêm Hàn Quốc."), at=hanoi("10/8 08:00"))
    rounds.answer(dong, (AGREE, ""), at=hanoi("09/8 08:00"))
    rounds.end(round_, at=hanoi("11/8 09:00"))
    return round_


def figures(year=None):
    names = ("asked", "answered", "on_time", "late", "silent")
    return {
        unit.name: (*(getattr(unit, name) for name in names), unit.taken)
        for unit in figures_of_units(year)
    }


def test_each_unit_is_counted_by_outcome_and_by_its_first_answer():
    closed()
    assert figures() == {
        "Lục Ngạn": (1, 1, 1, 0, 0, dt.timedelta(days=2)),
        "Sơn Động": (1, 1, 0, 1, 0, dt.timedelta(days=7)),
        "Yên Thế": (1, 0, 0, 0, 1, None),
    }


def test_a_round_of_the_paper_time_counts_without_moments():
    rounds.loaded()
    assert years() == [2021]
    assert figures(2021)["Lục Ngạn"] == (1, 1, 0, 0, 0, None)
    assert figures(2021)["Sơn Động"] == (1, 0, 0, 0, 1, None)
    assert figures(2020) == {}


def test_an_open_round_counts_nothing():
    rounds.called(rounds.drafted(*UNITS))
    assert figures() == {}


def test_rounds_add_up():
    first = closed()
    units = list(District.objects.filter(consultees__round=first))
    again = rounds.called(rounds.drafted(units=units, title="Đề án khác"))
    for unit in again.consultees.all():
        rounds.answer(unit, (AGREE, ""), at=hanoi("06/8 08:00"))
    rounds.end(again, at=hanoi("11/8 09:00"))
    assert figures()["Lục Ngạn"] == (2, 2, 2, 0, 0, dt.timedelta(days=3))
    assert figures()["Yên Thế"] == (2, 1, 1, 0, 1, dt.timedelta(days=4))


@pytest.mark.parametrize("year", [None, 2021, 2020])
def test_every_figure_equals_the_list_behind_it(year):
    closed()
    names = ("asked", "answered", "on_time", "late", "silent")
    for unit in figures_of_units(year):
        behind = {name: parts_behind(unit, name, year).count() for name in names}
        assert behind == {name: getattr(unit, name) for name in names}


def test_a_figure_leads_to_its_list_of_the_same_year():
    closed()
    client, page = signed_in(rounds.person("officer")), reverse("consultations:figures")
    [row] = client.get(page, {"year": "2021", "q": "son dong"}).context["rows"]
    late = next(cell for cell in row if cell.column.name == "late")

    listed = client.get(late.url)

    assert late.url.endswith("/late/?year=2021")
    assert [row[2].text for row in listed.context["rows"]] == ["Nhất trí"]
    assert client.get(late.url.replace("/late/", "/all/")).status_code == 404


def test_units_are_found_by_their_kind():
    closed()
    client, page = signed_in(rounds.person("officer")), reverse("consultations:figures")

    assert len(client.get(page, {"kind": "district"}).context["rows"]) == 3
    assert client.get(page, {"kind": "city"}).context["rows"] == []


def test_the_page_shows_a_year_and_asks_as_often_for_more(django_assert_num_queries):
    closed()
    client, page = signed_in(rounds.person("officer")), reverse("consultations:figures")
    shown = client.get(page, {"year": "2021", "q": "son dong"})
    assert [[cell.text for cell in row] for row in shown.context["rows"]] == [
        ["2", "UBND huyện Sơn Động", "1", "1", "0", "1", "0", "7,0"]
    ]
    with django_assert_num_queries(8):
        client.get(page)
    assert client.get(page, {"year": "1999"}).context["rows"] == []
