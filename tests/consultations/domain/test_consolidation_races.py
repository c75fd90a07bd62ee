"""A closed round is opened again, or its comments are answered: never both."""

import datetime as dt
import threading
from functools import partial

import pytest
from django.db import IntegrityError

from consultations.domain import consolidating, reopening
from consultations.errors import ConsultationRefused
from consultations.models import Consolidation, Round
from deadlines.value import Deadline
from tests.consultations import consolidations, rounds
from tests.consultations.rounds import hanoi
from tests.racing import at_once

pytestmark = pytest.mark.django_db(transaction=True)
NOW = hanoi("12/8 08:00")
LATER = Deadline.before(dt.date(2021, 8, 30))


def both(round_):
    """Whether the round takes answers while those it has are being answered."""
    return rounds.fresh(round_).closed_at is None and Consolidation.objects.exists()


def test_reopening_and_the_table_exclude_each_other():
    round_ = consolidations.closed()
    leader, officer = rounds.person("leader"), rounds.person("officer")

    results = at_once(
        partial(reopening.reopen, round_, deadline=LATER, reason="Bổ sung.", by=leader, at=NOW),
        partial(consolidating.begin, round_, by=officer, at=NOW),
    )

    assert [type(one) for one in results if isinstance(one, Exception)] == [ConsultationRefused]
    assert not both(round_)


def test_without_the_lock_only_the_database_stops_the_second():
    """Both look, then both write: nobody is told in words, one runs into the rule."""
    round_ = consolidations.closed()
    officer = rounds.person("officer")
    both_have_looked = threading.Barrier(2, timeout=20)
    opened = threading.Event()

    def reopen_without_lock():
        assert reopening.why_not(rounds.fresh(round_)) == ""
        both_have_looked.wait()
        Round.objects.filter(pk=round_.pk).update(closed_at=None, closed_by=None)
        opened.set()

    def begin_without_lock():
        assert rounds.fresh(round_).closed_at is not None
        both_have_looked.wait()
        assert opened.wait(20)
        Consolidation.objects.create(round=round_, begun_by=officer, begun_at=NOW)

    results = at_once(reopen_without_lock, begin_without_lock)

    assert [type(one) for one in results if isinstance(one, Exception)] == [IntegrityError]
