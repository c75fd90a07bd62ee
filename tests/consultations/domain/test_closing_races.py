"""Units submit while the round closes: counted, or marked. With a control that has no lock."""

import threading
from functools import partial
from uuid import uuid4

import pytest

from consultations.domain import answering, closing, drafts
from consultations.enums import Outcome
from consultations.errors import ConsultationRefused
from consultations.models import Consultee, Response, Round
from tests.consultations import rounds
from tests.consultations.rounds import AGREE, hanoi
from tests.racing import at_once

pytestmark = pytest.mark.django_db(transaction=True)
UNITS = tuple(f"Đơn vị {number}" for number in range(1, 7))
OVER = hanoi("09/8 08:00")


def written():
    """A round that is over; every unit has a draft that it could submit."""
    round_ = rounds.called(rounds.drafted(*UNITS))
    for name in UNITS:
        rounds.draft(rounds.consultee(round_, name), (AGREE, ""))
    return round_


def submit(unit):
    return answering.submit(
        unit,
        key=uuid4(),
        version=drafts.version_of(unit),
        late=True,
        by=rounds.staff(unit),
        clock=lambda: OVER,
    )


def contradictions(round_):
    """Units whose outcome does not fit their answer: counted and marked, or neither."""
    return [
        unit.district.name
        for unit in round_.consultees.with_course()
        if (unit.outcome == Outcome.AGREED) != answered_in_time_to_count(unit)
    ]


def answered_in_time_to_count(unit):
    return any(not response.after_closing for response in unit.responses.all())


def proposed():
    """The round written, with its end proposed to the leader: silence would be consent."""
    round_ = written()
    return closing.propose(round_, by=rounds.person("officer"), at=OVER)


def test_an_answer_given_while_the_round_closes_is_counted_or_marked():
    round_, by = proposed(), rounds.person("leader")
    units = [rounds.consultee(round_, name) for name in UNITS]

    results = at_once(
        *[partial(submit, unit) for unit in units[:3]],
        partial(closing.confirm, round_, by=by, at=OVER),
        *[partial(submit, unit) for unit in units[3:]],
    )

    assert [type(result) for result in results] == [Response] * 3 + [Round] + [Response] * 3
    assert contradictions(round_) == []
    numbers = Response.objects.order_by("receipt_number").values_list("receipt_number", flat=True)
    assert list(numbers) == list(range(1, len(UNITS) + 1))


def test_a_round_closed_by_several_at_once_is_closed_by_one():
    round_, by = proposed(), rounds.person("leader")

    results = at_once(*[partial(closing.confirm, round_, by=by, at=OVER) for _ in range(6)])

    kinds = sorted(type(result).__name__ for result in results)
    assert kinds == ["ConsultationRefused"] * 5 + ["Round"]
    assert all(isinstance(result, ConsultationRefused | Round) for result in results)


def test_without_the_lock_the_same_race_goes_wrong():
    round_ = written()
    unit = rounds.consultee(round_, UNITS[0])
    both_have_looked = threading.Barrier(2, timeout=20)

    at_once(
        partial(_submit_without_lock, unit, both_have_looked),
        partial(_close_without_lock, round_, both_have_looked),
    )

    assert contradictions(round_) == [UNITS[0]]


def _submit_without_lock(unit, both_have_looked):
    """The way not to do it: ask whether the round is closed, write the answer afterwards."""
    after_closing = Round.objects.get(pk=unit.round_id).closed_at is not None
    both_have_looked.wait()
    Response.objects.create(
        consultee=unit,
        version=1,
        key=uuid4(),
        received_at=OVER,
        term=unit.term,
        receipt_number=1,
        receipt_year=2021,
        draft_version=1,
        after_closing=after_closing,
        submitted_by=rounds.staff(unit),
    )


def _close_without_lock(round_, both_have_looked):
    """The way not to do it: look at the answers, write the outcomes afterwards."""
    found = closing.proposals(Round.objects.get(pk=round_.pk), OVER)
    both_have_looked.wait()
    for one in found:
        Consultee.objects.filter(pk=one.consultee.pk).update(
            outcome=one.verdict.outcome,
            outcome_at=OVER,
            confirmed_by=rounds.person("leader") if one.deemed else None,
        )
    Round.objects.filter(pk=round_.pk).update(closed_at=OVER)
