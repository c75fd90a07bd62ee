"""What a unit is asked, in the order in which it presses."""

import datetime as dt

import pytest

from consultations.domain.tasks_of_unit import calls_of
from deadlines.value import Deadline
from tests import factories
from tests.consultations import rounds
from tests.consultations.factories import LATE, called, draft_round, unit

pytestmark = pytest.mark.django_db


def test_owed_answers_come_first_by_deadline_then_answered_then_closed():
    own = unit()
    person = factories.officer_of(own)
    closed = called(own, person)
    rounds.end(closed.consultee.round, at=LATE)
    answered = called(own, person)
    answered.answer()
    later = called(own, person, deadline=Deadline.before(dt.date(2021, 9, 1)))
    sooner = called(own, person)
    found = [row.pk for row in calls_of(own)]
    assert found == [call.consultee.pk for call in (sooner, later, answered, closed)]


def test_a_round_in_preparation_is_not_shown():
    own = unit()
    draft_round(own)
    assert not calls_of(own).exists()


def test_another_units_call_is_not_shown():
    called()
    assert not calls_of(unit("Yên Dũng", rank=2)).exists()


def test_rows_take_the_same_number_of_queries(django_assert_num_queries):
    own = unit()
    person = factories.officer_of(own)
    for _ in range(3):
        called(own, person)
    with django_assert_num_queries(3):
        assert [(row.term, row.counted_response, row.round.title) for row in calls_of(own)]
