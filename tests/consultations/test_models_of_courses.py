"""The database refuses what no rule allows where a round ends, opens again or goes on."""

import pytest

from consultations.domain import reopening
from consultations.models import (
    CallRules,
    Comment,
    Consultee,
    Reopening,
    Response,
    Round,
    TextChange,
)
from tests.consultations import consolidations, rounds
from tests.consultations.rounds import BUT, LATER, hanoi
from tests.consultations.test_models import another, change, refused, stays

pytestmark = pytest.mark.django_db
OVER, NOW = hanoi("09/8 08:00"), hanoi("11/8 08:00")


@pytest.fixture
def called():
    return rounds.called(rounds.drafted("Lục Ngạn", "Sơn Động"))


@pytest.fixture
def reopened(called):
    rounds.end(called, at=OVER)
    rounds.answer(rounds.consultee(called, "Lục Ngạn"), at=hanoi("10/8 08:00"))
    return reopening.reopen(
        called, deadline=LATER, reason="Bổ sung.", by=rounds.person("leader"), at=NOW
    )


def test_consent_by_silence_has_somebody_who_confirmed_it(called):
    name = "consultations_consultee_consent_confirmed"
    assert refused(name, change(Consultee, outcome="deemed_agreed", outcome_at=OVER))
    leader = rounds.person("leader")
    assert refused(name, change(Consultee, outcome="agreed", outcome_at=OVER, confirmed_by=leader))


@pytest.mark.parametrize(
    ("constraint", "fields"),
    [
        ("consultations_round_proposed_by", {"proposed_at": OVER}),
        ("consultations_round_cancelled_why", {"cancelled_at": OVER}),
        ("consultations_round_cancelled_why", {"cancel_reason": "x"}),
    ],
)
def test_acts_on_a_round_say_by_whom_and_why(called, constraint, fields):
    assert refused(constraint, change(Round, **fields))


def test_a_round_is_closed_or_cancelled_and_not_both(called):
    fields = {"cancelled_at": OVER, "cancelled_by": rounds.person("leader"), "cancel_reason": "x"}
    assert refused(
        "consultations_round_closed_or_cancelled", change(Round, closed_at=OVER, **fields)
    )


def test_a_reopening_stays(reopened):
    assert stays("a reopening is never changed or deleted", change(Reopening, reason="Khác."))
    assert stays(
        "a reopening is never changed or deleted",
        lambda: Reopening.objects.filter(pk=reopened.pk)._raw_delete("default"),
    )


def test_a_reopening_has_its_reason_its_order_and_is_one(reopened):
    assert refused("consultations_reopening_once", another(reopened))
    assert refused(
        "consultations_reopening_has_reason", another(reopened, closed_at=NOW, reason="")
    )
    assert refused(
        "consultations_reopening_after_closing",
        another(reopened, closed_at=hanoi("12/8 08:00"), reason="x"),
    )


def test_an_answer_is_readmitted_once_and_only_if_it_was_shut_out(reopened):
    message = "an answer is readmitted once"
    assert stays(message, change(Response, readmitted_by=None))
    rounds.answer(rounds.consultee(reopened.round, "Sơn Động"), at=NOW)
    in_time = Response.objects.filter(after_closing=False)
    assert stays(message, lambda: in_time.update(readmitted_by=reopened))


def test_a_change_of_text_is_noted_once_and_says_what(called):
    rounds.answer(rounds.consultee(called, "Lục Ngạn"), (BUT, "Bổ sung."))
    ended = rounds.end(called, at=OVER)
    consolidations.accepted(ended)
    following = rounds.carried_on(ended, at=OVER)
    noted = consolidations.changed(following, Comment.objects.get(text="Bổ sung."))
    assert refused("consultations_textchange_once", another(noted))
    assert refused("consultations_textchange_says_what", change(TextChange, note=""))


def test_the_rules_for_calls_are_one():
    assert refused("consultations_callrules_one", lambda: CallRules.objects.create(only=False))
