"""Sending, sending again, handing over: what is decided and what is refused."""

import datetime as dt

import pytest

from accounts.models import AuditEvent
from dispatches.domain import deliveries, handling, runs
from dispatches.domain.deliveries import Sending
from dispatches.domain.delivering import send_due_deliveries
from dispatches.domain.recipients import outstanding, with_addresses
from dispatches.enums import Channel
from dispatches.errors import DispatchRefused
from dispatches.models import Correspondent, Delivery, PaperHandOver
from outbox.models import Message
from tests.dispatches.deliveries import (
    ADDRESS,
    HEALTH,
    MINISTRY,
    UNIT,
    again,
    issued_to,
    letter_to,
    one_sent,
    sendings,
    sent,
)
from tests.dispatches.factories import AT, approved, clerk, issued
from tests.factories import DAY, district, officer_of

pytestmark = pytest.mark.django_db
LATER = AT + dt.timedelta(hours=1)


def events(action):
    return [event.data for event in AuditEvent.objects.filter(action=action).order_by("pk")]


# --- who has got nothing yet


def test_the_letter_says_who_gets_it():
    to = letter_to(
        f"{HEALTH};", recipients=("Như trên;", f"{MINISTRY} (b/c);", "Lưu: VT, NV.", "Sở Y Tế;")
    )

    found = with_addresses(outstanding(issued(letter=to)), on=DAY)

    assert [(one.mark, one.name, one.channel) for one in found] == [
        ("line-0", HEALTH, None),
        ("line-1", MINISTRY, None),
    ]


@pytest.mark.parametrize(
    ("email", "staffed", "channel"),
    [
        ("u@unit.example", True, Channel.EMAIL),
        ("u@unit.example", False, Channel.EMAIL),
        ("", True, Channel.PORTAL),
        ("", False, None),
    ],
)
@pytest.mark.parametrize("name", [UNIT, "Ủy ban nhân dân huyện Lục Ngạn", "huyện Lục Ngạn"])
def test_a_unit_is_known_by_its_names_and_reached_where_it_can_be(name, email, staffed, channel):
    unit = district("Lục Ngạn", email=email)
    if staffed:
        officer_of(unit)

    [found] = with_addresses(outstanding(issued_to(name)), on=DAY)

    assert (found.unit, found.address, found.channel) == (unit.code, email, channel)


def test_an_address_that_was_used_is_proposed_the_next_time():
    sent(issued_to(HEALTH))

    [found] = with_addresses(outstanding(issued_to(HEALTH.upper())), on=DAY)

    assert found.address == ADDRESS
    assert events("correspondent.kept") == [{"before": "", "after": ADDRESS}]


def test_a_corrected_address_is_proposed_from_then_on_and_a_unit_s_is_not_kept_here():
    again(one_sent(), address="moi@syt.example")
    district("Lục Ngạn")
    sent(issued_to(UNIT))

    assert list(Correspondent.objects.values_list("name", "address")) == [
        (HEALTH, "moi@syt.example")
    ]


def test_copies_come_first_and_stand_for_the_groups_of_the_letter():
    dispatch = issued_to("UBND các huyện, thành phố", HEALTH)
    assert [one.is_group for one in outstanding(dispatch)] == [True, False]
    runs.start(
        dispatch,
        [runs.Addressee(UNIT, "u@unit.example"), runs.Addressee(HEALTH, "Đường Hùng Vương")],
        by=clerk(),
        at=AT,
    )

    found = outstanding(dispatch)

    assert [(one.name, one.address, one.copy.ordinal) for one in found] == [
        (UNIT, "u@unit.example", 1),
        (HEALTH, "", 2),
    ]


def test_an_association_that_has_many_in_its_name_still_gets_the_letter_itself():
    association = "Hiệp hội các tỉnh trưởng Hàn Quốc"
    dispatch = issued_to(association, "UBND các huyện, thành phố")
    runs.start(dispatch, [runs.Addressee(UNIT, "u@unit.example")], by=clerk(), at=AT)

    assert [(one.name, one.is_group) for one in outstanding(dispatch)] == [
        (UNIT, False),
        (association, False),
    ]


# --- sending


def test_each_recipient_gets_one_delivery_with_a_link_of_its_own():
    dispatch = issued_to(HEALTH, MINISTRY)

    made = sent(dispatch)

    assert [(d.recipient, d.channel, d.address, d.attempt) for d in made] == [
        (HEALTH, "email", ADDRESS, 1),
        (MINISTRY, "email", ADDRESS, 1),
    ]
    assert {len(d.token) for d in made} == {43}
    assert made[0].token != made[1].token
    assert events("delivery.sent") == [{"channel": "email", "to": ADDRESS}] * 2
    assert outstanding(dispatch) == []


def test_a_second_click_sends_nothing_more():
    dispatch = issued_to(HEALTH, MINISTRY)
    decided = sendings(dispatch)
    deliveries.send(dispatch, decided[:1], by=clerk(), at=AT)

    assert [d.recipient for d in deliveries.send(dispatch, decided, by=clerk(), at=AT)] == [
        MINISTRY
    ]
    assert deliveries.send(dispatch, decided, by=clerk(), at=AT) == []
    assert Delivery.objects.count() == 2


@pytest.mark.parametrize("address", ["", "khong-phai", "a@b.example\nBcc: c@d.example"])
def test_an_address_that_no_mail_can_go_to_is_refused_and_nothing_is_sent(address):
    dispatch = issued_to(HEALTH, MINISTRY)
    good, bad = sendings(dispatch)
    bad = Sending(recipient=bad.recipient, channel=Channel.EMAIL, address=address)

    with pytest.raises(DispatchRefused, match="Không gửi thư được đến địa chỉ"):
        deliveries.send(dispatch, [good, bad], by=clerk(), at=AT)
    assert not Delivery.objects.exists()


def test_into_the_portal_goes_what_is_for_a_unit_of_it():
    with pytest.raises(DispatchRefused, match="không có tài khoản trên cổng"):
        sent(issued_to(HEALTH), Channel.PORTAL)
    district("Lục Ngạn")
    [delivery] = sent(issued_to(UNIT), Channel.PORTAL)
    assert (delivery.unit, delivery.address, delivery.token) == ("lc-ngn", "", "")


def test_what_is_not_issued_or_is_cancelled_is_not_sent():
    with pytest.raises(DispatchRefused, match="Chờ cấp số"):
        deliveries.send(approved(), [], by=clerk(), at=AT)
    dispatch = issued_to(HEALTH)
    decided = sendings(dispatch)
    handling.cancel(dispatch, reason="Nhầm", by=clerk(), at=AT)
    with pytest.raises(DispatchRefused, match="đã hủy"):
        deliveries.send(dispatch, decided, by=clerk(), at=AT)


# --- sending again


def test_sent_again_it_has_a_new_link_and_says_why():
    former = one_sent()

    new = again(former, address="moi@syt.example", reason="Địa chỉ sai", at=LATER)

    assert (new.attempt, new.former, new.recipient, new.address, new.reason) == (
        2,
        former,
        HEALTH,
        "moi@syt.example",
        "Địa chỉ sai",
    )
    assert new.token not in ("", former.token)
    assert events("delivery.sent_again") == [
        {"channel": "email", "to": "moi@syt.example", "reason": "Địa chỉ sai"}
    ]
    assert outstanding(former.dispatch) == []


def test_a_delivery_is_sent_again_once_and_not_without_a_reason():
    former = one_sent()
    with pytest.raises(DispatchRefused, match="lý do"):
        again(former, reason=" ")
    again(former)
    with pytest.raises(DispatchRefused, match="đã được gửi lại"):
        again(former)
    assert Delivery.objects.count() == 2


def test_what_was_refused_by_mail_may_go_on_paper():
    new = again(one_sent(), Channel.PAPER, reason="Không có địa chỉ thư")
    assert (new.channel, new.address, new.token) == ("paper", "", "")


# --- handing over


def hand(delivery, on=DAY, person="Nguyễn Văn A"):
    return deliveries.record_hand_over(
        delivery, on=on, person=person, note="Tại văn thư", by=clerk(), at=AT
    )


def test_a_hand_over_is_kept_once_with_who_and_when():
    delivery = one_sent(Channel.PAPER)

    assert hand(delivery) == hand(delivery)

    kept = PaperHandOver.objects.get()
    assert (kept.on, kept.person, kept.recorded_by, kept.recorded_at) == (
        DAY,
        "Nguyễn Văn A",
        clerk(),
        AT,
    )
    assert events("delivery.handed") == [
        {"day": "2021-08-02", "person": "Nguyễn Văn A", "note": "Tại văn thư"}
    ]


@pytest.mark.parametrize("days", [-1, 1])
def test_a_hand_over_lies_between_the_document_and_today(days):
    with pytest.raises(DispatchRefused, match="Ngày giao"):
        hand(one_sent(Channel.PAPER), on=DAY + dt.timedelta(days=days))


def test_a_hand_over_has_a_person():
    with pytest.raises(DispatchRefused, match="người nhận"):
        hand(one_sent(Channel.PAPER), person=" ")


# --- coming back


def accepted(at=AT):
    delivery = one_sent()
    send_due_deliveries(AT)
    Message.objects.update(state="sent", accepted_at=at)
    delivery.refresh_from_db()
    return delivery


def come_back(delivery, on=DAY, words="550 User unknown"):
    return deliveries.record_bounce(delivery, on=on, words=words, by=clerk(), at=AT)


def test_a_mail_that_came_back_is_recorded_once_with_its_words():
    delivery = accepted()

    bounce = come_back(delivery)

    assert (bounce.on, bounce.words, bounce.recorded_by) == (DAY, "550 User unknown", clerk())
    assert events("delivery.bounced") == [{"day": "2021-08-02", "words": "550 User unknown"}]
    with pytest.raises(DispatchRefused, match="Đã ghi thư này bị trả lại"):
        come_back(delivery)


def test_what_the_mail_server_never_took_does_not_come_back():
    for delivery in (one_sent(), one_sent("paper")):
        with pytest.raises(DispatchRefused, match="Máy chủ thư chưa nhận"):
            come_back(delivery)


@pytest.mark.parametrize("days", [-1, 1])
def test_a_mail_comes_back_between_the_day_it_left_and_today(days):
    with pytest.raises(DispatchRefused, match="Ngày bị trả lại"):
        come_back(accepted(), on=DAY + dt.timedelta(days=days))


def test_a_mail_comes_back_with_words_and_to_the_latest_delivery():
    delivery = accepted()
    with pytest.raises(DispatchRefused, match="lý do"):
        come_back(delivery, words=" ")
    again(delivery)
    with pytest.raises(DispatchRefused, match="đã được gửi lại"):
        come_back(delivery)
