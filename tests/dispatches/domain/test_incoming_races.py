"""Many documents that arrive at once: no arrival number twice, no document twice."""

from functools import partial
from itertools import chain
from threading import Barrier

import pytest

from dispatches.domain import incoming
from dispatches.errors import DuplicateDocument
from dispatches.models import IncomingDocument
from tests.dispatches.factories import AT, clerk, entry
from tests.racing import at_once

pytestmark = pytest.mark.django_db(transaction=True)
THREADS, EACH = 8, 5


def _receive(numbers, by) -> list[int]:
    entries = [entry(full_number=number) for number in numbers]
    return [incoming.receive(each, by=by, at=AT).arrival_number for each in entries]


def test_arrival_numbers_given_at_once_have_no_gap_and_no_duplicate():
    by = clerk()
    lots = [[f"{n}/{k}" for k in range(EACH)] for n in range(THREADS)]
    given = at_once(*[partial(_receive, lot, by) for lot in lots])
    assert sorted(chain(*given)) == list(range(1, THREADS * EACH + 1))


def test_one_document_registered_by_eight_at_once_is_there_once():
    by = clerk()
    results = at_once(*[partial(_receive, ["347/CNV-ĐP"], by)] * THREADS)
    assert [result for result in results if isinstance(result, list)] == [[1]]
    assert sum(isinstance(result, DuplicateDocument) for result in results) == THREADS - 1


def test_asked_before_the_lock_the_alarm_is_silent():
    by, all_have_asked = clerk(), Barrier(THREADS, timeout=20)

    def receive():
        """The way not to do it: ask whether it is known, then register whatever comes."""
        assert incoming.known_as(entry()) is None
        all_have_asked.wait()
        incoming.receive(entry(), although_known=True, by=by, at=AT)

    at_once(*[receive] * THREADS)
    assert IncomingDocument.objects.filter(full_number="347/CNV-ĐP").count() == THREADS
