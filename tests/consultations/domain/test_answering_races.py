"""Many at once: one answer per key, and every answer either before the closing or after it."""

import threading
from functools import partial
from uuid import uuid4

import pytest

from consultations.domain import closing, drafts
from consultations.errors import DraftConflict
from consultations.models import Comment, Consultee, Draft, Response, Round
from tests.consultations.factories import IN_TIME, LATE, called
from tests.dispatches.factories import officer
from tests.racing import at_once

pytestmark = pytest.mark.django_db(transaction=True)
THREADS = 8


def test_eight_clicks_on_one_button_make_one_answer():
    call = called()
    version = call.save().version
    key = uuid4()
    results = at_once(*[partial(call.submit, key=key, version=version)] * THREADS)
    assert {response.pk for response in results} == {Response.objects.get().pk}


def test_eight_pages_with_keys_of_their_own_make_one_answer():
    call = called()
    version = call.save().version
    results = at_once(*[partial(call.submit, key=uuid4(), version=version) for _ in range(THREADS)])
    refused = [result for result in results if isinstance(result, DraftConflict)]
    assert (Response.objects.count(), len(refused)) == (1, THREADS - 1)


def test_of_eight_writers_of_one_version_one_wins_and_seven_are_told():
    call = called()

    def write(number):
        return drafts.save_draft(
            call.consultee, call.answers(c1=f"{number}."), version=0, by=call.person, at=IN_TIME
        )

    results = at_once(*[partial(write, number) for number in range(THREADS)])
    refused = [result for result in results if isinstance(result, DraftConflict)]
    assert (Draft.objects.get().version, len(refused)) == (1, THREADS - 1)


def test_what_is_saved_while_one_submits_is_either_sent_or_still_a_draft():
    call = called()
    version = call.save(c1="Một.").version

    def write():
        return drafts.save_draft(
            call.consultee, call.answers(c1="Hai."), version=version, by=call.person, at=IN_TIME
        )

    submitted, written = at_once(partial(call.submit, version=version), write)
    sent = Comment.objects.filter(content__ordinal=1).values_list("text", flat=True)
    if isinstance(submitted, DraftConflict):
        assert (list(sent), written.version) == ([], 2)
    else:
        assert (list(sent), type(written)) == (["Một."], DraftConflict)


def _outcome_is_true(call):
    """Whether the outcome says what the unit had answered when the round was closed."""
    answer = Response.objects.get()
    return call.fresh().outcome == ("no_reply" if answer.after_closing else "agreed")


def test_an_answer_is_either_in_the_outcome_or_marked_as_after_closing():
    call = called()
    version = call.save().version
    results = at_once(
        partial(call.submit, LATE, version=version, late=True),
        partial(closing.close, call.consultee.round, by=officer(), at=LATE),
    )
    assert [type(result) for result in results] == [Response, Round]
    assert _outcome_is_true(call)


def test_without_the_lock_the_outcome_and_the_answer_contradict_each_other():
    call = called()
    version = call.save().version
    judged, sent = threading.Event(), threading.Event()

    def close_without_lock():
        found = closing.proposals(call.consultee.round, LATE)
        judged.set()
        sent.wait(20)
        for proposal in found:
            outcome = proposal.verdict.outcome
            Consultee.objects.filter(pk=proposal.consultee.pk).update(
                outcome=outcome, outcome_at=LATE
            )
        Round.objects.update(closed_at=LATE)

    def submit():
        judged.wait(20)
        call.submit(LATE, version=version, late=True)
        sent.set()

    assert at_once(close_without_lock, submit) == [None, None]
    assert not _outcome_is_true(call)
