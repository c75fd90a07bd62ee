"""Many clerks at once: no number twice, none left out. With a control that has no lock."""

import datetime as dt
from collections.abc import Callable
from functools import partial
from itertools import chain
from threading import Barrier

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import Max

from dispatches.domain import issuing
from dispatches.enums import DispatchState
from dispatches.errors import DispatchRefused
from dispatches.models import Dispatch, RegisterCounter
from tests.dispatches.factories import AT, DAY, approved, book, clerk, kind, letter
from tests.racing import at_once

pytestmark = pytest.mark.django_db(transaction=True)
THREADS, EACH = 8, 5


def _approved_lots(threads: int, each: int) -> list[list[Dispatch]]:
    book(), clerk()
    return [[approved(letter=letter(f"V/v {n}.{k}")) for k in range(each)] for n in range(threads)]


def _issue_all(lot: list[Dispatch], by) -> list[int]:
    return [issuing.issue(dispatch, number=None, date=DAY, by=by, at=AT).number for dispatch in lot]


def test_numbers_given_at_once_have_no_gap_and_no_duplicate():
    lots, by = _approved_lots(THREADS, EACH), clerk()
    given = at_once(*[partial(_issue_all, lot, by) for lot in lots])
    assert sorted(chain(*given)) == list(range(1, THREADS * EACH + 1))
    assert RegisterCounter.objects.get().last_number == THREADS * EACH


def test_an_act_that_fails_after_numbering_gives_its_number_back():
    lots, by = _approved_lots(THREADS, 2), clerk()

    def issue_and_fail_first(lot):
        try:
            with transaction.atomic():
                _issue_all(lot[:1], by)
                raise DispatchRefused("the act around it fails")
        except DispatchRefused:
            return _issue_all(lot[1:], by)

    given = at_once(*[partial(issue_and_fail_first, lot) for lot in lots])
    assert sorted(chain(*given)) == list(range(1, THREADS + 1))


def test_one_dispatch_issued_by_eight_at_once_gets_one_number():
    dispatch, by = approved(), clerk()
    copies = [Dispatch.objects.get(pk=dispatch.pk) for _ in range(THREADS)]
    results = at_once(*[partial(_issue_all, [copy], by) for copy in copies])
    assert [result for result in results if isinstance(result, list)] == [[1]]
    assert {type(result) for result in results if not isinstance(result, list)} == {DispatchRefused}
    assert RegisterCounter.objects.get().last_number == 1


def _issue_one(dispatch: Dispatch, by) -> int:
    return issuing.issue(dispatch, number=None, date=DAY, by=by, at=AT).number


def test_one_symbol_in_two_books_is_refused_in_words_however_close():
    by, kinds = clerk(), [kind(book(code)) for code in ("cong-van", "khac")]
    first, second = (approved(kind=one) for one in kinds)

    results = at_once(partial(_issue_one, first, by), partial(_issue_one, second, by))

    assert sorted(type(result).__name__ for result in results) == ["DispatchRefused", "int"]
    refusal = next(result for result in results if isinstance(result, DispatchRefused))
    assert str(refusal).startswith("Số 01/SNgV-NV năm 2021 đã có trong Sổ công văn đi: ")
    # The number that was refused was not taken: its book goes on with it.
    assert RegisterCounter.objects.filter(last_number=1).count() == 1


def test_without_the_agency_s_lock_the_database_has_to_refuse():
    first, second = (approved(kind=kind(book(code))) for code in ("cong-van", "khac"))
    both_have_looked = Barrier(2, timeout=20)

    def look_and_write(dispatch):
        assert not Dispatch.objects.filter(symbol=dispatch.symbol, number=1).exists()
        both_have_looked.wait()
        given = {"number": 1, "year": DAY.year, "date": DAY, "issued_at": AT}
        row = Dispatch.objects.filter(pk=dispatch.pk)
        return row.update(state=DispatchState.ISSUED, **given)

    results = at_once(partial(look_and_write, first), partial(look_and_write, second))

    assert len([one for one in results if isinstance(one, DatabaseError)]) == 1


def _issue_by_highest_number(dispatch: Dispatch, meanwhile: Callable[[], object]) -> None:
    """The way not to do it: ask for the highest number first, set one more afterwards."""
    highest = Dispatch.objects.aggregate(highest=Max("number"))["highest"] or 0
    meanwhile()
    with transaction.atomic():
        Dispatch.objects.filter(pk=dispatch.pk).update(
            state=DispatchState.ISSUED,
            number=highest + 1,
            year=DAY.year,
            date=DAY,
            issued_at=AT + dt.timedelta(0),
        )


def test_without_the_lock_the_same_race_goes_wrong():
    dispatches = chain(*_approved_lots(THREADS, 1))
    # All have asked before the first one sets: the race is lost each time, not only mostly.
    all_have_asked = Barrier(THREADS, timeout=20)
    results = at_once(
        *[partial(_issue_by_highest_number, one, all_have_asked.wait) for one in dispatches]
    )
    refused = [result for result in results if isinstance(result, DatabaseError)]
    assert len(refused) == THREADS - 1, connection.vendor
