"""Receipts numbered at once in different rounds: no number twice, none missing.

Beside it the same without the counting UPDATE, which goes wrong.
"""

import threading
from datetime import date
from functools import partial

import pytest
from django.db import transaction

from consultations.domain.receipt_numbers import RECEIPTS, next_receipt_number
from dispatches.models import RegisterCounter
from tests.racing import at_once

pytestmark = pytest.mark.django_db(transaction=True)
DAY = date(2021, 8, 9)
take = transaction.atomic(partial(next_receipt_number, DAY))


@pytest.mark.parametrize("before", [0, 1])
def test_numbers_taken_at_once_run_on_without_a_gap(before):
    """Also the first ones of a year, before there is a counter."""
    taken = [take() for _ in range(before)] + at_once(*[take] * 8)
    assert sorted(taken) == list(range(1, before + 9))


def test_a_number_that_is_read_and_written_later_is_given_twice():
    take()
    read = threading.Barrier(2, timeout=20)

    def take_without_counting():
        counter = RegisterCounter.objects.get(book__code=RECEIPTS)
        read.wait()
        counter.last_number += 1
        counter.save()
        return counter.last_number

    assert at_once(*[take_without_counting] * 2) == [2, 2]
