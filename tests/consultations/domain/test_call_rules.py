"""The least time that a call gives, in working days, and the reason for a shorter one."""

import datetime as dt

import pytest

from accounts.models import AuditEvent
from consultations.domain import call_rules, readiness
from consultations.errors import ConsultationRefused
from deadlines.value import Deadline
from dispatches.errors import DispatchRefused
from tests.consultations import rounds
from tests.consultations.rounds import AT, wording

pytestmark = pytest.mark.django_db
SHORT = (
    "Thời hạn «trước ngày 09/8/2021» ngắn hơn 5 ngày làm việc; đề nghị lùi thời hạn hoặc ghi lý do."
)


def need(days):
    call_rules.set_minimum(days, by=rounds.person("administrator"), at=AT)


@pytest.mark.parametrize(
    ("last", "days", "short"),
    [
        # The letter leaves on Monday 02/8: that day does not count.
        (dt.date(2021, 8, 6), 4, False),
        (dt.date(2021, 8, 6), 5, True),
        (dt.date(2021, 8, 8), 5, True),  # Sunday adds nothing
        (dt.date(2021, 8, 9), 5, False),
        (dt.date(2021, 8, 3), 1, False),
        (dt.date(2021, 8, 2), 1, True),
        (dt.date(2021, 8, 2), 0, False),
    ],
)
def test_working_days_are_counted_from_the_day_after_the_letter(last, days, short):
    need(days)
    round_ = rounds.drafted(deadline=Deadline.before(last + dt.timedelta(days=1)))
    assert call_rules.is_too_short(round_, AT) is short


def test_the_minimum_is_three_days_until_the_department_says_otherwise():
    assert call_rules.minimum_days() == 3
    need(7)
    assert call_rules.minimum_days() == 7
    assert AuditEvent.objects.get(action="callrules.set").data == {"before": 3, "minimum_days": 7}


def test_a_short_call_is_not_submitted_without_a_reason():
    need(5)
    round_ = rounds.drafted()
    assert readiness.obstacles(round_, AT) == [SHORT]
    with pytest.raises((ConsultationRefused, DispatchRefused)):
        rounds.issued(round_)


def test_with_a_reason_it_leaves_and_the_leader_reads_why():
    rounds.office()
    need(5)
    round_ = rounds.drafted(wording=wording(short_reason="UBND tỉnh yêu cầu trước 10/8."))
    assert readiness.obstacles(round_, AT) == []
    matter = readiness.matter_of(round_.dispatch)
    assert matter.note == "Lý do thời hạn ngắn: UBND tỉnh yêu cầu trước 10/8."
    assert rounds.issued(round_).is_issued
