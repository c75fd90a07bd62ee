"""Clocks: working days with Tết and make-up days, reports, renewal, expiry; re-armed when moved."""

import datetime as dt
from functools import partial

import pytest
from django.db import IntegrityError, transaction
from django.db.models import F
from django.urls import reverse

from accounts.actors import SYSTEM
from accounts.domain.calendar_days import mark_day
from deadlines.domain.calendar import working_calendar
from partners.agreement_enums import AgreementLevel, Purpose, Renewal, State
from partners.domain import agreement_acts, agreements, opinions
from partners.domain.agreement_clocks import clocks
from partners.domain.agreement_decisions import decidable, decisions, notice_given
from partners.domain.agreement_periods import rearm
from partners.domain.agreement_reminders import due_reminders
from partners.domain.agreement_reports import asked_reports, open_reports
from partners.domain.citing import Citation
from partners.domain.commitments import note_progress
from partners.domain.inheritance import inherit
from partners.errors import PartnerRefused
from partners.models import Agreement
from tests.factories import AT, district, officer_of, user
from tests.partners.courses import (
    DAY,
    LATER,
    LETTER,
    ORDER,
    asked,
    begun_from,
    brought_to,
    letter_by,
    prepare,
    promised,
    put_right,
    reply_all,
    signed_through_course,
    step,
    tacit,
)
from tests.partners.factories import agreement, partner

pytestmark = pytest.mark.django_db
day = dt.date.fromisoformat


def at(text):
    return dt.datetime.fromisoformat(f"{text}T08:00:00+07:00")


def running(made, on):
    """Return what runs for an agreement: thing and day."""
    now = Agreement.objects.get(pk=made.pk)
    found = clocks(now, day(on), working_calendar())
    return [(clock.what.partition(":")[0], f"{clock.on}") for clock in found]


@pytest.mark.parametrize(
    ("sent", "received", "due"),
    [
        ("2021-08-27", "2021-08-27", "2021-09-09"),  # the second and third of September are off
        ("2023-01-13", "2023-01-17", "2023-02-02"),  # Tết from 20 to 26 January
        ("2025-04-22", "2025-04-23", "2025-05-06"),  # make-up Saturday 26/4, off to Sunday 04/5
    ],
)
def test_seven_working_days_from_the_receipt_of_a_whole_dossier(sent, received, due):
    made = brought_to(State.DRAFTING)
    Agreement.objects.filter(pk=made.pk).update(state_since=day(sent))
    prepare(made, State.CONSULTING)
    step(made, State.CONSULTING, on=day(sent))
    opinion = made.opinions.get()
    opinions.note_receipt(opinion, day(received), by=SYSTEM, at=at("2026-01-01"))
    assert running(made, sent) == [("agreement.opinion", due)]


def test_a_receipt_that_nobody_confirmed_is_a_clock_of_its_own():
    made = asked()  # on Monday the sixth
    user("officer")
    assert running(made, "2021-09-06") == [("agreement.receipt", "2021-09-09")]
    assert due("2021-09-08") == []
    assert due("2021-09-09") == [("agreement.receipt", "0", "2021-09-09", "officer")]
    assert due("2021-09-10") == [("agreement.receipt", "over", "2021-09-09", "officer")]
    opinions.note_receipt(made.opinions.get(), DAY, by=SYSTEM, at=LATER)
    assert due("2021-09-10") == []


def test_a_day_that_the_government_moves_moves_the_limit():
    made = asked()
    opinions.note_receipt(made.opinions.get(), DAY, by=SYSTEM, at=LATER)
    assert running(made, "2021-09-06") == [("agreement.opinion", "2021-09-15")]
    told = {"basis": "Thông báo", "by": user("administrator"), "at": AT}
    mark_day(date=day("2021-09-08"), working=False, **told)
    assert running(made, "2021-09-06") == [("agreement.opinion", "2021-09-16")]
    mark_day(date=day("2021-09-11"), working=True, **told)
    assert running(made, "2021-09-06") == [("agreement.opinion", "2021-09-15")]


def test_a_reply_stops_its_clock():
    made = asked()
    opinions.note_receipt(made.opinions.get(), DAY, by=SYSTEM, at=LATER)
    reply_all(made)
    assert running(made, "2021-09-07") == []


@pytest.mark.parametrize(
    ("signed", "due"),
    [
        ("2021-09-06", "2021-09-21"),
        ("2021-09-10", "2021-09-27"),  # 25/9 is a Saturday
        ("2022-01-18", "2022-02-07"),  # 02/02 lies in Tết, which ends on 06/02
    ],
)
def test_fifteen_days_to_report_the_signing(signed, due):
    made = brought_to(State.PERMITTED)
    prepare(made, State.SIGNED)
    step(made, State.SIGNED, on=day(signed))
    assert running(made, signed) == [("agreement.report", due)] * 2


def test_report_and_copy_go_out_once_and_are_named_by_the_law():
    made = signed_through_course()
    report, copy = open_reports(made)
    assert (report.title, copy.title) == (
        "Báo cáo việc ký: Thủ tướng Chính phủ",
        "Gửi bản sao thỏa thuận đã ký: Bộ Ngoại giao",
    )
    told = {"on": DAY, "cites": LETTER, "seen": made.version, "by": SYSTEM, "at": LATER}
    agreement_acts.note_report(made, report.key, **told)
    assert running(made, "2021-09-06") == [("agreement.report", "2021-09-21")]
    told |= {"seen": made.version + 1, "on": day("2021-09-08")}
    with pytest.raises(PartnerRefused, match="Không có báo cáo nào"):
        agreement_acts.note_report(made, report.key, **told)
    agreement_acts.note_report(made, copy.key, **told)
    assert running(made, "2021-09-06") == []
    assert [(e.note, e.on, e.document_number) for e in made.events.filter(kind="report")] == [
        (report.title, DAY, "12/UBND-NC"),
        (copy.title, day("2021-09-08"), "12/UBND-NC"),
    ]
    event = made.events.get(note=copy.title)
    event.pk, event.ordinal = None, event.ordinal + 1
    with pytest.raises(IntegrityError), transaction.atomic():
        event.save()


def test_a_copy_that_is_owed_is_told_though_the_report_was_made():
    made = signed_through_course()
    user("officer")
    told = {"on": DAY, "cites": LETTER, "seen": made.version, "by": SYSTEM, "at": LATER}
    agreement_acts.note_report(made, next(open_reports(made)).key, **told)
    assert due("2021-09-21") == [("agreement.report", "0", "2021-09-21", "officer")]


def test_one_document_can_bring_the_report_and_the_copy():
    made = signed_through_course()
    told = {"on": DAY, "cites": LETTER, "seen": made.version, "by": SYSTEM, "at": LATER}
    agreement_acts.note_report(made, *[report.key for report in open_reports(made)], **told)
    assert [report.made.on for report in asked_reports(made)] == [DAY, DAY]


def test_the_end_is_notified_and_plain_expiry_is_not():
    made = brought_to(State.IN_FORCE)
    told = {"on": DAY, "cites": LETTER, "seen": made.version, "by": SYSTEM, "at": LATER}
    opinions.ask_again(made, Purpose.END, **told)
    reply_all(made)
    step(made, State.ENDED, on=DAY)
    reports = [(r.report.code, r.report.to) for r in open_reports(made)]
    assert reports[2:] == [("ending", "Bộ Ngoại giao")]
    other = brought_to(State.IN_FORCE, terms=agreements.Terms(term_months=1))
    step(other, State.EXPIRED, on=day("2021-10-07"))
    assert [r.report.code for r in open_reports(other)] == ["signing", "signing-copy"]


def test_a_unit_reports_to_the_province_by_data_from_memory():
    found = [report.report for report in open_reports(signed_through_course(district()))]
    assert [(r.to, r.certain) for r in found] == [("UBND tỉnh", False), ("Sở Ngoại vụ", False)]


def test_a_recorded_agreement_owes_no_report_and_has_no_clock():
    assert running(agreement(district(), partner()), "2026-01-01") == []


def report_all(made):
    for report in list(open_reports(made)):
        made.refresh_from_db()
        told = {"on": DAY, "cites": LETTER, "seen": made.version, "by": SYSTEM, "at": LATER}
        agreement_acts.note_report(made, report.key, **told)
    made.refresh_from_db()


@pytest.mark.parametrize(
    ("today", "decide_by"),
    [
        ("2021-09-06", "2024-06-06"),
        ("2024-09-06", "2024-06-06"),
        ("2024-09-07", "2025-06-06"),
        ("2026-09-07", "2027-06-06"),
    ],
)
def test_the_decision_of_each_year(today, decide_by):
    made = tacit()
    report_all(made)
    assert running(made, today) == [("agreement.decision", decide_by)]


def test_the_day_of_every_coming_year_is_told_and_moves_with_the_dates():
    made = tacit()

    def shown(on):
        now = Agreement.objects.get(pk=made.pk)
        found = decisions(now, day(on))
        told = [(f"{d.decide_by}", f"{d.ends_on}", d.late) for d in found]
        return len(told), told[:2]

    first, second = ("2024-06-06", "2024-09-06"), ("2025-06-06", "2025-09-06")
    assert shown("2024-06-06") == (10, [(*first, False), (*second, False)])
    assert shown("2024-06-07") == (10, [(*first, True), (*second, False)])
    assert shown("2024-09-07")[1][0] == (*second, False)
    Agreement.objects.filter(pk=made.pk).update(notice_months=6, version=F("version") + 1)
    rearm(Agreement.objects.get(pk=made.pk))
    assert shown("2024-01-01")[1][0] == ("2024-03-06", "2024-09-06", False)


def test_the_decision_of_the_next_period_may_be_near_before_this_ones_is_made():
    terms = agreements.Terms(
        term_months=12, renewal=Renewal.TACIT, renewal_months=3, notice_months=1
    )
    made = brought_to(State.IN_FORCE, terms=terms)
    report_all(made)
    user("officer")
    assert due("2022-08-07") == [
        ("agreement.decision", "180", "2022-11-06", "officer"),
        ("agreement.decision", "over", "2022-08-06", "officer"),
    ]
    assert due("2022-08-10") == [
        ("agreement.decision", "180", "2023-02-06", "officer"),
        ("agreement.decision", "90", "2022-11-06", "officer"),
        ("agreement.decision", "over", "2022-08-06", "officer"),
    ]


def test_what_both_sides_must_agree_on_has_a_day_too_and_expires_without_it():
    terms = agreements.Terms(term_months=12, renewal=Renewal.EXPRESS, notice_months=3)
    made = brought_to(State.IN_FORCE, terms=terms)
    report_all(made)
    expiry = ("agreement.expiry", "2022-09-06")
    assert running(made, "2022-01-01") == [("agreement.decision", "2022-06-06"), expiry]
    told = {"cites": Citation(), "by": SYSTEM, "at": at("2022-07-01"), "on": day("2022-07-01")}
    decide = partial(agreement_acts.decide_renewal, made, day("2022-09-06"), **told)
    decide(renew=True, seen=made.version)
    assert running(made, "2022-07-01") == [expiry]
    made.refresh_from_db()
    decide(renew=False, seen=made.version)
    assert running(made, "2022-07-01") == [expiry]
    # What was decided stays to be read.
    (told,) = decisions(Agreement.objects.get(pk=made.pk), day("2022-07-01"))
    assert (told.ends_on, told.decide_by, told.made, told.late) == (
        day("2022-09-06"),
        day("2022-06-06"),
        "stop",
        False,
    )


def test_a_notice_in_time_ends_it_and_a_late_one_does_not():
    made = tacit()
    report_all(made)
    told = {"renew": False, "cites": LETTER, "seen": made.version, "by": SYSTEM}
    late = told | {"on": day("2024-06-07"), "at": at("2024-06-07")}
    with pytest.raises(PartnerRefused, match="Hạn thông báo là ngày 06/6/2024"):
        agreement_acts.decide_renewal(made, day("2024-09-06"), **late)
    in_time = told | {"on": day("2024-06-06"), "at": at("2024-06-06")}
    agreement_acts.decide_renewal(made, day("2024-09-06"), **in_time)
    assert running(made, "2024-06-07") == [("agreement.expiry", "2024-09-06")]
    assert step(made, State.EXPIRED, on=day("2024-09-07")).state == State.EXPIRED


def test_letting_it_renew_closes_this_year_only():
    made = tacit()
    report_all(made)
    told = {"renew": True, "cites": LETTER, "seen": made.version, "by": SYSTEM}
    told |= {"on": day("2024-05-06"), "at": at("2024-05-06")}
    agreement_acts.decide_renewal(made, day("2024-09-06"), **told)
    assert running(made, "2024-06-01") == []
    assert running(made, "2024-10-01") == [("agreement.decision", "2025-06-06")]


def extended(made, until):
    """The agreement after an extension went through the whole course; yields each state."""
    child = begun_from(made, extended_to=day(until))
    for to in ORDER[: ORDER.index(State.IN_FORCE) + 1]:
        prepare(child, to)
        child = step(child, to)
        yield to


def test_an_extension_goes_through_the_course_and_moves_the_end():
    made = brought_to(State.IN_FORCE, terms=agreements.Terms(term_months=12))
    report_all(made)
    assert running(made, "2021-12-31") == [("agreement.expiry", "2022-09-06")]
    for to in extended(made, "2024-09-06"):
        if to != State.IN_FORCE:
            assert running(made, "2021-12-31") == [("agreement.expiry", "2022-09-06")]
    assert running(made, "2021-12-31") == [("agreement.expiry", "2024-09-06")]
    assert made.events.last().kind == "extended"


def test_an_extension_after_a_notice_sets_the_end_anew():
    """Agreed on after the notice: the clause lives on, with its three months, from the new end."""
    made = tacit()
    report_all(made)
    told = {"renew": False, "cites": LETTER, "seen": made.version, "by": SYSTEM}
    told |= {"on": day("2021-12-01"), "at": at("2021-12-31")}
    agreement_acts.decide_renewal(made, day("2024-09-06"), **told)
    assert running(made, "2021-12-31") == [("agreement.expiry", "2024-09-06")]
    list(extended(made, "2026-09-06"))
    made.refresh_from_db()
    assert made.ends_on is None
    assert running(made, "2021-12-31") == [("agreement.decision", "2026-06-06")]


def test_the_province_inherits_and_the_signatory_stays():
    unit = district()
    made = brought_to(State.IMPLEMENTING, unit)
    told = {"on": day("2025-07-01"), "basis": "Nghị định số 177/2025/NĐ-CP"}
    party = inherit(made, "UBND tỉnh Bắc Ninh", **told, by=SYSTEM, at=at("2025-07-02"))
    made.refresh_from_db()
    assert [p.printed_name for p in made.parties.all() if p.side == "ours"] == [
        "UBND huyện Lục Ngạn",
        "UBND tỉnh Bắc Ninh",
    ]
    assert (made.state, made.district, made.charge_level, made.charge_district) == (
        "implementing",
        unit,
        "province",
        None,
    )
    assert (party.basis, party.responsible_from) == (told["basis"], told["on"])
    # From then on the procedure is that of the province.
    opinions.ask_again(
        made,
        Purpose.END,
        on=day("2025-07-02"),
        cites=LETTER,
        seen=made.version,
        by=SYSTEM,
        at=at("2025-07-02"),
    )
    assert made.opinions.latest("pk").body == "Bộ Ngoại giao"
    with pytest.raises(PartnerRefused, match="đã được ghi"):
        inherit(made, "UBND tỉnh Bắc Ninh", **told, by=SYSTEM, at=at("2025-07-02"))


def due(on):
    return sorted(
        (found.what.partition(":")[0], found.stage, f"{found.on}", found.to.username)
        for found in due_reminders(at(on))
    )


@pytest.mark.parametrize(
    ("today", "stages"),
    [
        ("2022-03-09", []),
        ("2022-03-10", ["180"]),
        ("2022-06-07", ["180"]),
        ("2022-06-08", ["90"]),
        ("2022-08-07", ["30"]),
        ("2022-09-06", ["30"]),
        ("2022-09-07", ["over"]),
        ("2023-01-01", ["over"]),
    ],
)
def test_expiry_is_told_at_180_90_and_30_days(today, stages):
    made = brought_to(State.IN_FORCE, terms=agreements.Terms(term_months=12))
    report_all(made)
    user("officer")
    expected = [("agreement.expiry", stage, "2022-09-06", "officer") for stage in stages]
    assert due(today) == expected


def test_a_moved_date_is_told_anew():
    made = brought_to(State.IN_FORCE, terms=agreements.Terms(term_months=12))
    report_all(made)
    user("officer")
    before = {found.key for found in due_reminders(at("2022-08-10"))}
    put_right(made, term_months=13, at=at("2022-08-10"))
    after = {found.key for found in due_reminders(at("2022-08-10"))}
    assert before
    assert after
    assert not before & after
    assert due("2022-08-10") == [("agreement.expiry", "90", "2022-10-06", "officer")]


def test_commitments_are_told_to_the_officers_and_to_the_unit():
    unit = district()
    user("officer")
    officer_of(unit, "lucngan")
    made = promised(agreement(unit, partner()), unit)
    assert due("2022-05-30") == []
    assert due("2022-06-24") == [
        ("commitment", "7", "2022-06-30", "lucngan"),
        ("commitment", "7", "2022-06-30", "officer"),
    ]
    assert {row[1] for row in due("2022-07-01")} == {"over"}
    paths = {found.to.username: found.path for found in due_reminders(at("2022-06-24"))}
    assert "don-vi" in paths["lucngan"]
    assert "don-vi" not in paths["officer"]
    told = {"on": day("2022-07-01"), "done": True, "by": SYSTEM, "at": at("2022-07-01")}
    note_progress(made, "xong", **told)
    assert due("2022-07-01") == []


def test_a_unit_is_told_when_its_own_agreement_expires_and_is_to_be_decided():
    """The staff of the unit that signed and of the one that answers now, each person once."""
    unit = district()
    made = tacit(unit)
    report_all(made)
    user("officer")
    officer_of(unit, "lucngan")
    officer_of(district("Yên Dũng", code="yen-dung", rank=2), "yendung")
    told = [row for row in due("2024-05-10") if row[0] == "agreement.decision"]
    assert told == [
        ("agreement.decision", "30", "2024-06-06", name) for name in ("lucngan", "officer")
    ]
    paths = {found.to.username: found.path for found in due_reminders(at("2024-05-10"))}
    assert paths["lucngan"] == reverse("partners:own_agreement", args=[made.pk])


def test_after_a_reorganisation_the_unit_that_answers_is_told():
    old, new = district(), district("Chũ", "town", code="chu", rank=2)
    made = brought_to(State.IN_FORCE, unit=old, terms=agreements.Terms(term_months=12))
    report_all(made)
    officer_of(new, "chu-officer")
    Agreement.objects.filter(pk=made.pk).update(charge_district=new)
    assert due("2022-06-08") == [("agreement.expiry", "90", "2022-09-06", "chu-officer")]


def test_asking_what_is_due_costs_the_same_for_more(django_assert_num_queries):
    user("officer")
    with_ = partner()
    for count in (1, 3):
        for number in range(count):
            unit = district(f"Huyện {count}{number}", code=f"u{count}{number}")
            promised(agreement(unit, with_), unit)
        with django_assert_num_queries(9):
            assert list(due_reminders(at("2022-06-24")))


class TestLateEntries:
    """Decisions that are heard of after their period, or were entered by mistake."""

    @pytest.fixture
    def made(self):
        """In force since 15/7/2018 for three years, renewing itself by one, notice three months."""
        terms = agreements.Terms(
            effective_on=day("2018-07-15"),
            term_months=36,
            renewal=Renewal.TACIT,
            renewal_months=12,
            notice_months=3,
        )
        facts = agreements.Facts(
            title="Bản ghi nhớ", partner=partner(), level=AgreementLevel.PROVINCE, terms=terms
        )
        signed = {"state": State.IMPLEMENTING, "signed_on": day("2018-07-10")}
        return agreements.record_signed(facts, **signed, by=SYSTEM, at=at("2021-08-02"))

    def decide(self, made, end, on, *, renew=False, when="2021-08-02"):
        now = Agreement.objects.get(pk=made.pk)
        told = {"renew": renew, "on": day(on), "cites": letter_by(day(on)), "seen": now.version}
        agreement_acts.decide_renewal(now, day(end), **told, by=SYSTEM, at=at(when))
        return Agreement.objects.get(pk=made.pk)

    def test_a_notice_given_in_time_ends_the_period_although_it_is_heard_of_late(self, made):
        offered = [f"{p.ends_on}" for p in decidable(made, day("2021-08-02"))]
        assert offered == ["2022-07-15", "2021-07-15"]

        now = self.decide(made, "2021-07-15", "2021-04-10")

        assert now.ends_on == day("2021-07-15")
        assert step(now, State.EXPIRED, on=day("2021-08-02")).state == State.EXPIRED

    @pytest.mark.parametrize(
        ("end", "on", "said"),
        [
            ("2021-07-15", "1990-04-10", "trước ngày 10/7/2018"),
            ("2021-07-15", "2021-04-16", "Hạn thông báo là ngày 15/4/2021"),
            # By the day of the period before it was a notice about that one.
            ("2022-07-15", "2021-04-15", "trước ngày 16/4/2021"),
            ("2023-07-15", "2021-08-01", "không có kỳ nào"),
        ],
    )
    def test_a_decision_belongs_to_its_period(self, made, end, on, said):
        with pytest.raises(PartnerRefused, match=said):
            self.decide(made, end, on)

    def test_a_mistaken_notice_is_taken_back_and_the_history_tells_both(self, made):
        now = self.decide(made, "2022-07-15", "2021-08-01")
        assert notice_given(now) == day("2022-07-15")
        told = {"on": day("2021-08-02"), "seen": now.version, "by": SYSTEM}
        told |= {"at": at("2021-08-02")}
        with pytest.raises(PartnerRefused, match="Chưa ghi lý do"):
            agreement_acts.take_notice_back(now, note=" ", **told)

        agreement_acts.take_notice_back(now, note="Nhầm thỏa thuận.", **told)

        now = Agreement.objects.get(pk=made.pk)
        assert (now.ends_on, notice_given(now)) == (None, None)
        assert ("agreement.decision", "2022-04-15") in running(now, "2021-08-02")
        assert [(e.decided, e.note) for e in now.events.filter(kind="renewal")] == [
            ("không gia hạn, kỳ kết thúc ngày 15/7/2022", ""),
            (
                "rút lại thông báo không gia hạn đã ghi nhầm, kỳ kết thúc ngày 15/7/2022",
                "Nhầm thỏa thuận.",
            ),
        ]
        with pytest.raises(PartnerRefused, match="Không có thông báo"):
            agreement_acts.take_notice_back(now, note="Lại.", **told | {"seen": now.version})

    def test_an_express_renewal_is_decided_after_its_period_too(self):
        terms = agreements.Terms(
            effective_on=day("2018-07-15"), term_months=36, renewal=Renewal.EXPRESS
        )
        facts = agreements.Facts(
            title="Bản ghi nhớ", partner=partner(), level=AgreementLevel.PROVINCE, terms=terms
        )
        made = agreements.record_signed(
            facts, state=State.IMPLEMENTING, by=SYSTEM, at=at("2021-08-02")
        )
        assert [f"{p.ends_on}" for p in decidable(made, day("2021-08-02"))] == ["2021-07-15"]
        assert self.decide(made, "2021-07-15", "2021-08-02").ends_on == day("2021-07-15")
