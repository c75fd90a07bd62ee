"""The board of a round of any size: filters in the address, pages, the workbook."""

import io

import pytest
from openpyxl import load_workbook

from consultations.domain import terms
from consultations.models import Consultee, Round
from deadlines.domain import portal_clock
from tests.consultations import rounds
from tests.consultations.big_rounds import big_round
from tests.consultations.rounds import AT, LATER, hanoi
from tests.factories import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return signed_in(rounds.person("officer"))


@pytest.fixture
def board():
    """Twenty units: of ten six are silent in every way and four have answered."""
    return big_round(20, 2)


def address(round_, part=""):
    return f"/lay-y-kien/{round_.pk}/{part}"


def found(client, round_, **query):
    """The numbers of the units shown."""
    page = client.get(address(round_), query).context["page"]
    return [int(row.consultee.name[-4:]) for row in page.object_list]


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ({}, [0, 10, 4, 14, 5, 15, 1, 11, 2, 12, 3, 13, 7, 17, 6, 16, 8, 9, 18, 19]),
        ({"sort": "unit"}, list(range(20))),
        ({"sort": "-unit"}, list(range(19, -1, -1))),
        ({"sort": "call", "state": "disagreed"}, [7, 17]),
        ({"state": "owing"}, [0, 10, 4, 14, 5, 15, 1, 11, 2, 12, 3, 13]),
        ({"state": "unreached"}, [4, 14, 5, 15]),
        ({"state": "drafting"}, [3, 13]),
        ({"state": "agreed_with_comments"}, [6, 16]),
        ({"concerned": "yes"}, [0, 10]),
        ({"concerned": "no", "state": "unopened"}, [1, 11]),
        ({"kind": "ward", "state": "owing"}, [0, 15, 12, 3]),
        ({"q": "vi x 0010", "state": "owing"}, [10]),
        ({"contact": "none"}, [4, 14, 5, 15]),
        ({"contact": "reached", "state": "owing"}, [0, 10, 1, 11, 2, 12, 3, 13]),
        ({"term": "own"}, []),
        ({"term": "over"}, []),
        ({"state": "no such"}, []),
    ],
)
def test_filters_and_order(officer, board, query, numbers):
    assert found(officer, board, **query) == numbers


def test_units_by_their_time_limit(officer, board):
    unit = board.consultees.get(position=4)
    by = rounds.person("officer")
    terms.extend(board, consultee=unit, deadline=LATER, reason="Bão lũ.", by=by, at=AT)

    assert found(officer, board, term="own") == [4]
    assert 4 not in found(officer, board, term="common")
    portal_clock.move(hanoi("10/8 08:00"))
    over = found(officer, board, term="over")
    assert (len(over), 4 in over) == (19, False)


def test_pages_keep_the_filters(officer, board):
    big = big_round(60, 1, prefix="y")

    response = officer.get(address(big), {"state": "owing", "page": "2"})

    assert response.context["page"].paginator.count == 36
    assert len(response.context["page"].object_list) == 11
    assert "?state=owing&amp;page=1" in response.text


def test_the_workbook_is_what_the_page_has_found(officer, board):
    query = {"kind": "ward", "state": "owing", "sort": "-unit"}

    response = officer.get(address(board), query | {"export": "xlsx"})

    sheet = load_workbook(io.BytesIO(response.getvalue())).active
    rows = list(sheet.iter_rows(values_only=True))
    shown = officer.get(address(board), query).context["page"].object_list
    assert [row[0] for row in rows[1:]] == [row.consultee.committee for row in shown]
    assert [row[1] for row in rows[1:]] == [row.state.label for row in shown]
    assert (sheet["A1"].font.bold, sheet.freeze_panes) == (True, "A2")


def test_a_sealed_round_tells_no_opinion_by_its_filters(officer, board):
    Round.objects.update(sealed=True)

    assert found(officer, board, state="disagreed") == []
    assert found(officer, board, state="answered") == [6, 7, 8, 9, 16, 17, 18, 19]


def test_twenty_units_and_sixty_take_the_same_queries(officer, django_assert_num_queries):
    few, many = big_round(20, 2), big_round(60, 6, prefix="y")
    officer.get("/")

    for round_ in (few, many):
        with django_assert_num_queries(27):
            officer.get(address(round_), {"sort": "-unit"})
        with django_assert_num_queries(14):
            officer.get(address(round_), {"export": "xlsx"}).getvalue()
    assert Consultee.objects.count() == 80


def test_exports_say_of_an_answer_after_the_end_what_the_page_says(officer):
    over = rounds.end(rounds.called(rounds.drafted("Lục Ngạn", "Yên Thế")), hanoi("09/8 08:00"))
    rounds.answer(rounds.consultee(over, "Lục Ngạn"), at=hanoi("09/8 15:00"))

    def states(page):
        content = officer.get(page, {"export": "xlsx", "sort": "unit"}).getvalue()
        return [row[1] for row in load_workbook(io.BytesIO(content)).active.values][1:]

    board = address(over)
    assert states(board) == ["Chưa mở; có bản muộn 15:00 ngày 09/8/2021", "Chưa mở"]
    assert states(f"{board}bang-noi-dung/") == ["Chưa mở; có bản muộn", "Chưa mở"]
    assert "có bản muộn" in officer.get(f"{board}bang-noi-dung/").text
