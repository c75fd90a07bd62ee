"""What counts as evidence that the call reached a unit."""

import datetime as dt

import pytest

from accounts.models import AuditEvent
from consultations.domain import answering, calls
from consultations.domain.contact import Contact, contact, messages_to, newest_call
from consultations.domain.standings import standings
from consultations.enums import ContactKind
from consultations.models import Consultee
from outbox.enums import MessageState
from outbox.models import Message
from tests.consultations import rounds
from tests.consultations.rounds import AT, hanoi

pytestmark = pytest.mark.django_db

STATES = {
    MessageState.PENDING: {},
    MessageState.SENDING: {"lease_until": AT},
    MessageState.SENT: {"accepted_at": AT},
    MessageState.FAILED: {"failed_at": AT, "server_reply": "550 5.1.1 No such mailbox"},
    MessageState.STALE: {},
}
UNCERTAIN = Contact(obstacle="Công văn chưa chắc chắn đến đơn vị: máy chủ thư chưa nhận.")

RANG = "đã gọi điện thoại cho Nguyễn Văn A lúc"


@pytest.fixture
def unit():
    round_ = rounds.issued(rounds.drafted("Lục Ngạn"))
    calls.send_due_calls(AT)
    return rounds.consultee(round_, "Lục Ngạn")


def judged(unit):
    """What the words say of the unit; the list of units says the same of it."""
    unit = Consultee.objects.get(pk=unit.pk)
    found = contact(unit, messages_to([unit])[unit.pk])
    assert standings(unit.round).get(pk=unit.pk).is_reached is bool(found.reached)
    return found


@pytest.mark.parametrize(
    ("state", "verdict"),
    [
        (MessageState.PENDING, UNCERTAIN),
        (MessageState.SENDING, UNCERTAIN),
        (MessageState.STALE, UNCERTAIN),
        (
            MessageState.SENT,
            Contact(reached="máy chủ thư đã nhận công văn lúc 08:00 ngày 02/8/2021"),
        ),
        (
            MessageState.FAILED,
            Contact(
                obstacle="Công văn không đến đơn vị: máy chủ thư từ chối địa chỉ u1@unit.example."
            ),
        ),
    ],
)
def test_the_call_by_its_state(unit, state, verdict):
    Message.objects.update(state=state, **STATES[state])

    assert judged(unit) == verdict


def test_opening_the_call_is_evidence_whatever_became_of_the_mail(unit):
    rounds.refuse(unit)
    answering.open_call(unit, by=rounds.staff(unit), at=hanoi("03/8 09:05"))

    assert judged(unit) == Contact(reached="đã mở công văn trên cổng lúc 09:05 ngày 03/8/2021")


def test_a_recorded_hand_over_is_evidence(unit):
    rounds.refuse(unit)
    calls.record_hand_over(
        unit,
        calls.Contacted(on=dt.date(2021, 8, 3), person="Nguyễn Văn A", note="giao tại văn thư"),
        by=rounds.person("officer"),
        at=hanoi("03/8 10:00"),
    )

    assert judged(unit) == Contact(reached="đã giao cho Nguyễn Văn A ngày 03/8/2021")


@pytest.mark.parametrize(
    ("day", "hour", "at", "verdict"),
    [
        (3, dt.time(9, 30), "03/8 10:00", Contact(reached=f"{RANG} 09:30 ngày 03/8/2021")),
        (8, dt.time(23, 59), "09/8 08:00", Contact(reached=f"{RANG} 23:59 ngày 08/8/2021")),
        (
            9,
            dt.time(0, 0),
            "09/8 08:00",
            Contact(
                obstacle=f"Công văn đến đơn vị khi đã hết thời hạn: {RANG} 00:00 ngày 09/8/2021."
            ),
        ),
    ],
)
def test_a_telephone_call_is_evidence_from_its_hour(unit, day, hour, at, verdict):
    rounds.refuse(unit)
    call = calls.Contacted(
        kind=ContactKind.PHONE,
        on=dt.date(2021, 8, day),
        hour=hour,
        caller="Trần Thị C",
        person="Nguyễn Văn A",
        note="văn thư đã nhận công văn",
    )
    calls.record_hand_over(unit, call, by=rounds.person("officer"), at=hanoi(at))

    assert judged(unit) == verdict


def test_paper_given_at_an_hour_is_evidence_from_then(unit):
    rounds.refuse(unit)
    given = calls.Contacted(
        kind=ContactKind.HAND, on=dt.date(2021, 8, 3), hour=dt.time(8, 5), person="A", note="B"
    )
    calls.record_hand_over(unit, given, by=rounds.person("officer"), at=hanoi("03/8 10:00"))

    assert judged(unit) == Contact(reached="đã giao cho A lúc 08:05 ngày 03/8/2021")


def test_without_an_address_or_a_call_nothing_has_reached_the_unit():
    unit = rounds.consultee(rounds.issued(rounds.drafted("Lục Ngạn")), "Lục Ngạn")
    assert judged(unit) == Contact(obstacle="Công văn chưa đến đơn vị: thư chưa được gửi.")

    Consultee.objects.update(address="")
    assert judged(unit) == Contact(
        obstacle="Công văn chưa đến đơn vị: đơn vị chưa có địa chỉ nhận."
    )


def test_a_call_accepted_at_an_address_since_corrected_is_no_evidence(unit):
    rounds.accept()
    by = rounds.person("officer")
    calls.correct_address(unit, "moi@lucngan.example", by=by, at=AT)

    assert judged(unit) == Contact(obstacle="Công văn chưa đến đơn vị: thư chưa được gửi.")
    calls.send_due_calls(AT)
    assert judged(unit) == UNCERTAIN


def test_the_same_address_again_is_no_correction(unit):
    stale = rounds.consultee(unit.round, "Lục Ngạn")
    by = rounds.person("officer")
    for address in ("moi@lucngan.example", "moi@lucngan.example", "dung@lucngan.example"):
        calls.correct_address(stale, address, by=by, at=AT)

    corrected = AuditEvent.objects.filter(action="consultee.address_corrected").order_by("pk")
    assert [event.data for event in corrected] == [
        {"before": "u1@unit.example", "after": "moi@lucngan.example"},
        {"before": "moi@lucngan.example", "after": "dung@lucngan.example"},
    ]


def test_a_reminder_is_no_call(unit):
    Message.objects.update(kind="reminder", state=MessageState.SENT, accepted_at=AT)

    assert judged(unit) == Contact(obstacle="Công văn chưa đến đơn vị: thư chưa được gửi.")


def test_the_newest_call_is_the_last_one_written(unit):
    by = rounds.person("officer")
    calls.correct_address(unit, "moi@lucngan.example", by=by, at=AT)
    calls.send_due_calls(AT)

    messages = messages_to([unit])[unit.pk]
    assert [message.to_address for message in messages] == [
        "u1@unit.example",
        "moi@lucngan.example",
    ]
    assert newest_call(messages) == messages[-1]
    assert newest_call([]) is None


def test_the_messages_to_all_units_are_found_in_one_query(django_assert_num_queries):
    round_ = rounds.called(rounds.drafted("Lục Ngạn", "Sơn Động", "Yên Thế"))
    units = list(round_.consultees.all())

    with django_assert_num_queries(1):
        found = messages_to(units)

    assert {pk: len(messages) for pk, messages in found.items()} == {unit.pk: 1 for unit in units}


@pytest.mark.parametrize(
    ("when", "verdict"),
    [
        (
            "08/8 23:59",
            Contact(reached="đã mở công văn trên cổng lúc 23:59 ngày 08/8/2021"),
        ),
        (
            "09/8 00:00",
            Contact(
                obstacle="Công văn đến đơn vị khi đã hết thời hạn: "
                "đã mở công văn trên cổng lúc 00:00 ngày 09/8/2021."
            ),
        ),
    ],
)
def test_who_learns_of_the_call_after_the_deadline_was_not_reached(unit, when, verdict):
    rounds.refuse(unit)
    answering.open_call(unit, by=rounds.staff(unit), at=hanoi(when))

    assert judged(unit) == verdict


def test_mail_in_time_counts_although_the_call_was_opened_too_late(unit):
    Message.objects.update(state=MessageState.SENT, **STATES[MessageState.SENT])
    answering.open_call(unit, by=rounds.staff(unit), at=hanoi("10/8 09:00"))

    assert judged(unit) == Contact(reached="máy chủ thư đã nhận công văn lúc 08:00 ngày 02/8/2021")
