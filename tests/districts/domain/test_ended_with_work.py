"""Units that have ended are named while something of theirs has not been handed on."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from deadlines.domain import portal_clock
from districts.domain import transferring
from districts.domain.transferring import Choice
from tests.consultations import rounds
from tests.districts.acts import enter, unit
from tests.districts.factories import duty
from tests.factories import district, officer_of, signed_in
from tests.partners.factories import activity, agreement, partner, relation

pytestmark = [pytest.mark.django_db, pytest.mark.database]

ON = dt.date(2021, 8, 4)
THEN = dt.datetime.fromisoformat("2021-08-04T09:00:00+07:00")


def with_work(code: str) -> None:
    """A unit with five open things, each of another kind."""
    old = district(code.upper(), code=code)
    other = partner(f"Đối tác {code}", code=code)
    officer_of(old, username=code)
    relation(other, old)
    duty(old)
    activity(other, old, next_step="Gửi thư mời.")
    agreement(old, other)


def waiting(day: dt.date = ON) -> list[tuple[str, int]]:
    return [(one.code, number) for one, number in transferring.ended_with_work(day)]


def test_it_names_those_with_something_left_and_how_much_until_all_is_moved():
    with_work("a")
    with_work("b")
    district("Không việc", code="c")
    enter(("a", "t", "merged"), ("c", "t", "merged"), new=[("t", "town", "Mới")], on=ON)

    assert waiting(ON - dt.timedelta(days=1)) == []
    assert waiting() == [("a", transferring.count_open(unit("a"), ON))] == [("a", 5)]

    for number, found in enumerate(transferring.open_holdings(unit("a"), ON), start=1):
        choices = [Choice(found.kind.code, one.pk, unit("t")) for one in found.holdings]
        transferring.transfer(unit("a"), choices, by=rounds.person("officer"), at=THEN)
        assert waiting() == [("a", 5 - number)] * (number < 5)


def test_what_names_two_that_ended_waits_for_each_until_one_that_follows_is_named():
    one, two = district("A", code="a"), district("B", code="b")
    duty(one, two)
    enter(("a", "t", "merged"), new=[("t", "town", "Mới")], on=ON)
    enter(("b", "s", "merged"), new=[("s", "town", "Sau")], on=ON)
    assert waiting() == [("a", 1), ("b", 1)]

    [found] = transferring.open_holdings(unit("a"), ON)
    choice = Choice("duty", found.holdings[0].pk, unit("t"))
    transferring.transfer(unit("a"), [choice], by=rounds.person("officer"), at=THEN)
    assert waiting() == [("b", 1)]


def test_ten_ended_units_cost_the_queries_of_one():
    counts = []
    for codes in ("a", "bcdefghij"):
        for code in codes:
            with_work(code)
            enter((code, f"n{code}", "merged"), new=[(f"n{code}", "town", f"N{code}")], on=ON)
        with CaptureQueriesContext(connection) as queries:
            found = transferring.ended_with_work(ON)
        counts.append((len(found), sum(number for _, number in found), len(queries)))
    assert counts == [(1, 5, counts[0][2]), (10, 50, counts[0][2])]


def test_the_officers_desk_leads_to_handing_on_and_no_other_desk_does():
    with_work("a")
    enter(("a", "t", "merged"), new=[("t", "town", "Mới")], on=ON)
    portal_clock.move(THEN)
    href = f'href="/don-vi/{unit("a").pk}/chuyen-viec/"'
    shown = {
        role: href in signed_in(rounds.person(role)).get("/").text
        for role in ("officer", "leader", "clerk")
    }
    assert shown == {"officer": True, "leader": False, "clerk": False}
