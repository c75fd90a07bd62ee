"""A draft that is thrown away stays to be read, and nothing becomes of it."""

import pytest

from dispatches.domain import approval, desk, discarding, drafting
from dispatches.domain.course import course
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
    submitted,
)
from tests.refusing import refused

pytestmark = pytest.mark.django_db


def discarded(dispatch: Dispatch | None = None) -> Dispatch:
    dispatch = dispatch or drafted()
    discarding.discard(dispatch, reason="  Không còn  cần. ", by=officer(), at=AT)
    return dispatch


def test_it_is_read_with_who_when_and_why():
    dispatch = discarded()
    assert (dispatch.state, dispatch.state_in_words) == ("discarded", "Đã bỏ dự thảo")
    last = course(dispatch)[-1]
    assert (last.text, last.at, last.by) == (
        "Bỏ dự thảo: Không còn cần.",
        AT,
        officer().full_name,
    )
    assert dispatch.versions.count() == 1


def test_nothing_becomes_of_it():
    dispatch = discarded()
    assert list(desk.in_writing(officer())) == []
    for act in (
        lambda: approval.submit(dispatch, by=officer(), at=AT),
        lambda: drafting.revise(dispatch, letter("V/v khác"), by=officer(), at=AT),
        lambda: drafting.draft(
            kind=dispatch.kind, letter=letter(), translates=dispatch, by=officer(), at=AT
        ),
        lambda: discarded(dispatch),
    ):
        with pytest.raises(DispatchRefused, match="«Đã bỏ dự thảo»"):
            act()


def test_its_translations_go_with_it():
    dispatch = drafted()
    translation = drafted(translates=dispatch)
    discarded(dispatch)
    translation.refresh_from_db()
    assert translation.state == "discarded"


def test_none_goes_while_a_translation_lies_with_the_leader():
    dispatch = drafted()
    submitted(translates=dispatch)
    with pytest.raises(DispatchRefused, match="«Chờ duyệt»"):
        discarded(dispatch)
    assert Dispatch.objects.get(pk=dispatch.pk).state == "draft"


@pytest.mark.parametrize("make", [submitted, approved, issued])
def test_what_lies_with_others_or_has_left_is_not_thrown_away(make):
    with pytest.raises(DispatchRefused, match="đang ở trạng thái"):
        discarded(make())


def test_what_was_returned_is():
    dispatch = approval.send_back(submitted(), reason="Chưa cần.", by=leader(), at=AT)
    assert discarded(dispatch).state == "discarded"


def test_without_a_reason_it_is_refused():
    with pytest.raises(DispatchRefused, match="lý do"):
        discarding.discard(drafted(), reason=" ", by=officer(), at=AT)


def test_the_database_keeps_it_as_it_was():
    rows = Dispatch.objects.filter(pk=discarded().pk)
    assert refused(lambda: rows.update(state="draft"))
    assert refused(lambda: rows.update(subject="V/v khác"))
    assert refused(lambda: rows._raw_delete(rows.db))


@pytest.mark.parametrize("make", [submitted, approved, issued])
def test_the_database_lets_only_a_draft_be_thrown_away(make):
    rows = Dispatch.objects.filter(pk=make().pk)
    emptied = dict.fromkeys(("number", "year", "date", "issued_at", "issued_by"))
    assert refused(lambda: rows.update(state="discarded", **emptied))
