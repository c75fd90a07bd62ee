"""Four writers at one draft at the same moment: one saves. With a control that has no lock."""

from dataclasses import replace
from functools import partial
from threading import Barrier

import pytest

from dispatches.blocks import Paragraph
from dispatches.domain import pen, writing
from dispatches.errors import PenHeld
from dispatches.models import Dispatch, WritingLease
from tests.dispatches.factories import drafted, letter, officer, person
from tests.factories import AT
from tests.racing import at_once

pytestmark = pytest.mark.django_db(transaction=True)
OVER = AT + pen.LEASE
WRITERS = 4


def _writers():
    return [person("officer", f"nguoi-{n}") for n in range(WRITERS)]


def _text(by):
    return replace(letter(), blocks=(Paragraph.of(f"Bản của {by.username}."),))


def _save(pk, version, by, *, take_over=False, at=AT):
    dispatch = Dispatch.objects.get(pk=pk)
    writing.save(dispatch, _text(by), version=version, take_over=take_over, by=by, at=at)
    return by


def test_of_four_who_save_at_once_one_gets_the_free_pen():
    dispatch, writers = drafted(), _writers()

    results = at_once(*[partial(_save, dispatch.pk, dispatch.version, by) for by in writers])

    [winner] = [one for one in results if not isinstance(one, Exception)]
    assert {type(one) for one in results if isinstance(one, Exception)} == {PenHeld}
    assert WritingLease.objects.get().holder == winner
    assert Dispatch.objects.get().letter_digest == _text(winner).digest()
    assert dispatch.versions.count() == 2


def test_of_four_who_take_an_old_pen_at_once_one_gets_it():
    dispatch, writers = drafted(), _writers()
    pen.take(dispatch, by=officer(), at=AT)
    saves = [
        partial(_save, dispatch.pk, dispatch.version, by, take_over=True, at=OVER) for by in writers
    ]

    results = at_once(*saves)

    [winner] = [one for one in results if not isinstance(one, Exception)]
    assert {type(one) for one in results if isinstance(one, Exception)} == {PenHeld}
    assert WritingLease.objects.get().holder == winner


def test_looking_before_taking_all_four_believe_that_they_hold_it():
    """The control: who only looks whether the pen is old, and takes it then, has it with others."""
    dispatch, writers = drafted(), _writers()
    pen.take(dispatch, by=officer(), at=AT)
    all_have_looked = Barrier(WRITERS, timeout=20)

    def look_then_take(by):
        held = WritingLease.objects.get(dispatch_id=dispatch.pk)
        assert held.is_over(OVER)
        all_have_looked.wait()
        WritingLease.objects.filter(pk=held.pk).update(holder=by, until=OVER + pen.LEASE)
        return by

    assert at_once(*[partial(look_then_take, by) for by in writers]) == writers
