"""The same draft asked for twice, also at the same moment."""

from functools import partial

import pytest

from dispatches.domain.drafting import draft_once, revise
from dispatches.models import Dispatch
from tests.dispatches.factories import AT, kind, leader, letter, officer
from tests.racing import at_once


@pytest.mark.django_db
def test_the_same_text_is_begun_once_by_a_person_and_anew_when_it_was_worked_on():
    asked = {"kind": kind(), "letter": letter(), "at": AT}
    first, second = (draft_once(**asked, by=officer()) for _press in range(2))
    assert first == second
    assert draft_once(**asked, by=leader()) != first
    assert draft_once(**asked | {"letter": letter("V/v khác")}, by=officer()) != first
    revise(first, letter("V/v đã sửa"), by=officer(), at=AT)
    assert draft_once(**asked, by=officer()) != first


@pytest.mark.django_db(transaction=True)
def test_two_presses_at_the_same_moment_make_one():
    press = partial(draft_once, kind=kind(), letter=letter(), by=officer(), at=AT)
    first, second = at_once(press, press)
    assert first == second == Dispatch.objects.get()
