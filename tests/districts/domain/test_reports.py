"""Reports on duties: drafted, sent, decided once; what was sent stays as it was."""

import datetime as dt

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from accounts.actors import SYSTEM
from accounts.models import AuditEvent
from dispatches.uploads import Upload
from districts.domain import reports
from districts.domain.duties import tasks
from districts.domain.duty_reminders import due_reminders
from districts.enums import DutyState, ReportState
from districts.errors import DistrictRefused
from districts.models import DutyDecision, DutyReport, DutyWithdrawal
from tests.districts.factories import UPLOAD, draft, duty, programme, submitted, task_of
from tests.factories import AT, DAY, district, officer_of, user

pytestmark = pytest.mark.django_db
DUE = dt.date(2021, 12, 31)
LATER = AT + dt.timedelta(days=1)


@pytest.fixture
def unit():
    return district()


@pytest.fixture
def plan(unit):
    return duty(unit, due=DUE)


def test_a_report_is_drafted_sent_and_accepted(unit, plan):
    by, officer = officer_of(unit), user()
    report = draft(plan, unit, by=by, uploads=[UPLOAD])
    reports.submit(report, by=by, at=AT)
    reports.accept(report, note="Đầy đủ.", by=officer, at=LATER)

    decision = report.decision
    assert (report.state, report.version, report.submitted_by) == (ReportState.ACCEPTED, 1, by)
    assert (decision.outcome, decision.reason, decision.decided_by) == (
        ReportState.ACCEPTED,
        "Đầy đủ.",
        officer,
    )
    assert task_of(plan, unit).state == DutyState.DONE
    actions = AuditEvent.objects.order_by("pk").values_list("action", flat=True)
    assert [*actions][-3:] == ["report.saved", "report.submitted", "report.accepted"]


def test_a_returned_report_is_followed_by_a_version_with_its_text_and_files(unit, plan):
    by = officer_of(unit)
    first = draft(plan, unit, by=by, uploads=[UPLOAD])
    reports.submit(first, by=by, at=AT)
    reports.send_back(first, reason="Thiếu kinh phí.", by=user(), at=AT)
    assert task_of(plan, unit).state == DutyState.RETURNED

    second = draft(plan, unit, by=by, text="Đã bổ sung kinh phí.")

    assert (second.version, second.text) == (2, "Đã bổ sung kinh phí.")
    assert [kept.name for kept in second.files.all()] == [UPLOAD.name]
    first.refresh_from_db()
    assert (first.state, first.text) == (ReportState.RETURNED, "Đã ban hành Kế hoạch.")


def test_two_people_do_not_write_over_each_other(unit, plan):
    draft(plan, unit)
    draft(plan, unit, text="một", edition=1)
    with pytest.raises(DistrictRefused, match="vừa được người khác sửa"):
        draft(plan, unit, text="hai", edition=1)
    assert DutyReport.objects.get().text == "một"


def test_who_begins_second_is_told(unit, plan):
    seen = task_of(plan, unit)
    draft(plan, unit)
    with pytest.raises(DistrictRefused, match="vừa bắt đầu"):
        reports.save(seen, text="hai", edition=0, by=user(), at=AT)


@pytest.mark.parametrize(
    ("act", "said"),
    [
        (lambda sent, task: reports.submit(sent, by=user(), at=AT), "đã được gửi"),
        (
            lambda sent, task: reports.save(task, text="x", edition=1, by=user(), at=AT),
            "đã được gửi",
        ),
        (
            lambda sent, task: reports.detach(sent.files.get(), by=user(), at=AT),
            "không bỏ tệp được nữa",
        ),
        (lambda sent, task: reports.send_back(sent, reason=" ", by=user(), at=AT), "lý do"),
    ],
)
def test_a_sent_report_stays(unit, plan, act, said):
    sent = submitted(plan, unit, uploads=[UPLOAD])
    with pytest.raises(DistrictRefused, match=said):
        act(sent, task_of(plan, unit))
    assert (DutyReport.objects.get().state, sent.files.count()) == (ReportState.SUBMITTED, 1)


def test_nothing_is_sent_without_a_word(unit, plan):
    with pytest.raises(DistrictRefused, match="ghi kết quả"):
        submitted(plan, unit, text=" ")


def test_a_report_is_decided_once(unit, plan):
    sent = submitted(plan, unit)
    stale = DutyReport.objects.get(pk=sent.pk)
    reports.send_back(sent, reason="Thiếu.", by=user(), at=AT)
    with pytest.raises(DistrictRefused, match="không còn chờ"):
        reports.accept(stale, by=user(username="b"), at=AT)
    assert DutyDecision.objects.get().outcome == ReportState.RETURNED


def test_the_eleventh_file_is_refused_and_nothing_of_it_kept(unit, plan):
    many = [Upload(f"{n}.pdf", b"%PDF-" + bytes([n]), UPLOAD.media_type) for n in range(11)]
    with pytest.raises(DistrictRefused, match="tối đa 10 tệp"):
        draft(plan, unit, uploads=many)
    assert not DutyReport.objects.exists()


@pytest.mark.parametrize(
    "change",
    [
        {"text": "khác"},
        {"state": ReportState.DRAFT},
        {"version": 5},
        {"submitted_at": LATER},
    ],
)
def test_the_database_keeps_what_was_sent(unit, plan, change):
    submitted(plan, unit)
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        DutyReport.objects.update(**change)


@pytest.mark.parametrize("model", [DutyReport, DutyDecision])
def test_the_database_deletes_neither_reports_nor_decisions(unit, plan, model):
    reports.accept(submitted(plan, unit), by=user(), at=AT)
    rows = model.objects.all()
    with pytest.raises(DatabaseError, match="never changed or deleted"), transaction.atomic():
        rows._raw_delete(rows.db)


def test_the_database_keeps_decisions(unit, plan):
    reports.send_back(submitted(plan, unit), reason="Thiếu.", by=user(), at=AT)
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        DutyDecision.objects.update(reason="khác")
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        DutyReport.objects.update(state=ReportState.ACCEPTED)


@pytest.mark.parametrize(
    "row",
    [
        {"state": "lost"},
        {"state": "submitted", "submitted_at": AT, "text": ""},
        {"state": "submitted", "submitted_at": None, "text": "x"},
        {"state": "draft", "submitted_at": AT},
    ],
)
def test_the_database_refuses_reports_that_cannot_be(unit, plan, row):
    facts = {"duty": plan, "district": unit, "occurrence": "mot-lan", "edited_at": AT}
    with pytest.raises(IntegrityError), transaction.atomic():
        DutyReport.objects.create(**facts | row)


def test_the_database_allows_one_live_report_for_each_time(unit, plan):
    draft(plan, unit)
    facts = {"duty": plan, "district": unit, "occurrence": "mot-lan", "edited_at": AT}
    with pytest.raises(IntegrityError), transaction.atomic():
        DutyReport.objects.create(version=2, **facts)


@pytest.mark.parametrize(
    ("day", "written", "expected"),
    [
        (DUE, None, (DutyState.OPEN, False)),
        (DUE + dt.timedelta(days=1), None, (DutyState.OVERDUE, True)),
        (DUE + dt.timedelta(days=1), "draft", (DutyState.OVERDUE, True)),
        (DUE + dt.timedelta(days=1), "submitted", (DutyState.WAITING, False)),
        (DUE + dt.timedelta(days=1), "accepted", (DutyState.DONE, False)),
        (DUE + dt.timedelta(days=1), "returned", (DutyState.RETURNED, True)),
        (DUE, "returned", (DutyState.RETURNED, False)),
    ],
)
def test_how_a_duty_stands_on_a_day(unit, plan, day, written, expected):
    report = None if written is None else draft(plan, unit)
    if written not in (None, "draft"):
        reports.submit(report, by=user(), at=AT)
    if written == "accepted":
        reports.accept(report, by=user(username="b"), at=AT)
    if written == "returned":
        reports.send_back(report, reason="Thiếu.", by=user(username="b"), at=AT)
    found = task_of(plan, unit, day=day)
    assert (found.state, found.is_late) == expected


@pytest.mark.parametrize("count", [1, 4])
def test_all_duties_are_read_with_as_many_questions(django_assert_num_queries, count):
    units = [district(f"Huyện {n}", code=f"u{n}", rank=n) for n in range(1, count + 1)]
    under = programme()
    for number in range(count):
        asked = duty(*units, under=under, text=f"Nhiệm vụ {number}", due=DAY)
        for unit in units:
            submitted(asked, unit)
    duty(*units, under=under, after_signing=True)
    with django_assert_num_queries(4):  # transfers, signings, reports, duties
        assert len(tasks(units, DAY)) == count * count


class TestWithdrawal:
    """A mistaken acceptance is taken back: the report goes to its unit again and is kept."""

    @pytest.fixture
    def accepted(self, unit, plan):
        report = submitted(plan, unit)
        reports.accept(report, note="Đủ.", by=SYSTEM, at=LATER)
        return report

    def test_it_goes_back_with_a_reason_and_both_decisions_stay(self, unit, plan, accepted):
        officer, then = user("officer"), LATER + dt.timedelta(days=1)
        reports.withdraw_acceptance(accepted, reason="Nhầm đơn vị.", by=officer, at=then)

        now = task_of(plan, unit)
        assert (now.state, now.report.state) == (DutyState.RETURNED, ReportState.RETURNED)
        (told,) = reports.versions(plan, unit, "mot-lan")
        assert (told.decision.outcome, told.decision.reason) == (ReportState.ACCEPTED, "Đủ.")
        assert (told.taken_back.reason, told.taken_back.decided_by) == ("Nhầm đơn vị.", officer)
        event = AuditEvent.objects.latest("pk")
        assert (event.action, event.data) == (
            "report.acceptance_withdrawn",
            {"reason": "Nhầm đơn vị."},
        )
        second = draft(plan, unit, text="Báo cáo đúng.")
        assert (second.version, second.state) == (2, ReportState.DRAFT)

    def test_what_was_counted_before_it_stays_counted(self, unit, accepted):
        then = LATER + dt.timedelta(days=1)
        reports.withdraw_acceptance(accepted, reason="Nhầm.", by=user("officer"), at=then)
        moments = (LATER, then, then + dt.timedelta(seconds=1), None)
        stood = [tasks([unit], DAY, until=moment)[0].state for moment in moments]
        assert stood == [
            DutyState.WAITING,
            DutyState.DONE,
            DutyState.RETURNED,
            DutyState.RETURNED,
        ]

    def test_it_wants_a_reason_and_an_acceptance(self, unit, plan, accepted):
        with pytest.raises(DistrictRefused, match="lý do rút lại"):
            reports.withdraw_acceptance(accepted, reason=" ", by=user("officer"), at=LATER)
        reports.withdraw_acceptance(accepted, reason="Nhầm.", by=user("officer", "o2"), at=LATER)
        with pytest.raises(DistrictRefused, match="không ở trạng thái đã chấp nhận"):
            reports.withdraw_acceptance(
                accepted, reason="Nhầm.", by=user("officer", "o3"), at=LATER
            )
        assert DutyWithdrawal.objects.count() == 1

    def test_the_unit_is_told_and_reads_why(self, unit, accepted):
        person = officer_of(unit)
        reports.withdraw_acceptance(accepted, reason="Nhầm.", by=user("officer"), at=LATER)
        told = [due for due in due_reminders(LATER) if due.what == f"report:{accepted.pk}"]
        assert [(due.to, due.stage, due.on) for due in told] == [(person, "returned", LATER.date())]

    def test_the_database_refuses_what_cannot_be(self, unit, plan, accepted):
        sent = submitted(duty(unit, due=DUE), unit)
        for act in (
            lambda: DutyReport.objects.filter(pk=accepted.pk).update(state="returned"),
            lambda: DutyWithdrawal.objects.create(report=sent, reason="x", decided_at=AT),
            lambda: DutyWithdrawal.objects.create(report=accepted, reason="", decided_at=AT),
        ):
            with pytest.raises(DatabaseError), transaction.atomic():
                act()
        reports.withdraw_acceptance(accepted, reason="Nhầm.", by=user("officer"), at=LATER)
        for change in (
            lambda: DutyWithdrawal.objects.update(reason="khác"),
            lambda: DutyWithdrawal.objects.all().delete(),
            lambda: DutyReport.objects.filter(pk=accepted.pk).update(state="accepted"),
            lambda: DutyReport.objects.filter(pk=accepted.pk).update(text="khác"),
        ):
            with pytest.raises(DatabaseError), transaction.atomic():
                change()


def test_what_is_kept_doing_is_reported_each_year_and_the_earlier_report_stays(unit):
    standing = duty(unit, text="Phổ biến, quán triệt")
    first = submitted(standing, unit, "thuong-xuyen-2021")
    reports.accept(first, by=user(), at=LATER)

    def told(day):
        return [(t.occurrence.key, t.state, t.is_late) for t in tasks([unit], day)]

    done = ("thuong-xuyen-2021", DutyState.DONE, False)
    assert told(DUE) == [done]
    assert told(dt.date(2022, 6, 1)) == [done, ("thuong-xuyen-2022", DutyState.OPEN, False)]
    assert first.occurrence_label == "thường xuyên, năm 2021"
