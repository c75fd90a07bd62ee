"""The matrix of units and contents: what the answers say, filtered and paged like the board."""

import io

import pytest
from openpyxl import load_workbook

from consultations.models import Round
from tests.consultations import rounds
from tests.consultations.big_rounds import big_round
from tests.factories import signed_in

pytestmark = pytest.mark.django_db
SILENT = "Không có ý kiến"


@pytest.fixture
def officer():
    return signed_in(rounds.person("officer"))


def address(round_):
    return f"/lay-y-kien/{round_.pk}/bang-noi-dung/"


def shown(client, round_, **query):
    page = client.get(address(round_), query).context["page"]
    return {
        int(row.consultee.name[-4:]): [str(opinion.label) for opinion in row.opinions]
        for row in page.object_list
    }


def test_each_cell_says_what_the_answer_that_counts_says(officer):
    assert shown(officer, big_round(10, 2), sort="unit") == {
        **{n: [SILENT, SILENT] for n in range(6)},
        6: ["Có góp ý", "Nhất trí"],
        7: ["Không nhất trí", "Nhất trí"],
        8: ["Nhất trí", "Nhất trí"],
        9: ["Nhất trí", "Nhất trí"],
    }


def test_it_is_narrowed_like_the_board_and_its_workbook_says_the_same(officer):
    round_ = big_round(20, 2)
    query = {"state": "disagreed", "kind": "ward"}

    response = officer.get(address(round_), query | {"export": "xlsx"})

    assert list(shown(officer, round_, **query)) == []
    assert list(shown(officer, round_, state="disagreed")) == [7, 17]
    whole = officer.get(address(round_), {"state": "disagreed", "export": "xlsx"})
    rows = [list(row) for row in sheet(whole)]
    assert [len(list(sheet(response))), rows[0]] == [
        1,
        ["Đơn vị", "Trạng thái", "Nội dung 1", "Nội dung 2"],
    ]
    assert [row[1:] for row in rows[1:]] == [["Không nhất trí", "Không nhất trí", "Nhất trí"]] * 2


def sheet(response):
    return load_workbook(io.BytesIO(response.getvalue())).active.iter_rows(values_only=True)


def test_of_a_sealed_round_it_shows_no_opinion(officer):
    round_ = big_round(10, 1)
    Round.objects.update(sealed=True)

    assert shown(officer, round_, state="answered") == {n: ["Chưa mở"] for n in range(6, 10)}


def test_there_is_none_of_a_letter_that_has_not_left(officer):
    assert officer.get(address(rounds.drafted("Lục Ngạn"))).status_code == 404


def test_twenty_units_and_sixty_take_the_same_queries(officer, django_assert_num_queries):
    few, many = big_round(20, 2), big_round(60, 6, prefix="y")
    officer.get("/")

    for round_ in (few, many):
        with django_assert_num_queries(11):
            officer.get(address(round_), {"sort": "-unit"})
        with django_assert_num_queries(9):
            officer.get(address(round_), {"export": "xlsx"}).getvalue()
