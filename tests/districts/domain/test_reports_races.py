"""Several people at one report at the same moment: one of them wins, the others are told."""

from functools import partial

import pytest

from districts.domain import reports
from districts.enums import ReportState
from districts.errors import DistrictRefused
from districts.models import DutyDecision, DutyReport
from tests.districts.factories import draft, duty, submitted, task_of
from tests.factories import AT, district, user
from tests.racing import at_once

pytestmark = pytest.mark.django_db(transaction=True)
THREADS = 6


@pytest.fixture
def unit():
    return district()


@pytest.fixture
def plan(unit):
    return duty(unit)


def told(results):
    """How many were refused; whatever else went wrong fails the test."""
    errors = [result for result in results if isinstance(result, Exception)]
    assert [error for error in errors if not isinstance(error, DistrictRefused)] == []
    return len(errors)


def test_a_report_accepted_and_returned_at_once_is_decided_once(unit, plan):
    key = submitted(plan, unit, "thuong-xuyen-2021").pk
    by = user()

    def accept():
        reports.accept(DutyReport.objects.get(pk=key), by=by, at=AT)

    def send_back():
        reports.send_back(DutyReport.objects.get(pk=key), reason="Thiếu.", by=by, at=AT)

    assert told(at_once(*[accept, send_back] * (THREADS // 2))) == THREADS - 1
    assert DutyDecision.objects.get().outcome == DutyReport.objects.get().state


def test_a_draft_saved_at_once_is_saved_once(unit, plan):
    draft(plan, unit, "thuong-xuyen-2021")
    seen, by = task_of(plan, unit, "thuong-xuyen-2021"), user()
    texts = [f"lời {number}" for number in range(THREADS)]
    saves = [partial(reports.save, seen, text=t, edition=1, by=by, at=AT) for t in texts]
    assert told(at_once(*saves)) == THREADS - 1
    assert DutyReport.objects.get().edition == 2


def test_a_report_begun_at_once_is_there_once(unit, plan):
    seen, by = task_of(plan, unit, "thuong-xuyen-2021"), user()
    begin = partial(reports.save, seen, text="x", edition=0, by=by, at=AT)
    assert told(at_once(*[begin] * THREADS)) == THREADS - 1
    assert DutyReport.objects.get().state == ReportState.DRAFT
