"""The list of dispatches."""

from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from tests.dispatches.factories import approved, book, drafted, issued, kind, letter, submitted

pytestmark = pytest.mark.django_db
LIST = reverse("dispatches:list")


def shown(client, **filters) -> set[str]:
    response = client.get(LIST, filters)
    assert response.status_code == 200
    return {row[0].object.subject for row in response.context["rows"]}


def test_an_empty_list_says_where_dispatches_come_from(signed_in):
    assert "Chưa có văn bản nào" in signed_in("officer").get(LIST).text


@pytest.mark.parametrize(
    ("filters", "subjects"),
    [
        ({}, {"V/v đất", "V/v nước", "V/v gió"}),
        ({"q": "dat"}, {"V/v đất"}),
        ({"q": "SNGV-NV 214"}, {"V/v gió"}),
        ({"q": "khong co"}, set()),
        ({"state": "submitted"}, {"V/v nước"}),
        ({"year": "2021"}, {"V/v gió"}),
    ],
)
def test_a_list_is_searched_and_filtered(signed_in, filters, subjects):
    drafted(letter=letter("V/v đất"))
    submitted(letter=letter("V/v nước"))
    issued(number=214, letter=letter("V/v gió"))
    assert shown(signed_in("clerk"), **filters) == subjects


def test_a_list_is_filtered_by_book(signed_in):
    drafted(letter=letter("V/v đất"))
    other = drafted(letter=letter("V/v nước"), kind=kind(book("to-trinh")))
    assert shown(signed_in("clerk"), book=other.book_id) == {"V/v nước"}


def test_a_sheet_is_listed_without_a_book_and_waits_for_no_number(signed_in):
    sheet = approved(kind=kind(book("sheet"), family="sheet", symbol_pattern="", book=None))
    clerk = signed_in("clerk")

    assert shown(clerk) == {sheet.subject}
    assert "Đã duyệt" in clerk.get(LIST).text
    assert clerk.get(LIST, {"export": "xlsx"}).status_code == 200
    desk = clerk.get("/")
    assert not desk.context["to_number"]
    assert "đang chờ" not in desk.text


def test_the_export_holds_what_is_shown(signed_in):
    drafted(letter=letter("V/v đất"))
    issued(number=214, letter=letter("V/v gió"))
    content = signed_in("clerk").get(LIST, {"export": "xlsx", "q": "gio"}).content
    rows = list(load_workbook(BytesIO(content)).active.iter_rows(values_only=True))
    assert [row[0] for row in rows] == ["Số, ký hiệu", "214/SNgV-NV"]


def queries(client) -> int:
    with CaptureQueriesContext(connection) as captured:
        client.get(LIST)
    return len(captured)


def test_three_rows_cost_as_many_queries_as_one(signed_in):
    client = signed_in("clerk")
    drafted(letter=letter("V/v đất"))
    client.get(LIST)  # the first visit of a session writes down that it was there
    assert queries(client) == 9
    issued(letter=letter("V/v gió"))
    submitted(letter=letter("V/v nước"))
    assert queries(client) == 9
