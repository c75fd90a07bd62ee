"""What is still told of agreements that are suspended or over, and what no longer."""

import datetime as dt

import pytest

from accounts import agenda
from accounts.agenda import Span
from deadlines.value import HANOI
from districts.domain import reports
from districts.domain.duties import tasks
from districts.enums import DutyState
from partners.agreement_enums import Position, Purpose, State
from partners.domain import agreement_acts, agreements, opinions
from partners.domain.agreement_reminders import due_reminders
from partners.domain.agreement_reports import open_reports
from partners.models import Agreement, Commitment
from tests.districts.factories import duty, submitted
from tests.factories import district, officer_of, signed_in, user
from tests.partners.courses import DAY, LATER, LETTER, brought_to, reply_all, step
from tests.partners.factories import agreement, partner

pytestmark = pytest.mark.django_db
FORTNIGHT = dt.timedelta(days=14)


def asked_again(made, purpose):
    told = {"on": DAY, "cites": LETTER, "seen": made.version}
    opinions.ask_again(made, purpose, **told, by=user("officer"), at=LATER)
    for opinion in Agreement.objects.get(pk=made.pk).opinions.filter(replied_on=None):
        told = {"on": DAY, "cites": LETTER, "by": user("officer", f"o{opinion.pk}"), "at": LATER}
        opinions.note_reply(opinion, Position.AGREE, **told)


def told_after(days):
    at = dt.datetime.combine(DAY + days, dt.time(8), HANOI)
    return {due.what.partition(":")[0] for due in due_reminders(at)}


def ended():
    made = brought_to(State.IN_FORCE)
    asked_again(made, Purpose.END)
    reply_all(made)
    return step(made, State.ENDED, on=DAY)


def test_that_it_has_ended_is_to_be_reported_and_stands_on_the_calendar():
    officer = user("officer", "lan")
    ended()
    assert told_after(FORTNIGHT) == {"agreement.report"}
    today = DAY + dt.timedelta(days=1)
    span = Span(person=officer, first=today, last=today + 2 * FORTNIGHT, today=today)
    assert any(entry.key.startswith("agreement.report") for entry in agenda.entries(span))


def test_the_suspension_of_an_agreement_of_the_paper_time_is_to_be_reported_too():
    made = agreement(district(), partner())
    made = Agreement.objects.get(pk=made.pk)
    asked_again(made, Purpose.SUSPEND)
    step(made, State.SUSPENDED, on=DAY)
    assert "agreement.report" in told_after(FORTNIGHT)


def test_what_was_promised_ends_with_the_agreement():
    made = ended()
    Commitment.objects.create(agreement=made, text="Trao đổi đoàn", due_on=DAY + FORTNIGHT)
    assert "commitment" not in told_after(FORTNIGHT)


def test_the_plan_after_a_signing_stays_with_its_report_when_the_agreement_is_over():
    unit = district()
    plan = duty(unit, after_signing=True)
    planned = brought_to(State.IN_FORCE, unit)
    key = f"thoa-thuan-{planned.pk}"
    reports.accept(submitted(plan, unit, key), by=user("leader"), at=LATER)
    asked_again(planned, Purpose.END)
    step(planned, State.ENDED, on=DAY)
    facts = agreements.Facts(title="Cũ", partner=planned.partner, district=unit)
    old = agreements.record_signed(
        facts, state=State.EXPIRED, ended_on=DAY, by=user("clerk"), at=LATER
    )
    assert {t.occurrence.key: t.state for t in tasks([unit], DAY)} == {
        key: DutyState.DONE,
        f"thoa-thuan-{old.pk}": DutyState.LAPSED,
    }
    assert [r.version for r in reports.versions(plan, unit, key)] == [1]


def test_the_unit_reads_who_got_the_report_and_the_copy_and_what_was_not_sent():
    unit = district()
    made = brought_to(State.SIGNED, unit)
    report = next(open_reports(made))
    told = {"on": DAY, "cites": LETTER, "seen": made.version, "by": user("leader"), "at": LATER}
    agreement_acts.note_report(made, report.key, **told)
    page = signed_in(officer_of(unit)).get(f"/doi-tac/thoa-thuan/don-vi/{made.pk}/").text
    assert "Báo cáo việc ký: UBND tỉnh" in page
    assert page.count("Đã gửi ngày 06/9/2021") == 1
    assert "Gửi bản sao thỏa thuận đã ký: Sở Ngoại vụ" in page
    assert page.count("Chưa gửi") == 1
    assert "Ghi đã gửi" not in page
