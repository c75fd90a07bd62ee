"""The submission leaves, or its table is opened again: never both. With a control."""

import threading
from functools import partial

import pytest

from consultations.domain import answer_letters, consolidating
from consultations.errors import ConsultationRefused
from consultations.models import Consolidation
from dispatches import guards
from dispatches.domain import approval, issuing
from dispatches.enums import DispatchState
from dispatches.errors import DispatchRefused
from dispatches.models import Dispatch
from tests.consultations import consolidations, rounds
from tests.consultations.consolidations import LATER
from tests.racing import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def approved():
    """A complete table, and its submission approved and ready to be issued."""
    table = consolidations.completed()
    consolidations.kind_of_submission()
    officer, leader = rounds.person("officer"), rounds.person("leader")
    made = answer_letters.draft_submission(table, (), by=officer, at=LATER)
    approval.submit(made, by=officer, at=LATER)
    approval.approve(made, digest=made.letter_digest, by=leader, at=LATER)
    rounds.person("clerk")
    return table, made


def issue(made):
    clerk = rounds.person("clerk")
    return issuing.issue(made, number=None, date=LATER.date(), by=clerk, at=LATER)


def stands(table, made):
    table.refresh_from_db()
    made.refresh_from_db()
    return (made.state == DispatchState.ISSUED, table.completed_at is not None)


def test_what_has_left_is_complete():
    table, made = approved()
    officer = rounds.person("officer")

    results = at_once(
        partial(consolidating.reopen, table, reason="Sửa.", by=officer, at=LATER),
        partial(issue, made),
    )

    refused = [one for one in results if isinstance(one, ConsultationRefused | DispatchRefused)]
    assert len(refused) == 1
    assert stands(table, made) in {(True, True), (False, False)}


def test_without_the_lock_a_submission_leaves_with_a_table_that_is_open():
    table, made = approved()
    both_have_looked, opened = threading.Barrier(2, timeout=20), threading.Event()
    clerk = rounds.person("clerk")

    def reopen_without_lock():
        assert consolidating.why_not_reopened(Consolidation.objects.get(pk=table.pk)) == ""
        both_have_looked.wait()
        rows = Consolidation.objects.filter(pk=table.pk)
        rows.update(completed_at=None, completed_by=None)
        opened.set()

    def issue_without_lock():
        assert guards.reasons(made, LATER) == []
        both_have_looked.wait()
        assert opened.wait(20)
        Dispatch.objects.filter(pk=made.pk).update(
            state=DispatchState.ISSUED,
            number=9,
            year=2021,
            date=LATER.date(),
            issued_by=clerk,
            issued_at=LATER,
        )

    results = at_once(reopen_without_lock, issue_without_lock)

    assert results == [None, None]
    assert stands(table, made) == (True, False)
