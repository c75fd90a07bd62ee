"""A closed round is opened again, or the next one is drafted: never both."""

import datetime as dt
import threading
from dataclasses import replace
from functools import partial

import pytest
from django.db import IntegrityError, transaction

from consultations.domain import next_round, reopening
from consultations.domain.letters import kind_of_call
from consultations.errors import ConsultationRefused
from consultations.models import Round
from deadlines.value import Deadline
from dispatches.domain import drafting as dispatch_drafting
from dispatches.letter import Letter
from tests.consultations import rounds
from tests.consultations.rounds import hanoi
from tests.racing import at_once

pytestmark = pytest.mark.django_db(transaction=True)
NOW = hanoi("12/8 08:00")
LATER = Deadline.before(dt.date(2021, 8, 30))


def test_reopening_and_the_next_round_exclude_each_other():
    round_ = rounds.end(rounds.called(rounds.drafted("Lục Ngạn")), hanoi("10/8 08:00"))
    leader = rounds.person("leader")
    rounds.person("officer")

    results = at_once(
        partial(reopening.reopen, round_, deadline=LATER, reason="Bổ sung.", by=leader, at=NOW),
        partial(rounds.carried_on, round_, at=NOW),
    )

    refused = [one for one in results if isinstance(one, ConsultationRefused)]
    running = Round.objects.filter(closed_at=None, cancelled_at=None)
    assert (len(refused), running.count()) == (1, 1)


def test_without_the_lock_only_the_database_stops_the_second():
    """Both look, then both write: nobody is told in words, one runs into the constraint."""
    round_ = rounds.end(rounds.called(rounds.drafted("Lục Ngạn")), hanoi("10/8 08:00"))
    letter = replace(Letter.from_json(round_.dispatch.letter), number=None, date=None)
    by = rounds.person("officer")
    dispatch = dispatch_drafting.draft(kind=kind_of_call(), letter=letter, by=by, at=NOW)
    both_have_looked = threading.Barrier(2, timeout=20)

    def reopen_without_lock():
        assert reopening.why_not(rounds.fresh(round_)) == ""
        both_have_looked.wait()
        Round.objects.filter(pk=round_.pk).update(closed_at=None, closed_by=None)

    def carry_on_without_lock():
        assert next_round.why_not(rounds.fresh(round_)) == ""
        both_have_looked.wait()
        Round.objects.create(consultation=round_.consultation, ordinal=2, dispatch=dispatch)

    results = at_once(reopen_without_lock, carry_on_without_lock)

    assert [type(one) for one in results if isinstance(one, Exception)] == [IntegrityError]


def test_the_database_lets_one_round_of_a_matter_run():
    first = rounds.end(rounds.called(rounds.drafted("Lục Ngạn")), hanoi("10/8 08:00"))
    with pytest.raises(IntegrityError), transaction.atomic():
        Round.objects.bulk_create(
            [
                Round(consultation=first.consultation, ordinal=n, dispatch_id=first.dispatch_id)
                for n in (8, 9)
            ]
        )
