"""Submission, approval, return."""

import pytest

from accounts.models import AuditEvent
from dispatches.domain import approval, drafting
from dispatches.errors import DispatchRefused
from dispatches.models import Dispatch
from tests.dispatches.factories import (
    AT,
    approved,
    drafted,
    issued,
    leader,
    letter,
    officer,
    person,
    submitted,
)

pytestmark = pytest.mark.django_db


def test_an_approval_names_the_text_it_is_for():
    dispatch = approved()
    assert (dispatch.state, dispatch.approved_by, dispatch.approved_at) == (
        "approved",
        leader(),
        AT,
    )
    assert dispatch.approved_digest == letter().digest()


def test_a_text_that_changed_meanwhile_is_not_approved():
    dispatch = submitted()
    read = dispatch.letter_digest
    drafting.revise(dispatch, letter("V/v khác"), by=officer(), at=AT)
    approval.submit(dispatch, by=officer(), at=AT)
    with pytest.raises(DispatchRefused, match="Nội dung đã thay đổi"):
        approval.approve(dispatch, digest=read, by=leader(), at=AT)
    dispatch.refresh_from_db()
    assert dispatch.state == "submitted"


def test_nobody_approves_what_he_drafted():
    dispatch = approval.submit(drafted(by=leader()), by=officer(), at=AT)
    with pytest.raises(DispatchRefused, match="không tự duyệt"):
        approval.approve(dispatch, digest=dispatch.letter_digest, by=leader(), at=AT)


def test_nobody_approves_what_he_edited():
    dispatch = drafting.revise(drafted(), letter("V/v khác"), by=leader(), at=AT)
    approval.submit(dispatch, by=officer(), at=AT)
    with pytest.raises(DispatchRefused, match="không tự duyệt"):
        approval.approve(dispatch, digest=dispatch.letter_digest, by=leader(), at=AT)


def test_nobody_approves_what_he_submitted():
    dispatch = approval.submit(drafted(), by=leader(), at=AT)
    with pytest.raises(DispatchRefused, match="không tự duyệt"):
        approval.approve(dispatch, digest=dispatch.letter_digest, by=leader(), at=AT)


@pytest.mark.parametrize("make", [submitted, approved])
def test_a_return_says_why_and_drops_the_approval(make):
    dispatch = approval.send_back(make(), reason="  Sửa đoạn 2.\x00 ", by=leader(), at=AT)
    assert (dispatch.state, dispatch.return_reason) == ("draft", "Sửa đoạn 2.")
    assert (dispatch.submitted_by, dispatch.approved_by) == (None, None)
    trace = AuditEvent.objects.get(action="dispatch.returned")
    assert trace.data == {"reason": "Sửa đoạn 2."}


def test_the_reason_stays_until_the_next_submission():
    dispatch = approval.send_back(submitted(), reason="Sửa đoạn 2.", by=leader(), at=AT)
    drafting.revise(dispatch, letter("V/v khác"), by=officer(), at=AT)
    assert dispatch.return_reason == "Sửa đoạn 2."
    approval.submit(dispatch, by=officer(), at=AT)
    assert dispatch.return_reason == ""


@pytest.mark.parametrize("reason", ["", "  \n ", "\x00"])
def test_a_return_without_a_reason_is_refused(reason):
    with pytest.raises(DispatchRefused, match="lý do trả lại"):
        approval.send_back(submitted(), reason=reason, by=leader(), at=AT)


def _submit(dispatch: Dispatch) -> None:
    approval.submit(dispatch, by=officer(), at=AT)


def _approve(dispatch: Dispatch) -> None:
    approval.approve(dispatch, digest=dispatch.letter_digest, by=leader(), at=AT)


def _send_back(dispatch: Dispatch) -> None:
    approval.send_back(dispatch, reason="Sửa.", by=leader(), at=AT)


@pytest.mark.parametrize(
    ("act", "make"),
    [
        (_submit, submitted),
        (_submit, approved),
        (_submit, issued),
        (_approve, drafted),
        (_approve, approved),
        (_approve, issued),
        (_send_back, drafted),
        (_send_back, issued),
    ],
)
def test_an_act_out_of_turn_is_refused(act, make):
    dispatch = make()
    before = (dispatch.state, dispatch.version)
    with pytest.raises(DispatchRefused, match="không thực hiện được"):
        act(dispatch)
    dispatch.refresh_from_db()
    assert (dispatch.state, dispatch.version) == before


def test_of_approval_and_return_at_once_the_second_is_refused():
    mine = submitted()
    theirs = Dispatch.objects.get(pk=mine.pk)
    _send_back(mine)
    with pytest.raises(DispatchRefused, match="người khác thay đổi"):
        approval.approve(theirs, digest=theirs.letter_digest, by=person("leader", "deputy"), at=AT)
    assert Dispatch.objects.get(pk=mine.pk).state == "draft"
