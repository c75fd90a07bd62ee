"""Seven working days from each unit's own receipt: one clock a unit, the same on every side."""

import datetime as dt
from functools import partial

import pytest

from accounts.domain.calendar_days import mark_day
from accounts.models import AuditEvent
from consultations.domain import (
    answering,
    bulk,
    calls,
    closing,
    drafting,
    handing_on,
    pending,
    terms,
    terms_from_receipt,
)
from consultations.domain.catch_up import catch_up
from consultations.domain.correcting_receipts import Received, correct_receipt
from consultations.domain.standings import standings
from consultations.enums import BulkAct, ContactKind, Outcome, Stage
from consultations.errors import ConsultationRefused
from consultations.models import Consultee, Term
from deadlines.value import Deadline
from dispatches.letter import Letter
from districts.holdings import Passing
from outbox.models import Message
from tests.consultations import from_receipt, letters, rounds
from tests.consultations.from_receipt import (
    GIVEN,
    MAILED,
    OPENED,
    PHRASE,
    SEVEN,
    UNITS,
    about,
    given,
    opened,
)
from tests.consultations.rounds import AGREE, AT, hanoi
from tests.racing import at_once
from tests.refusing import refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def called():
    return from_receipt.called()


@pytest.fixture
def all_have_it(called):
    """The second opens the call on Wednesday 04/8, the third is given it on Thursday 05/8."""
    opened(called, "04/8 09:00")
    given(called, GIVEN, dt.date(2021, 8, 5))
    return rounds.fresh(called)


def unit(round_, name):
    return rounds.consultee(round_, name)


def last_days(round_):
    """The last day of each unit's time; None where it has not begun."""
    found = {}
    for one in round_.consultees.with_course():
        limit = one.term.deadline
        found[one.district.name] = None if limit.awaits_receipt else f"{limit.last_day:%d/%m}"
    return found


def close(round_, at):
    return closing.close(rounds.fresh(round_), by=rounds.person("officer"), at=hanoi(at))


def test_the_letter_says_it_as_the_law_does(called):
    letter = Letter.from_json(called.dispatch.letter)

    assert any(f"gửi về Sở Ngoại vụ {PHRASE}" in block.text for block in letter.blocks)


def test_each_unit_has_its_own_last_day(called):
    assert last_days(called) == {MAILED: "11/08", OPENED: None, GIVEN: None}
    begun = opened(called, "04/8 09:00")
    given(called, GIVEN, dt.date(2021, 8, 5))

    assert last_days(called) == {MAILED: "11/08", OPENED: "13/08", GIVEN: "16/08"}
    assert begun.deadline.phrase_and_day == f"{PHRASE}, đến hết ngày 13/8/2021"
    told = AuditEvent.objects.filter(action="consultee.term_begun").order_by("pk")
    assert [(event.actor_name, event.data["received_on"]) for event in told] == [
        ("Hệ thống", "2021-08-02"),
        (rounds.staff(unit(called, OPENED)).full_name, "2021-08-04"),
        (rounds.person("officer").full_name, "2021-08-05"),
    ]


def test_it_begins_once_with_the_first_evidence(called):
    given(called, OPENED, dt.date(2021, 8, 3), at="03/8 10:00")
    assert opened(called, "05/8 09:00") is None
    given(called, OPENED, dt.date(2021, 8, 2), at="06/8 10:00")  # found out later: nothing nearer
    catch_up(hanoi("06/8 11:00"))

    assert last_days(called)[OPENED] == "12/08"
    assert Term.objects.filter(received_on__isnull=False).count() == 2


def test_mail_that_was_taken_before_the_call_was_opened_counts(called):
    Message.objects.filter(topic_id=unit(called, OPENED).pk).update(
        state="sent", failed_at=None, accepted_at=hanoi("03/8 15:00")
    )

    assert opened(called, "05/8 09:00").received_on == dt.date(2021, 8, 3)


def test_a_telephone_call_brings_no_letter(called):
    told = {"kind": ContactKind.PHONE, "hour": dt.time(9), "caller": "Chuyên viên"}
    given(called, GIVEN, dt.date(2021, 8, 5), **told)
    catch_up(hanoi("06/8 11:00"))

    assert last_days(called)[GIVEN] is None


@pytest.mark.parametrize(("name", "days_late"), [(MAILED, 1), (OPENED, 0), (GIVEN, 0)])
def test_late_is_judged_by_the_unit_s_own_day(all_have_it, name, days_late):
    response = rounds.answer(unit(all_have_it, name), (AGREE, ""), at=hanoi("12/8 09:00"))

    assert response.days_late == days_late
    assert response.term.consultee.district.name == name


def test_who_answers_has_the_letter(called):
    """On paper too: the answer is on time, and what is left of the time is counted from it."""
    letter = letters.waiting(called, GIVEN, at=hanoi("20/8 09:00"))
    answers = letters.said(letter, (AGREE, ""))
    at = hanoi("23/8 09:00")
    response = pending.settle(letter, answers, by=rounds.person("officer"), at=at)

    assert (response.is_late, response.term.received_on) == (False, dt.date(2021, 8, 20))
    assert last_days(called)[GIVEN] == "31/08"


def test_reminders_follow_each_unit_s_own_day(all_have_it):
    by, one = rounds.person("officer"), unit(all_have_it, OPENED)
    calls.correct_address(one, "khac@unit.example", by=by, at=hanoi("04/8 07:00"))
    for day in range(4, 18):
        catch_up(hanoi(f"{day:02}/8 08:00"))
        rounds.accept(hanoi(f"{day:02}/8 08:00"))

    written = Message.objects.filter(kind="reminder").order_by("pk")
    stages = {MAILED: [], OPENED: [], GIVEN: []}
    for message in written:
        name = Consultee.objects.get(pk=message.topic_id).district.name
        stages[name].append((message.key.split(":")[2], f"{message.created_at:%d}"))
    assert stages == {
        MAILED: [("t-5", "04"), ("t-3", "06"), ("t-1", "10"), ("last-day", "11")],
        OPENED: [("t-5", "06"), ("t-3", "10"), ("t-1", "12"), ("last-day", "13")],
        GIVEN: [],  # the mail server takes nothing for it
    }


def test_who_has_no_letter_is_not_reminded_of_a_time(called):
    one = unit(called, OPENED)
    found = bulk.narrowed(standings(called), BulkAct.REMIND)
    assert [each.district.name for each in found] == [MAILED]

    catch_up(hanoi("30/8 09:00"))
    assert not Message.objects.filter(kind="reminder", topic_id=one.pk).exists()


def test_a_round_is_open_until_the_last_of_those_who_have_it(called):
    assert rounds.fresh(called).stage(hanoi("11/8 23:59")) == Stage.OPEN
    assert rounds.fresh(called).stage(hanoi("12/8 00:00")) == Stage.OVERDUE
    opened(called, "04/8 09:00")
    assert rounds.fresh(called).stage(hanoi("12/8 00:00")) == Stage.OPEN
    assert rounds.fresh(called).stage(hanoi("14/8 00:00")) == Stage.OVERDUE


def test_nobody_s_time_begins_before_anybody_has_the_letter():
    made = from_receipt.called(refused=UNITS)
    catch_up(hanoi("30/8 08:00"))

    assert rounds.fresh(made).stage(hanoi("30/8 09:00")) == Stage.OPEN
    with pytest.raises(ConsultationRefused, match=f"Chưa hết thời hạn .{PHRASE}.\\."):
        close(made, "30/8 09:00")


def test_it_ends_after_everybody_s_time(called):
    opened(called, "04/8 09:00")
    rounds.answer(unit(called, MAILED), (AGREE, ""), at=hanoi("03/8 09:00"))
    with pytest.raises(ConsultationRefused, match="đến hết ngày 13/8/2021"):
        close(called, "13/8 23:59")
    with pytest.raises(ConsultationRefused, match=f"Chưa ghi nhận .* của: UBND huyện {GIVEN};"):
        close(called, "14/8 00:00")
    given(called, GIVEN, dt.date(2021, 8, 5), at="14/8 09:00")
    close(called, "17/8 00:00")

    outcomes = called.consultees.values_list("district__name", "outcome").order_by("position")
    assert dict(outcomes) == {
        MAILED: Outcome.AGREED,
        OPENED: Outcome.NO_REPLY,
        GIVEN: Outcome.NO_REPLY,
    }


def extend(round_, day, name="", at="06/8 11:00"):
    return terms.extend(
        round_,
        deadline=Deadline.through(dt.date(2021, 8, day)),
        reason="Đơn vị đề nghị.",
        consultee=unit(round_, name) if name else None,
        by=rounds.person("officer"),
        at=hanoi(at),
    )


def test_what_runs_may_be_extended_and_never_shortened(called):
    opened(called, "04/8 09:00")
    with pytest.raises(ConsultationRefused, match="Thời hạn chưa bắt đầu tính"):
        extend(called, 20, GIVEN)
    with pytest.raises(ConsultationRefused, match=r"phải sau thời hạn đang áp dụng .*13/8/2021"):
        extend(called, 12)
    extend(called, 12, MAILED)
    extend(called, 20)
    assert last_days(called) == {MAILED: "20/08", OPENED: "20/08", GIVEN: None}

    given(called, GIVEN, dt.date(2021, 8, 12), at="12/8 10:00")
    assert last_days(called)[GIVEN] == "23/08"


def test_all_cannot_be_extended_before_anybody_s_time_runs():
    made = from_receipt.called(refused=UNITS)

    with pytest.raises(ConsultationRefused, match="Thời hạn chưa bắt đầu tính"):
        extend(made, 20)


def test_a_day_off_that_is_moved_moves_the_last_day_and_only_onwards(called):
    by = rounds.person("administrator")
    for day, working in ((7, True), (9, False), (10, False)):  # Saturday 07/8 is made up for
        what = {"working": working, "basis": "Công văn số 1"}
        mark_day(date=dt.date(2021, 8, day), **what, by=by, at=AT)
    catch_up(hanoi("04/8 09:00"))
    catch_up(hanoi("04/8 09:01"))
    assert last_days(called)[MAILED] == "12/08"
    mark_day(date=dt.date(2021, 8, 8), working=True, basis="Công văn số 2", by=by, at=AT)
    catch_up(hanoi("04/8 09:02"))

    assert last_days(called)[MAILED] == "12/08"
    assert Term.objects.filter(received_on=dt.date(2021, 8, 2)).count() == 2


@pytest.mark.parametrize(("same_office", "last_day"), [(True, "11/08"), (False, None)])
def test_another_office_has_time_of_its_own(called, same_office, last_day):
    one, heir = unit(called, MAILED), rounds.asked("Chũ", "chu")
    passing = Passing(old=one.district, new=heir, same_office=same_office, basis="Nghị quyết")
    by = rounds.person("officer")
    handing_on.PARTS.move(one.pk, passing, by=by, at=hanoi("04/8 09:00"))
    assert last_days(called)["Chũ"] == last_day

    opened(called, "06/8 09:00", "Chũ")
    assert last_days(called)["Chũ"] == (last_day or "17/08")


def test_what_was_answered_keeps_the_time_that_it_had(called):
    response = rounds.answer(unit(called, MAILED), (AGREE, ""), at=hanoi("03/8 09:00"))
    by = rounds.person("officer")
    terms_from_receipt.take_back(unit(called, MAILED), by=by, at=hanoi("04/8 09:00"))

    response.refresh_from_db()
    assert response.term.received_on == dt.date(2021, 8, 2)


def test_only_a_round_about_an_agreement_runs_from_receipt():
    rounds.office()
    with pytest.raises(ConsultationRefused, match="chỉ dùng khi lấy ý kiến về thỏa thuận"):
        rounds.drafted(deadline=SEVEN)
    round_ = rounds.drafted(prefix="v", wording=about(), deadline=SEVEN)
    officer = {"by": rounds.person("officer"), "at": AT}
    with pytest.raises(ConsultationRefused, match="chỉ dùng khi lấy ý kiến về thỏa thuận"):
        drafting.reword(round_, rounds.wording(), deadline=SEVEN, **officer)

    # Both change at once, this way and back.
    drafting.reword(round_, rounds.wording(), deadline=rounds.DEADLINE, **officer)
    assert rounds.fresh(round_).original_term.deadline == rounds.DEADLINE
    drafting.reword(round_, about(), deadline=SEVEN, **officer)
    assert rounds.fresh(round_).original_term.deadline == SEVEN


@pytest.mark.django_db(transaction=True)
def test_two_of_the_unit_open_the_call_at_once(called):
    one = unit(called, OPENED)
    open_it = partial(answering.open_call, by=rounds.staff(one), at=hanoi("04/8 09:00"))

    results = at_once(partial(open_it, unit(called, OPENED)), partial(open_it, one))

    assert sorted(type(result).__name__ for result in results) == ["NoneType", "Term"]
    assert Term.objects.filter(consultee=one).count() == 1


def correct(round_, day, name=OPENED, at="10/8 10:00", **told):
    facts = {"person": "Văn thư", "reason": "Sổ giao công văn.", "on": dt.date(2021, 8, day)}
    return correct_receipt(
        unit(round_, name), Received(**facts | told), by=rounds.person("officer"), at=hanoi(at)
    )


class TestCorrecting:
    """A receipt that was recorded too late is put right, and the unit's time counted anew."""

    def test_the_time_is_counted_anew_and_what_was_before_is_kept(self, called):
        opened(called, "05/8 09:00")
        one = unit(called, OPENED)
        made = correct(called, 3)

        assert last_days(called)[OPENED] == "12/08"
        assert made.received_on == dt.date(2021, 8, 3)
        kept = Term.every.get(consultee=one, corrected_at__isnull=False)
        told = (dt.date(2021, 8, 5), "Sổ giao công văn.")
        assert (kept.received_on, kept.corrected_because) == told
        assert kept.corrected_by == rounds.person("officer")
        event = AuditEvent.objects.get(action="consultee.receipt_corrected")
        assert event.data == {
            "before": "2021-08-05",
            "received_on": "2021-08-03",
            "deadline": f"{PHRASE}, đến hết ngày 12/8/2021",
            "reason": "Sổ giao công văn.",
        }
        given = one.hand_overs.get()
        assert (given.on, given.note, given.kind) == (
            made.received_on,
            "Sổ giao công văn.",
            ContactKind.HAND,
        )
        # Nothing that runs by itself brings the old day back.
        catch_up(hanoi("10/8 11:00"))
        assert last_days(called)[OPENED] == "12/08"

    def test_earlier_evidence_on_record_counts(self, called):
        opened(called, "06/8 09:00")
        given(called, OPENED, dt.date(2021, 8, 3), at="06/8 10:00")
        assert last_days(called)[OPENED] == "17/08"
        assert correct(called, 4).received_on == dt.date(2021, 8, 3)

    def test_it_may_be_put_right_once_more(self, called):
        opened(called, "05/8 09:00")
        correct(called, 4)
        correct(called, 3, at="10/8 11:00")
        assert last_days(called)[OPENED] == "12/08"
        assert Term.every.filter(consultee=unit(called, OPENED)).count() == 3

    def test_the_same_last_day_may_come_of_it(self, called):
        """Saturday 07/8 and Sunday 08/8 give the same working days."""
        given(called, GIVEN, dt.date(2021, 8, 8), at="10/8 09:00")
        before = last_days(called)[GIVEN]
        assert correct(called, 7, GIVEN).received_on == dt.date(2021, 8, 7)
        assert last_days(called)[GIVEN] == before

    def test_the_unit_is_told(self, called):
        opened(called, "05/8 09:00")
        correct(called, 3)
        told = Message.objects.get(kind="receipt-corrected")
        assert told.subject == "Tính lại thời hạn tham gia ý kiến: Đề án"
        assert "đã được đính chính là ngày 03/8/2021" in told.text
        assert "đến hết thứ Năm 12/8/2021" in told.text
        assert "Lý do: Sổ giao công văn." in told.text

    def test_an_extension_that_was_given_stays(self, called):
        opened(called, "05/8 09:00")
        extend(called, 20, OPENED)
        correct(called, 3)
        assert last_days(called)[OPENED] == "20/08"

    def test_the_round_may_end_when_the_right_time_is_over(self, called):
        rounds.answer(unit(called, MAILED), (AGREE, ""), at=hanoi("03/8 09:00"))
        rounds.answer(unit(called, GIVEN), (AGREE, ""), at=hanoi("03/8 09:00"))
        opened(called, "12/8 09:00")
        with pytest.raises(ConsultationRefused, match="đến hết ngày 23/8/2021"):
            close(called, "16/8 09:00")
        correct(called, 4, at="16/8 09:30")
        close(called, "16/8 10:00")
        assert unit(called, OPENED).outcome == Outcome.NO_REPLY

    @pytest.mark.parametrize(
        ("told", "said"),
        [
            ({"day": 5}, "Ngày đúng phải trước ngày đã ghi, 05/8/2021"),
            ({"day": 1}, "không thể trước ngày ban hành"),
            ({"day": 3, "reason": " "}, "ghi lý do đính chính"),
            ({"day": 3, "kind": ContactKind.PHONE}, "không phải là đơn vị đã nhận"),
            ({"day": 3, "name": GIVEN}, "Chưa có ngày nhận văn bản nào"),
        ],
    )
    def test_what_cannot_be(self, called, told, said):
        opened(called, "05/8 09:00")
        before = list(Term.every.order_by("pk").values())
        with pytest.raises(ConsultationRefused, match=said):
            correct(called, **told)
        assert list(Term.every.order_by("pk").values()) == before

    def test_not_once_the_unit_has_answered(self, called):
        opened(called, "05/8 09:00")
        rounds.answer(unit(called, OPENED), (AGREE, ""), at=hanoi("06/8 09:00"))
        with pytest.raises(ConsultationRefused, match="Đơn vị đã trả lời"):
            correct(called, 3)

    def test_not_while_a_letter_of_the_unit_waits(self, called):
        opened(called, "05/8 09:00")
        letters.waiting(called, OPENED, at=hanoi("09/8 09:00"))
        with pytest.raises(ConsultationRefused, match="Đơn vị đã trả lời"):
            correct(called, 3)

    def test_not_once_the_round_is_closed(self, all_have_it):
        close(all_have_it, "17/8 00:00")
        with pytest.raises(ConsultationRefused, match="đã kết thúc"):
            correct(all_have_it, 3, at="17/8 09:00")

    def test_not_before_the_part_came_to_the_office_that_has_it(self, called):
        one, heir = unit(called, MAILED), rounds.asked("Chũ", "chu")
        passing = Passing(old=one.district, new=heir, same_office=False, basis="Nghị quyết")
        handing_on.PARTS.move(one.pk, passing, by=rounds.person("officer"), at=hanoi("04/8 09:00"))
        opened(called, "09/8 09:00", "Chũ")
        with pytest.raises(ConsultationRefused, match="chưa thuộc cơ quan này"):
            correct(called, 3, "Chũ")
        assert last_days(called)["Chũ"] == "18/08"
        correct(called, 6, "Chũ")
        assert last_days(called)["Chũ"] == "17/08"

    def test_the_database_keeps_it_so(self, called):
        opened(called, "05/8 09:00")
        rounds.answer(unit(called, MAILED), (AGREE, ""), at=hanoi("03/8 09:00"))
        correct(called, 3)
        kept = Term.every.filter(corrected_at__isnull=False)
        for changes in ({"corrected_at": AT}, {"corrected_because": "x"}, back()):
            assert refused(lambda changes=changes: kept.update(**changes))
        counted = Term.objects.filter(received_on=dt.date(2021, 8, 3))
        assert refused(lambda: counted.update(**back(corrected_at=AT)))
        answered = Term.objects.filter(consultee=unit(called, MAILED))
        by = rounds.person("officer")
        right = {"corrected_at": AT, "corrected_by": by, "corrected_because": "x"}
        assert refused(lambda: answered.update(**right))
        assert refused(lambda: Term.objects.filter(original=True).update(**right))
        made = counted.get()
        made.pk = None
        made.__dict__ |= {"corrected_at": AT, "corrected_by_id": by.pk, "corrected_because": "x"}
        assert refused(made.save)
        assert not refused(lambda: counted.update(**right))


def back(**more):
    return {"corrected_at": None, "corrected_by": None, "corrected_because": ""} | more
