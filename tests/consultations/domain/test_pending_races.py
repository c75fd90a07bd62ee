"""A letter comes in while the round closes: it waits before, or is after. With a control."""

import threading
from functools import partial

import pytest

from consultations.domain import closing, pending
from consultations.enums import Outcome, Position
from consultations.errors import ConsultationRefused
from consultations.models import Consultee, PendingResponse, Response, Round
from dispatches.models import IncomingDocument
from tests.consultations import letters, rounds
from tests.consultations.rounds import hanoi
from tests.dispatches import factories
from tests.racing import at_once

pytestmark = pytest.mark.django_db(transaction=True)
OVER = hanoi("09/8 08:00")


@pytest.fixture
def called():
    return rounds.called(rounds.drafted("Lục Ngạn", "Sơn Động"))


def judged_though_waiting(round_):
    """Units with an outcome that were asked while open, and a letter that nobody entered."""
    return [
        unit.district.name
        for unit in round_.consultees.with_course().with_waiting_reply()
        if unit.outcome
    ]


def test_closing_and_a_letter_at_once_never_lose_the_letter(called):
    officer, leader = rounds.person("officer"), rounds.person("leader")
    rounds.person("clerk")
    closing.propose(called, by=officer, at=OVER)

    closed, document = at_once(
        partial(closing.confirm, called, by=leader, at=OVER),
        partial(letters.arrived, called, at=OVER),
    )

    assert isinstance(document, IncomingDocument)
    letter = PendingResponse.objects.get()
    entered = pending.settle(letter, _agreed(called), by=officer, at=OVER)
    if isinstance(closed, Round):  # the letter came after it
        assert entered.after_closing
        assert rounds.consultee(called, "Lục Ngạn").outcome == Outcome.DEEMED_AGREED
    else:
        assert isinstance(closed, ConsultationRefused)
        assert not entered.after_closing
        closing.close(called, by=officer, at=OVER)
        assert rounds.consultee(called, "Lục Ngạn").outcome == Outcome.AGREED


def test_a_letter_is_entered_by_one_of_several(called):
    letter, officer = letters.waiting(called), rounds.person("officer")
    answers = _agreed(called)

    results = at_once(
        *[partial(pending.settle, letter, answers, by=officer, at=OVER) for _ in range(4)],
        partial(pending.reject, letter, reason="Nhầm.", by=officer, at=OVER),
    )

    letter.refresh_from_db()
    kinds = {type(result) for result in results}
    if letter.state == "settled":
        assert Response.objects.count() == 1
        assert kinds == {Response, ConsultationRefused}
    else:
        assert not Response.objects.exists()
        assert kinds == {ConsultationRefused, type(None)}


def test_without_the_lock_a_unit_is_judged_over_its_letter(called):
    rounds.person("officer")
    document = factories.arrived()
    both_have_looked = threading.Barrier(2, timeout=20)

    at_once(
        partial(_close_without_lock, called, both_have_looked),
        partial(_receive_without_lock, called, document, both_have_looked),
    )

    assert judged_though_waiting(called) == ["Lục Ngạn"]
    assert not Response.objects.exists()


def _agreed(round_):
    return {content.pk: (Position.AGREE.value, "") for content in round_.contents.all()}


def _close_without_lock(round_, both_have_looked):
    """The way not to do it: ask what holds the round back, write the outcomes afterwards."""
    assert closing.why_not_yet(Round.objects.get(pk=round_.pk), OVER) == ""
    found = closing.proposals(Round.objects.get(pk=round_.pk), OVER)
    both_have_looked.wait()
    for one in found:
        Consultee.objects.filter(pk=one.consultee.pk).update(
            outcome=one.verdict.outcome,
            outcome_at=OVER,
            confirmed_by=rounds.person("leader") if one.deemed else None,
        )


def _receive_without_lock(round_, document, both_have_looked):
    """The way not to do it: ask whether the round is open, write the letter afterwards."""
    assert Round.objects.get(pk=round_.pk).closed_at is None
    both_have_looked.wait()
    unit = rounds.consultee(round_, "Lục Ngạn")
    PendingResponse.objects.create(consultee=unit, document=document, received_at=OVER)
