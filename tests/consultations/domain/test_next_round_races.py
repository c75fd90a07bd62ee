"""A closed round is opened again, or the next one is drafted: never both."""

import datetime as dt
from functools import partial

import pytest
from django.db import IntegrityError, transaction

from consultations.domain import reopening
from consultations.errors import ConsultationRefused
from consultations.models import Round
from deadlines.value import Deadline
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


def test_the_database_lets_one_round_of_a_matter_run():
    first = rounds.end(rounds.called(rounds.drafted("Lục Ngạn")), hanoi("10/8 08:00"))
    with pytest.raises(IntegrityError), transaction.atomic():
        Round.objects.bulk_create(
            [
                Round(consultation=first.consultation, ordinal=n, dispatch_id=first.dispatch_id)
                for n in (8, 9)
            ]
        )
