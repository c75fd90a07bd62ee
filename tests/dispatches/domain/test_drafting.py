"""Drafting: what an edit drops and what it leaves."""

from dataclasses import replace

import pytest

from accounts.models import AuditEvent
from dispatches.domain import drafting
from dispatches.enums import DispatchState
from dispatches.errors import DispatchRefused
from dispatches.models import SUBJECT_LIMIT, Dispatch
from tests.dispatches.factories import (
    AT,
    DAY,
    approved,
    drafted,
    issued,
    letter,
    officer,
    submitted,
)

pytestmark = pytest.mark.django_db


def test_a_draft_is_its_letter_without_number():
    dispatch = drafted()
    assert dispatch.letter == letter().to_json()
    assert dispatch.letter_digest == letter().digest()
    assert dispatch.full_number == "…/SNgV-NV"
    assert (dispatch.state, dispatch.created_by, dispatch.version) == ("draft", officer(), 1)


@pytest.mark.parametrize("make", [drafted, submitted, approved])
def test_an_edit_takes_the_dispatch_back_to_a_draft(make):
    dispatch = drafting.revise(make(), letter("V/v khác"), by=officer(), at=AT)
    assert dispatch.state == DispatchState.DRAFT
    assert (dispatch.submitted_by, dispatch.submitted_at) == (None, None)
    assert (dispatch.approved_by, dispatch.approved_at, dispatch.approved_digest) == (
        None,
        None,
        "",
    )
    assert dispatch.subject == "V/v khác"
    assert dispatch.letter_digest == letter("V/v khác").digest()


@pytest.mark.parametrize("make", [drafted, submitted, approved])
def test_the_same_text_again_changes_nothing(make):
    dispatch = make()
    before = (dispatch.state, dispatch.version, AuditEvent.objects.count())
    drafting.revise(dispatch, letter(), by=officer(), at=AT)
    dispatch.refresh_from_db()
    assert (dispatch.state, dispatch.version, AuditEvent.objects.count()) == before


def test_an_issued_dispatch_is_not_edited():
    with pytest.raises(DispatchRefused, match="Đã ban hành"):
        drafting.revise(issued(), letter("V/v khác"), by=officer(), at=AT)


def test_of_two_edits_of_one_version_the_second_is_refused():
    mine = drafted()
    theirs = Dispatch.objects.get(pk=mine.pk)
    drafting.revise(mine, letter("V/v một"), by=officer(), at=AT)
    with pytest.raises(DispatchRefused, match="người khác thay đổi"):
        drafting.revise(theirs, letter("V/v hai"), by=officer(), at=AT)
    mine.refresh_from_db()
    assert mine.subject == "V/v một"


def test_a_draft_has_no_number():
    with pytest.raises(ValueError, match="neither number nor date"):
        drafted(letter=replace(letter(), number=7, date=DAY))


def test_the_subject_has_a_limit():
    assert drafted(letter=letter("x" * SUBJECT_LIMIT)).subject == "x" * SUBJECT_LIMIT
    with pytest.raises(DispatchRefused, match="dài 501 ký tự, quá 500"):
        drafted(letter=letter("x" * (SUBJECT_LIMIT + 1)))


def test_search_needs_no_marks():
    dispatch = issued(number=7)
    assert dispatch.search_key.startswith("07/sngv-nv v/v de nghi tham gia y kien")


def test_each_act_leaves_its_trace():
    dispatch = drafted()
    drafting.revise(dispatch, letter("V/v khác"), by=officer(), at=AT)
    assert list(AuditEvent.objects.order_by("id").values_list("action", "data")) == [
        ("dispatch.drafted", {"digest": letter().digest()}),
        ("dispatch.revised", {"digest": letter("V/v khác").digest(), "dropped": "draft"}),
    ]
