"""Runs of copies: begun from a list, and begun again where they failed."""

from dataclasses import replace

import pytest

from accounts.models import AuditEvent
from dispatches.addressees import Addressee, from_text
from dispatches.domain import handling, issuing, runs
from dispatches.enums import CopyState
from dispatches.errors import DispatchRefused
from dispatches.letter import Family
from dispatches.models import LetterCopy, LetterRun
from tests.dispatches.factories import AT, DAY, approved, book, clerk, issued, kind
from tests.dispatches.seed_letter import SEED

pytestmark = pytest.mark.django_db
LIST = from_text("UBND huyện Lục Ngạn\tThị trấn Chũ\nSở Y tế")


def test_a_run_has_a_waiting_copy_for_each_addressee():
    dispatch = issued()
    run = runs.start(dispatch, LIST, by=clerk(), at=AT)

    assert list(run.copies.values_list("ordinal", "addressee", "address", "state")) == [
        (1, "UBND huyện Lục Ngạn", "Thị trấn Chũ", "waiting"),
        (2, "Sở Y tế", "", "waiting"),
    ]
    assert (run.started_by, run.started_at, run.finished_at) == (clerk(), AT, None)
    assert runs.tally(run) == runs.Tally(made=0, failed=0, waiting=2)
    trace = AuditEvent.objects.get(action="dispatch.copies_started")
    assert (trace.object_id, trace.data) == (str(dispatch.pk), {"count": 2})


@pytest.mark.parametrize(
    ("addressees", "reason"), [([], "chưa có nơi nhận"), ([Addressee("A")] * 2, "trùng")]
)
def test_a_list_with_faults_is_refused(addressees, reason):
    with pytest.raises(DispatchRefused, match=reason):
        runs.start(issued(), addressees, by=clerk(), at=AT)
    assert not LetterRun.objects.exists()


def test_the_same_list_begins_one_run_only():
    dispatch = issued()
    runs.start(dispatch, LIST, by=clerk(), at=AT)
    with pytest.raises(DispatchRefused, match="đúng danh sách này"):
        runs.start(dispatch, LIST, by=clerk(), at=AT)
    runs.start(dispatch, LIST[:1], by=clerk(), at=AT)

    assert LetterCopy.objects.count() == 3
    assert AuditEvent.objects.filter(action="dispatch.copies_started").count() == 2


def test_before_issue_there_is_nothing_to_copy():
    with pytest.raises(DispatchRefused, match="không thực hiện được"):
        runs.start(approved(), LIST, by=clerk(), at=AT)


def test_of_paper_of_a_sheet_without_addressee_and_of_what_is_cancelled_nothing_is_copied():
    names = {"number": 1, "symbol": "S", "subject": "V/v", "by": clerk(), "at": AT}
    paper = issuing.register_paper(kind=kind(book("other")), date=DAY, **names)
    sheet = issued(letter=replace(SEED, family=Family.SHEET))
    cancelled = issued()
    handling.cancel(cancelled, reason="Gửi nhầm", by=clerk(), at=AT)
    for dispatch in (paper, sheet, cancelled):
        with pytest.raises(DispatchRefused, match="đã hủy, hoặc trên cổng không có trang"):
            runs.start(dispatch, LIST, by=clerk(), at=AT)


def finished_run(**states):
    run = runs.start(issued(), LIST, by=clerk(), at=AT)
    LetterRun.objects.update(finished_at=AT)
    run.copies.filter(ordinal=1).update(**states)
    return run


def test_failed_copies_wait_again():
    run = finished_run(state=CopyState.FAILED, problem="thiếu phông chữ")
    runs.retry(run, by=clerk(), at=AT)

    run.refresh_from_db()
    assert run.finished_at is None
    assert runs.tally(run) == runs.Tally(made=0, failed=0, waiting=2)
    assert AuditEvent.objects.get(action="dispatch.copies_retried").data == {"count": 1}
    with pytest.raises(DispatchRefused, match="Không có bản nào"):
        runs.retry(run, by=clerk(), at=AT)


def test_a_run_without_failures_stays_finished():
    run = finished_run()
    with pytest.raises(DispatchRefused, match="Không có bản nào"):
        runs.retry(run, by=clerk(), at=AT)

    run.refresh_from_db()
    assert run.finished_at == AT
