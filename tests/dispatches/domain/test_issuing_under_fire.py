"""800 numbers by eight clerks, while acts fail and PostgreSQL's backends are killed under them.

SQLite has no backends to kill: there it is fewer numbers, and the acts that fail. The controls
number without the portal's lock, under the same fire: one loses numbers, the other gives one number
to two.
"""

import datetime as dt
import random
import threading
from collections.abc import Callable
from functools import partial
from itertools import count, pairwise

import pytest
from django.db import DatabaseError, IntegrityError, InterfaceError, connection, transaction
from django.db.models import Max

from dispatches.domain import issuing
from dispatches.enums import DispatchState
from dispatches.errors import DispatchRefused
from dispatches.models import Dispatch, RegisterCounter
from tests.dispatches.factories import AT, DAY, approved, book, clerk, letter
from tests.racing import at_once

pytestmark = pytest.mark.django_db(transaction=True)
THREADS = 8
EACH, KILLS = (100, 10) if connection.vendor == "postgresql" else (10, 0)
FAILING = 0.2  # share of acts that fail after the number was given
DAYS = 4  # the calendar moves on while they work
LATER = AT + dt.timedelta(days=DAYS)
VICTIMS = """
    SELECT pid FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
      AND state IN ('active', 'idle in transaction')
"""


class ActFailed(Exception):
    """What stands for a fault in the act around the numbering."""


class Calendar:
    """The day on which clerks number: it moves on as numbers are given."""

    def __init__(self) -> None:
        self._given = count()

    def today(self) -> dt.date:
        return DAY + dt.timedelta(days=next(self._given) * DAYS // (2 * THREADS * EACH))


def _lots() -> list[list[int]]:
    """Approved dispatches by the hundred: one by the domain, the others its copies in the table."""
    book(), clerk()
    first = approved(letter=letter("V/v mời họp"))
    fields = {field.attname: getattr(first, field.attname) for field in first._meta.fields}
    del fields["id"]
    Dispatch.objects.bulk_create(Dispatch(**fields) for _ in range(THREADS * EACH - 1))
    made = list(Dispatch.objects.order_by("pk").values_list("pk", flat=True))
    return [made[n::THREADS] for n in range(THREADS)]


def _kill_backends(stop: threading.Event, killed: list[int]) -> None:
    """Kill the backend of some clerk in the middle of its work, again and again."""
    chance = random.Random(7)
    try:
        while len(killed) < KILLS and not stop.wait(0.05):
            with connection.cursor() as cursor:
                cursor.execute(VICTIMS)
                if pids := [pid for (pid,) in cursor.fetchall()]:
                    killed.append(chance.choice(pids))
                    cursor.execute("SELECT pg_terminate_backend(%s)", killed[-1:])
    finally:
        connection.close()


def _number(pks: list[int], give: Callable[[int], None], seed: int) -> int:
    """Number each of them, again after a fault; return how often a number was already taken."""
    chance, taken = random.Random(seed), 0
    for pk in pks:
        while not _is_issued(pk):
            try:
                with transaction.atomic():
                    give(pk)
                    if chance.random() < FAILING:
                        raise ActFailed
            except (ActFailed, DispatchRefused):  # the day has moved on meanwhile
                continue
            except IntegrityError:
                taken += 1
            except (DatabaseError, InterfaceError):
                connection.close()
    return taken


def _is_issued(pk: int) -> bool:
    try:
        return Dispatch.objects.filter(pk=pk, state=DispatchState.ISSUED).exists()
    except (DatabaseError, InterfaceError):  # killed between two acts
        connection.close()
        return _is_issued(pk)


def _under_fire(give: Callable[[int], None]) -> int:
    """Have all numbered by that way of giving numbers; return how many were taken already."""
    lots, stop, killed = _lots(), threading.Event(), []
    killer = threading.Thread(target=_kill_backends, args=(stop, killed))
    killer.start()
    try:
        taken = at_once(*[partial(_number, lot, give, seed) for seed, lot in enumerate(lots)])
    finally:
        stop.set()
        killer.join()
    assert len(killed) == KILLS
    return sum(taken)


def _numbers() -> list[int]:
    return list(Dispatch.objects.order_by("number").values_list("number", flat=True))


ALL = list(range(1, THREADS * EACH + 1))


def test_no_number_is_missing_or_given_twice_and_dates_never_go_back():
    by, calendar = clerk(), Calendar()

    def issue(pk: int) -> None:
        dispatch, day = Dispatch.objects.get(pk=pk), calendar.today()
        issuing.issue(dispatch, number=None, date=day, by=by, at=LATER)

    assert _under_fire(issue) == 0
    assert _numbers() == ALL
    assert RegisterCounter.objects.get().last_number == THREADS * EACH
    dates = list(Dispatch.objects.order_by("number").values_list("date", flat=True))
    assert all(earlier <= later for earlier, later in pairwise(dates))
    assert len(set(dates)) > 1


def _set(pk: int, number: int) -> None:
    issued = {"state": DispatchState.ISSUED, "issued_at": AT, "date": DAY, "year": DAY.year}
    Dispatch.objects.filter(pk=pk).update(**issued, number=number)


def test_numbers_counted_beside_the_database_have_gaps():
    counted = count(1)

    assert _under_fire(lambda pk: _set(pk, next(counted))) == 0
    assert _numbers() != ALL


def test_one_more_than_the_highest_number_is_given_to_two():
    def issue(pk: int) -> None:
        highest = Dispatch.objects.aggregate(highest=Max("number"))["highest"] or 0
        _set(pk, highest + 1)

    # SQLite lets one writer in at a time, from the first question on.
    assert (_under_fire(issue) > 0) == (connection.vendor == "postgresql")
