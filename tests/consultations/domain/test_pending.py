"""Letters that wait: what they stop, how they become answers, and what becomes of them."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from accounts.models import AuditEvent
from consultations.domain import closing, notices, pending, reminders
from consultations.domain.catch_up import catch_up
from consultations.domain.replying import recognises
from consultations.domain.withdrawing_entries import withdraw
from consultations.enums import Outcome, PendingState, Source
from consultations.errors import AnswerIncomplete, ConsultationRefused
from consultations.models import PendingResponse, Response
from deadlines.domain.calendar import working_calendar
from dispatches.domain import incoming
from dispatches.errors import DispatchRefused
from dispatches.exchange.message import (
    ENCLOSED,
    LETTER,
    Attachment,
    DocumentReference,
    Organ,
)
from dispatches.models import IncomingDocument
from districts.models import District
from outbox.models import Message
from tests.consultations import letters, rounds
from tests.consultations.rounds import AGREE, AT, BUT, hanoi
from tests.dispatches.exchange.messages import letter_pdf
from tests.dispatches.uploads.corpus import pdf

pytestmark = pytest.mark.django_db
UNITS = ("Lục Ngạn", "Sơn Động")
CODE = "000.00.07.H02"
IN_TIME, OVER = hanoi("04/8 09:00"), hanoi("09/8 08:00")


@pytest.fixture
def called():
    return rounds.called(rounds.drafted(*UNITS, contents=2))


def officer():
    return rounds.person("officer")


def settle(letter, *opinions, at=IN_TIME):
    answers = letters.said(letter, *(opinions or [(AGREE, ""), (AGREE, "")]))
    return pending.settle(letter, answers, by=officer(), at=at)


def test_a_letter_becomes_the_unit_s_answer(called):
    letter = letters.waiting(called, at=IN_TIME)

    response = settle(letter, (AGREE, ""), (BUT, "  Bổ sung Hàn Quốc. "), at=hanoi("05/8 10:00"))

    assert (response.version, response.receipt, response.source) == (1, "01/2021", Source.EXCHANGE)
    assert (response.received_at, response.is_late, response.after_closing) == (
        IN_TIME,
        False,
        False,
    )
    assert response.sender_name == "KT. CHỦ TỊCH PHÓ CHỦ TỊCH, Nguyễn Văn A"
    assert response.submitted_by == officer()
    assert [(c.position, c.text) for c in response.comments.order_by("content__ordinal")] == [
        ("agree", ""),
        ("agree_with_comments", "Bổ sung Hàn Quốc."),
    ]
    assert [kept.name for kept in response.response_files.all()] == ["812-UBND-VX.pdf"]
    letter.refresh_from_db()
    assert (letter.state, letter.response, letter.decided_by) == (
        PendingState.SETTLED,
        response,
        officer(),
    )
    event = AuditEvent.objects.filter(action="response.entered").get()
    assert event.data["receipt"] == "01/2021"
    assert Message.objects.filter(kind=notices.RECEIPT).count() == 1


def test_the_files_that_came_with_the_letter_are_the_answer_s_too(called):
    letter = Attachment("812-UBND-VX.pdf", letter_pdf(), LETTER)
    sent = (letter, Attachment("bang.pdf", pdf(), ENCLOSED))

    response = settle(letters.waiting(called, attachments=sent))

    names = [kept.name for kept in response.response_files.order_by("pk")]
    assert names == ["812-UBND-VX.pdf", "bang.pdf"]


def test_a_second_click_finds_the_first_one_s_answer(called):
    letter = letters.waiting(called)

    assert settle(letter) == settle(letter)
    assert Response.objects.count() == 1


def test_late_is_judged_by_when_the_letter_came(called):
    in_time, late = (
        letters.waiting(called, at=hanoi("08/8 23:59")),
        letters.waiting(called, "Sơn Động", at=hanoi("09/8 00:00")),
    )

    assert settle(in_time, at=OVER).days_late == 0
    assert settle(late, at=OVER).days_late == 1


def test_what_is_missing_is_said_and_nothing_is_kept(called):
    letter = letters.waiting(called)

    with pytest.raises(AnswerIncomplete) as refusal:
        settle(letter, (BUT, ""))

    assert sorted(refusal.value.problems.values()) == [
        "Chưa chọn ý kiến.",
        "Chưa ghi góp ý hoặc lý do.",
    ]
    assert not Response.objects.exists()
    letter.refresh_from_db()
    assert letter.state == PendingState.WAITING


def test_the_answer_that_came_later_counts_whichever_was_entered_first(called):
    letter = letters.waiting(called, at=hanoi("03/8 09:00"))
    online = rounds.answer(rounds.consultee(called, "Lục Ngạn"), at=hanoi("05/8 09:00"))

    entered = settle(letter, at=hanoi("06/8 09:00"))

    assert (online.version, entered.version) == (1, 2)
    assert rounds.consultee(called, "Lục Ngạn").counted_response == online


def test_a_letter_leaves_the_unit_s_own_draft_as_it_is(called):
    unit = rounds.consultee(called, "Lục Ngạn")
    rounds.draft(unit, (AGREE, ""))
    settle(letters.waiting(called))

    later = rounds.answer(unit, (BUT, "Thêm."), at=hanoi("05/8 09:00"))

    assert later.version == 2
    assert rounds.consultee(called, "Lục Ngạn").counted_response == later


def test_whose_letter_waits_is_not_reminded(called):
    letters.arrived(called, at=hanoi("02/8 09:00"))

    assert [unit.district.name for unit in called.consultees.unanswered()] == ["Sơn Động"]
    due = reminders.due_reminders(hanoi("06/8 08:30"), working_calendar())
    assert [unit.district.name for unit, _stage in due] == ["Sơn Động"]


def test_a_reminder_that_waits_for_mail_is_dropped_when_the_letter_comes(called):
    catch_up(hanoi("06/8 08:30"))
    reminder = Message.objects.filter(kind=notices.REMINDER).order_by("pk").first()
    assert reminders.still_useful(reminder, hanoi("06/8 08:31"))

    letters.arrived(called, at=hanoi("06/8 08:31"))

    assert not reminders.still_useful(reminder, hanoi("06/8 08:31"))


def test_a_round_is_not_closed_over_a_letter(called):
    letter = letters.waiting(called)

    with pytest.raises(ConsultationRefused) as refusal:
        rounds.end(called, at=OVER)

    assert str(refusal.value) == (
        "Còn văn bản trả lời chờ nhập: UBND huyện Lục Ngạn. Đề nghị nhập hoặc ghi không nhận trước."
    )
    proposed = {p.consultee.district.name: p.verdict for p in closing.proposals(called, OVER)}
    assert proposed["Lục Ngạn"].outcome == Outcome.NO_REPLY
    assert proposed["Lục Ngạn"].reason == closing.WAITING
    assert proposed["Sơn Động"].outcome == Outcome.DEEMED_AGREED
    settle(letter, at=OVER)
    rounds.end(called, at=OVER)
    assert rounds.consultee(called, "Lục Ngạn").outcome == Outcome.AGREED


def test_a_rejected_letter_is_no_answer_and_stays_in_the_register(called):
    letter = letters.waiting(called)
    with pytest.raises(ConsultationRefused, match="lý do"):
        pending.reject(letter, reason="  ", by=officer(), at=IN_TIME)

    pending.reject(letter, reason="Gửi nhầm.", by=officer(), at=IN_TIME)

    assert called.consultees.unanswered().count() == 2
    assert closing.why_not_yet(called, OVER) == ""
    assert IncomingDocument.objects.get().voided_at is None
    with pytest.raises(ConsultationRefused, match="đã được xử lý"):
        settle(letter)
    with pytest.raises(ConsultationRefused, match="đã được xử lý"):
        pending.reject(letter, reason="Lần nữa.", by=officer(), at=IN_TIME)


def test_a_letter_whose_arrival_number_is_void_is_not_entered(called):
    letter = letters.waiting(called)
    incoming.void(letter.document, reason="Nhầm.", by=rounds.person("clerk"), at=IN_TIME)

    with pytest.raises(ConsultationRefused, match="Số đến 01/2021 đã hủy"):
        settle(letter)

    pending.reject(letter, reason="Số đến đã hủy.", by=officer(), at=IN_TIME)


def test_the_arrival_number_of_an_answer_is_not_voided_until_it_is_withdrawn(called):
    letter, clerk = letters.waiting(called), rounds.person("clerk")
    settle(letter)

    with pytest.raises(DispatchRefused) as refusal:
        incoming.void(letter.document, reason="Nhầm.", by=clerk, at=IN_TIME)

    assert str(refusal.value) == (
        "Văn bản này đã được nhập là ý kiến của UBND huyện Lục Ngạn. "
        "Nếu nhập nhầm, đề nghị chuyên viên rút kết quả nhập trước khi hủy số đến."
    )
    assert IncomingDocument.objects.get().voided_at is None
    withdraw(letter, reason="Nhầm.", by=officer(), at=IN_TIME)
    incoming.void(letter.document, reason="Nhầm.", by=clerk, at=IN_TIME)
    assert IncomingDocument.objects.get().voided_at == IN_TIME


def test_a_letter_after_closing_is_kept_and_changes_no_outcome(called):
    rounds.end(called, at=OVER)
    letter = letters.waiting(called, at=hanoi("10/8 09:00"))

    response = settle(letter, (BUT, "Muộn."), (AGREE, ""), at=hanoi("10/8 10:00"))

    assert (response.after_closing, response.days_late) == (True, 2)
    unit = rounds.consultee(called, "Lục Ngạn")
    assert (unit.outcome, unit.counted_response) == (Outcome.DEEMED_AGREED, None)


@pytest.mark.parametrize(
    ("sender", "known"),
    [
        (Organ(name="UBND huyện Lục Ngạn", organ_id=CODE), True),
        (Organ(name="Ủy ban nhân dân huyện Lục Ngạn"), True),
        (Organ(name="Uỷ ban nhân dân huyện Lục Ngạn"), True),
        (Organ(name="Văn phòng UBND", organ_id=CODE), True),
        # The code is another's: the name alone does not make it this unit.
        (Organ(name="UBND huyện Lục Ngạn", organ_id="000.00.99.H02"), False),
        (Organ(name="UBND huyện Yên Thế"), False),
    ],
)
def test_who_the_sender_is(called, sender, known):
    District.objects.filter(name="Lục Ngạn").update(organ_id=CODE)

    letters.arrived(called, sender=sender)

    units = [one.consultee.district.name for one in PendingResponse.objects.all()]
    assert units == (["Lục Ngạn"] if known else [])
    assert IncomingDocument.objects.count() == 1


def test_a_code_that_two_units_have_names_neither(called):
    District.objects.update(organ_id=CODE)

    letters.arrived(called, sender=Organ(name="UBND huyện Lục Ngạn", organ_id=CODE))

    assert not PendingResponse.objects.exists()


def test_one_letter_may_answer_the_calls_of_two_rounds(called):
    unit = rounds.consultee(called, "Lục Ngạn").district
    other = rounds.called(rounds.drafted(units=[unit], title="Đề án khác"))
    both = [round_.dispatch.full_number for round_ in (called, other)]

    letters.arrived(called, response_for=tuple(DocumentReference(code=code) for code in both))

    waiting = list(PendingResponse.objects.order_by("pk"))
    assert [one.consultee.round for one in waiting] == [called, other]
    again = {"document": waiting[0].document, "received_at": AT}
    with pytest.raises(IntegrityError), transaction.atomic():
        PendingResponse.objects.create(consultee=waiting[0].consultee, **again)


@pytest.mark.parametrize(
    ("sender", "at", "words"),
    [
        ("UBND huyện Lục Ngạn", IN_TIME, ["UBND huyện Lục Ngạn: văn bản trả lời sẽ chờ"]),
        ("UBND huyện Lục Ngạn", OVER, ["chờ chuyên viên", "«trước ngày 09/8/2021» đã hết"]),
        ("Sở Y tế", IN_TIME, ["Không nhận ra cơ quan gửi"]),
    ],
)
def test_what_the_clerk_is_told_before_registering(called, sender, at, words):
    told = recognises(called.dispatch, Organ(name=sender), at)

    assert len(told) == len(words)
    for sentence, part in zip(told, words, strict=True):
        assert part in sentence


def test_the_clerk_is_told_that_the_round_is_over_and_that_there_is_an_answer(called):
    rounds.answer(rounds.consultee(called, "Lục Ngạn"))
    rounds.end(called, at=OVER)

    told = recognises(called.dispatch, Organ(name="UBND huyện Lục Ngạn"), hanoi("10/8 09:00"))

    assert told[1:] == [
        "Đợt lấy ý kiến đã kết thúc: văn bản được lưu, không đổi kết quả.",
        "Đơn vị đã có ý kiến: văn bản này sẽ thành bản kế tiếp.",
    ]


@pytest.mark.parametrize(
    ("constraint", "fields"),
    [
        ("consultations_pending_decision_whole", {"state": "settled", "decided_at": AT}),
        ("consultations_pending_decision_whole", {"state": "rejected", "decided_at": AT}),
        ("consultations_pending_decision_whole", {"state": "perhaps", "decided_at": AT}),
        ("consultations_pending_decision_whole", {"reason": "Nhầm."}),
        ("consultations_pending_decided_by", {"state": "rejected", "reason": "Nhầm."}),
        ("consultations_pending_decided_by", {"decided_at": AT}),
    ],
)
def test_the_database_wants_a_whole_decision(called, constraint, fields):
    letter = letters.waiting(called)
    if "state" in fields and "decided_at" in fields:
        fields = fields | {"decided_by": officer()}

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        PendingResponse.objects.filter(pk=letter.pk).update(**fields)


def test_the_database_keeps_a_letter_and_its_decision(called):
    letter = letters.waiting(called)
    rows = PendingResponse.objects.filter(pk=letter.pk)
    moved = {"received_at": AT - dt.timedelta(days=1)}
    for change in (lambda: rows.update(**moved), lambda: rows._raw_delete(rows.db)):
        with pytest.raises(IntegrityError, match="decided on once"), transaction.atomic():
            change()

    settle(letter)

    with pytest.raises(IntegrityError, match="decided on once"), transaction.atomic():
        rows.update(state="waiting", response=None, decided_by=None, decided_at=None)


def test_an_answer_s_way_is_known_and_never_changes(called):
    response = settle(letters.waiting(called))
    rows = Response.objects.filter(pk=response.pk)

    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        rows.update(source="online")
