"""Looking changes nothing: no page that an officer opens writes to the database."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.consultations import rounds
from tests.factories import signed_in

pytestmark = pytest.mark.django_db
PREPARING = ("", "ten-viec/", "loi-van/", "noi-dung/them/", "noi-dung/1/", "don-vi/", "y-kien/")
FOLLOWING = (
    *("", "?export=xlsx", "bang-noi-dung/", "gia-han/", "ket-thuc/", "y-kien/"),
    *("hang-loat/nhac/", "hang-loat/gia-han/", "hang-loat/ghi-chu/"),
)
OF_A_UNIT = ("", "gia-han/", "dia-chi/", "ghi-nhan/")
WRITES = ("INSERT", "UPDATE", "DELETE")


@pytest.fixture
def look():
    """Open a page as the officer; return what it wrote."""
    officer = signed_in(rounds.person("officer"))
    officer.get("/")

    def at(address):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            response = officer.get(address)
        response.getvalue()
        assert response.status_code == 200
        return [query["sql"] for query in asked if query["sql"].startswith(WRITES)]

    return at


def test_no_page_of_a_round_in_preparation_writes(look):
    round_ = rounds.drafted("Lục Ngạn")

    assert [look(f"/lay-y-kien/{round_.pk}/{part}") for part in PREPARING] == [[]] * len(PREPARING)


def test_no_page_of_a_call_writes(look):
    round_ = rounds.called(rounds.drafted("Lục Ngạn"))
    unit = f"don-vi/{round_.consultees.get().pk}/"
    parts = [*FOLLOWING, *(f"{unit}{part}" for part in OF_A_UNIT)]

    assert [look(f"/lay-y-kien/{round_.pk}/{part}") for part in parts] == [[]] * len(parts)


def test_no_list_and_no_first_page_writes(look):
    rounds.loaded()

    assert [look(address) for address in ("/", "/lay-y-kien/", "/lay-y-kien/moi/")] == [[]] * 3
