"""The call goes once to each address of each unit, with the letter."""

import datetime as dt

import pytest

from accounts.models import AuditEvent
from consultations.domain import calls
from consultations.enums import ContactKind
from consultations.errors import ConsultationRefused
from consultations.models import Consultee, HandOver
from outbox.models import Message
from tests.consultations import rounds
from tests.consultations.rounds import AT, hanoi

pytestmark = pytest.mark.django_db
UNITS = ("Lục Ngạn", "Sơn Động")


def addresses():
    return list(Message.objects.order_by("pk").values_list("to_address", flat=True))


def correct(round_, name, address, at=AT):
    unit = rounds.consultee(round_, name)
    calls.correct_address(unit, address, by=rounds.person("officer"), at=at)


def test_each_unit_gets_one_call_with_the_letter():
    rounds.issued(rounds.drafted(*UNITS))

    assert calls.send_due_calls(AT) == 2
    assert calls.send_due_calls(hanoi("03/8 08:00")) == 0

    assert addresses() == ["u1@unit.example", "u2@unit.example"]
    call = Message.objects.order_by("pk").first()
    assert (call.kind, call.to_name) == ("call", "UBND huyện Lục Ngạn")
    assert call.subject == "Đề nghị tham gia ý kiến: Đề án"
    assert [file.name for file in call.attachments.all()] == ["01-SNgV-NV.pdf"]


def test_the_call_says_number_day_deadline_clause_and_where_to_answer():
    round_ = rounds.called(rounds.drafted("Lục Ngạn"))

    text = Message.objects.get().text
    assert "công văn số 01/SNgV-NV ngày 02/8/2021 đề nghị tham gia ý kiến vào Đề án." in text
    assert "Thời hạn: trước ngày 09/8/2021 (nhận ý kiến đến hết Chủ nhật 08/8/2021" in text
    assert f"«{rounds.CLAUSE}»" in text
    assert f"/lay-y-kien/tra-loi/{rounds.consultee(round_, 'Lục Ngạn').pk}/" in text


def test_nothing_leaves_before_the_pdf_is_made():
    rounds.issued(rounds.drafted(*UNITS), pdf=False)

    assert calls.send_due_calls(AT) == 0


def test_a_call_to_the_longest_address_has_a_key_that_fits():
    round_ = rounds.called(rounds.drafted("Lục Ngạn"))
    longest = f"{'a' * 64}@{'b' * 63}.{'c' * 63}.{'d' * 56}.vn"
    correct(round_, "Lục Ngạn", longest)

    assert (len(longest), calls.send_due_calls(AT)) == (252, 1)
    Message._meta.get_field("key").clean(Message.objects.latest("pk").key, None)


def test_nothing_leaves_before_the_issue():
    rounds.approved(rounds.drafted(*UNITS))

    assert calls.send_due_calls(AT) == 0


def test_a_unit_without_an_address_gets_no_call_until_it_has_one():
    round_ = rounds.issued(rounds.drafted(*UNITS))
    Consultee.objects.filter(district__name="Sơn Động").update(address="")

    assert calls.send_due_calls(AT) == 1
    correct(round_, "Sơn Động", "moi@sondong.example")
    assert calls.send_due_calls(AT) == 1
    assert addresses() == ["u1@unit.example", "moi@sondong.example"]


def test_a_corrected_address_gets_a_call_of_its_own_and_an_old_one_no_second():
    round_ = rounds.called(rounds.drafted("Lục Ngạn"))

    correct(round_, "Lục Ngạn", "moi@lucngan.example")
    assert calls.send_due_calls(AT) == 1
    correct(round_, "Lục Ngạn", "u1@unit.example")
    assert calls.send_due_calls(AT) == 0
    assert addresses() == ["u1@unit.example", "moi@lucngan.example"]


def test_a_correction_is_recorded_with_both_addresses():
    round_ = rounds.called(rounds.drafted("Lục Ngạn"))

    correct(round_, "Lục Ngạn", "moi@lucngan.example")

    event = AuditEvent.objects.get(action="consultee.address_corrected")
    assert event.data == {"before": "u1@unit.example", "after": "moi@lucngan.example"}


@pytest.mark.parametrize("address", ["", "khong-phai-dia-chi", "a@b.example\nBcc: c@d.example"])
def test_an_address_that_no_mail_can_go_to_is_refused(address):
    round_ = rounds.called(rounds.drafted("Lục Ngạn"))

    with pytest.raises(ConsultationRefused, match="Không gửi thư được đến địa chỉ"):
        correct(round_, "Lục Ngạn", address)


def test_a_closed_round_calls_nobody():
    round_ = rounds.called(rounds.drafted("Lục Ngạn"))
    rounds.end(round_, at=hanoi("09/8 08:00"))

    with pytest.raises(ConsultationRefused, match="Đợt lấy ý kiến đã kết thúc"):
        correct(round_, "Lục Ngạn", "moi@lucngan.example")
    Consultee.objects.update(address="moi@lucngan.example")
    assert calls.send_due_calls(hanoi("10/8 08:00")) == 0


def test_a_waiting_call_to_an_address_since_corrected_is_useless():
    round_ = rounds.issued(rounds.drafted("Lục Ngạn"))
    calls.send_due_calls(AT)
    call = Message.objects.get()

    assert calls.still_useful(call, AT)
    correct(round_, "Lục Ngạn", "moi@lucngan.example")
    assert not calls.still_useful(call, AT)


def test_a_waiting_call_is_useless_once_the_round_is_closed():
    round_ = rounds.issued(rounds.drafted("Lục Ngạn"))
    calls.send_due_calls(AT)

    rounds.end(round_, at=hanoi("09/8 08:00"))
    assert not calls.still_useful(Message.objects.get(), hanoi("09/8 08:00"))


def hand_over(round_, on, at=AT, **how):
    return calls.record_hand_over(
        rounds.consultee(round_, "Lục Ngạn"),
        calls.Contacted(on=on, person="Nguyễn Văn A", note="giao tại văn thư", **how),
        by=rounds.person("officer"),
        at=at,
    )


def test_a_hand_over_is_kept_with_who_and_when():
    round_ = rounds.called(rounds.drafted("Lục Ngạn"))

    kept = hand_over(round_, dt.date(2021, 8, 2))

    assert (kept.person, kept.on, kept.recorded_at) == ("Nguyễn Văn A", dt.date(2021, 8, 2), AT)
    event = AuditEvent.objects.get(action="consultee.handed_over")
    assert event.data == {
        "contact": "other", "person": "Nguyễn Văn A", "note": "giao tại văn thư",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("day", "sentence"),
    [(1, "không thể trước ngày ban hành công văn"), (3, "không thể sau hôm nay")],
)
def test_a_hand_over_lies_between_the_letter_and_today(day, sentence):
    round_ = rounds.called(rounds.drafted("Lục Ngạn"))

    with pytest.raises(ConsultationRefused, match=sentence):
        hand_over(round_, dt.date(2021, 8, day))


CALL = {"kind": ContactKind.PHONE, "hour": dt.time(8, 30), "caller": "Trần Thị C"}
AFTER_CALL = hanoi("02/8 09:00")


def test_several_calls_of_a_day_are_several_records_and_the_same_one_is_one():
    round_ = rounds.called(rounds.drafted("Lục Ngạn"))
    today = dt.date(2021, 8, 2)
    first = hand_over(round_, today, AFTER_CALL, **CALL)
    again = hand_over(round_, today, AFTER_CALL, **CALL)
    later = hand_over(round_, today, AFTER_CALL, **CALL | {"hour": dt.time(8, 45)})

    assert (first == again, HandOver.objects.count()) == (True, 2)
    assert later.at == hanoi("02/8 08:45")
    assert AuditEvent.objects.filter(action="consultee.handed_over").count() == 2


@pytest.mark.parametrize(
    ("missing", "sentence"),
    [
        ({"hour": None}, "giờ gọi và người gọi"),
        ({"caller": ""}, "giờ gọi và người gọi"),
        ({"hour": dt.time(9, 1)}, "không thể sau hiện tại"),
        # Issued at 08:00: who was called before that did not hear of this letter.
        ({"hour": dt.time(7, 59)}, r"không thể trước giờ ban hành công văn \(08:00\)"),
    ],
)
def test_a_telephone_call_has_an_hour_gone_by_and_a_caller(missing, sentence):
    round_ = rounds.called(rounds.drafted("Lục Ngạn"))

    with pytest.raises(ConsultationRefused, match=sentence):
        hand_over(round_, dt.date(2021, 8, 2), AFTER_CALL, **CALL | missing)
    assert not HandOver.objects.exists()


def test_nothing_can_be_handed_over_before_the_issue_or_after_the_end():
    draft = rounds.drafted("Lục Ngạn")
    with pytest.raises(ConsultationRefused, match="khi đợt lấy ý kiến đang mở"):
        hand_over(draft, dt.date(2021, 8, 2))

    round_ = rounds.called(draft)
    rounds.end(round_, at=hanoi("09/8 08:00"))
    with pytest.raises(ConsultationRefused, match="khi đợt lấy ý kiến đang mở"):
        hand_over(round_, dt.date(2021, 8, 2))
