"""Following a round in the browser: reminding, extending, correcting, closing."""

from uuid import UUID

import pytest
from django.contrib.messages import get_messages

from consultations.models import Consultee, HandOver, Term
from deadlines.domain import portal_clock
from outbox.models import Message
from tests.consultations import rounds
from tests.consultations.rounds import AGREE, hanoi
from tests.factories import signed_in

pytestmark = pytest.mark.django_db
ORDER = str(UUID(int=7))

NOBODY = "Không có đơn vị nào để nhắc: đã trả lời hoặc chưa có địa chỉ."


@pytest.fixture
def officer():
    return signed_in(rounds.person("officer"))


@pytest.fixture
def round_():
    return rounds.called(rounds.drafted("Lục Ngạn", "Sơn Động", "Yên Thế"))


def address(round_, part=""):
    return f"/lay-y-kien/{round_.pk}/{part}"


def of(round_, name, part):
    return address(round_, f"don-vi/{rounds.consultee(round_, name).pk}/{part}")


def said(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def errors(response):
    return {name: list(map(str, found)) for name, found in response.context["form"].errors.items()}


def reminders():
    return Message.objects.filter(kind="reminder").count()


def test_before_reminding_one_sees_who_would_get_which_words(officer, round_):
    Consultee.objects.filter(district__name="Yên Thế").update(address="")
    chosen = [rounds.consultee(round_, name).pk for name in ("Sơn Động", "Yên Thế")]

    response = officer.get(address(round_, "nhac/"), {"unit": chosen})
    html = response.content.decode()

    assert "Nhắc 1 đơn vị" in html
    assert "UBND huyện Yên Thế chưa có địa chỉ, không nhắc được bằng thư." in html
    assert "Kính gửi: UBND huyện Sơn Động" in response.context["preview"]
    assert reminders() == 0


def test_without_a_choice_all_that_owe_an_answer_are_proposed(officer, round_):
    rounds.answer(rounds.consultee(round_, "Sơn Động"))

    response = officer.get(address(round_, "nhac/"), follow=True)

    assert response.redirect_chain == [(address(round_, "hang-loat/nhac/"), 302)]
    assert [unit.name for unit in response.context["first"]] == [
        "huyện Lục Ngạn",
        "huyện Yên Thế",
    ]


def test_the_chosen_are_reminded_once_however_often_one_clicks(officer, round_):
    typed = {"order": ORDER, "unit": [rounds.consultee(round_, "Sơn Động").pk]}

    for _click in range(2):
        response = officer.post(address(round_, "nhac/"), typed)

    assert said(response)[-1:] == ["Đã gửi nhắc 1 đơn vị."]
    assert response.headers["Location"] == address(round_)
    assert reminders() == 1


@pytest.mark.parametrize("typed", [{}, {"order": "nonsense"}, {"unit": ["1"]}])
def test_a_broken_order_reminds_nobody_and_says_so(officer, round_, typed):
    response = officer.post(address(round_, "nhac/"), typed)

    assert said(response) == ["Chưa gửi nhắc. Đề nghị chọn lại đơn vị và gửi lại."]
    assert reminders() == 0


@pytest.mark.parametrize("unit", [[], ["²"], ["9" * 40], ["x"]])
def test_who_is_no_unit_of_the_round_is_not_reminded(officer, round_, unit):
    response = officer.post(address(round_, "nhac/"), {"order": ORDER, "unit": unit})

    assert said(response) == [NOBODY]
    assert reminders() == 0


def test_who_answered_while_the_page_stood_open_is_not_reminded(officer, round_):
    typed = {"order": ORDER, "unit": [rounds.consultee(round_, "Sơn Động").pk]}
    rounds.answer(rounds.consultee(round_, "Sơn Động"))

    response = officer.post(address(round_, "nhac/"), typed)

    assert said(response) == [NOBODY]


def test_a_closed_round_reminds_nobody(officer, round_):
    typed = {"order": ORDER, "unit": [rounds.consultee(round_, "Sơn Động").pk]}
    rounds.end(round_, at=hanoi("09/8 08:00"))

    response = officer.post(address(round_, "nhac/"), typed)

    assert said(response) == ["Chỉ nhắc được khi đợt lấy ý kiến đang mở."]


LATER = {"deadline_kind": "before_date", "deadline_date": "12/8/2021", "reason": "Xin thêm."}


def test_all_units_are_extended(officer, round_):
    assert "3 đơn vị chưa trả lời" in officer.get(address(round_, "gia-han/")).content.decode()

    response = officer.post(address(round_, "gia-han/"), LATER)

    assert said(response) == ["Đã gia hạn: trước ngày 12/8/2021."]
    assert rounds.fresh(round_).term().deadline_phrase == "trước ngày 12/8/2021"
    assert Message.objects.filter(kind="extension").count() == 3


def test_one_unit_is_extended(officer, round_):
    response = officer.post(of(round_, "Yên Thế", "gia-han/"), LATER)

    assert said(response) == ["Đã gia hạn: trước ngày 12/8/2021."]
    assert Term.objects.get(original=False).consultee == rounds.consultee(round_, "Yên Thế")


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ({"reason": ""}, {"reason": ["Mục này không được để trống."]}),
        (
            {"deadline_date": "09/8/2021"},
            {"__all__": ["Thời hạn mới phải sau thời hạn đang áp dụng (trước ngày 09/8/2021)."]},
        ),
    ],
)
def test_an_extension_that_is_refused_is_shown_again(officer, round_, typed, found):
    response = officer.post(address(round_, "gia-han/"), LATER | typed)

    assert errors(response) == found
    assert response.context["form"]["deadline_kind"].value() == "before_date"
    assert Term.objects.count() == 1


def test_closing_shows_each_outcome_first_and_why_not_yet(officer, round_):
    response = officer.get(address(round_, "ket-thuc/"))

    assert [one.consultee.district.name for one in response.context["proposals"]] == [
        "Lục Ngạn",
        "Sơn Động",
        "Yên Thế",
    ]
    assert response.context["refusal"] == ("Chưa hết thời hạn (trước ngày 09/8/2021).")
    assert rounds.fresh(round_).closed_at is None


def test_a_round_closed_too_early_says_why_and_stays_open(officer, round_):
    response = officer.post(address(round_, "ket-thuc/"))

    assert said(response) == ["Chưa hết thời hạn (trước ngày 09/8/2021)."]
    assert response.headers["Location"] == address(round_, "ket-thuc/")
    assert rounds.fresh(round_).closed_at is None


def test_while_a_unit_may_still_answer_the_round_waits_for_it(officer, round_):
    officer.post(of(round_, "Sơn Động", "gia-han/"), LATER)
    portal_clock.move(hanoi("09/8 08:00"))

    response = officer.get(address(round_, "ket-thuc/"))

    refusal = "Chưa hết thời hạn gia hạn riêng: UBND huyện Sơn Động (trước ngày 12/8/2021)."
    assert refusal in response.text
    assert response.text.count("Chưa xác định") == 1
    assert said(officer.post(address(round_, "ket-thuc/"))) == [refusal]
    desk = officer.get("/").text
    assert "1 đơn vị còn thời hạn (trước ngày 12/8/2021); hết thời hạn đó mới kết thúc" in desk
    assert "Xem kết quả dự kiến" not in desk


def test_a_round_that_is_over_is_closed_once(officer, round_):
    for unit in round_.consultees.with_course():
        rounds.answer(unit)
    portal_clock.move(hanoi("09/8 08:00"))

    first = officer.post(address(round_, "ket-thuc/"))
    assert said(first) == ["Đã kết thúc đợt lấy ý kiến và ghi kết quả từng đơn vị."]
    assert rounds.fresh(round_).closed_at == hanoi("09/8 08:00")

    second = officer.post(address(round_, "ket-thuc/"))
    assert said(second)[-1:] == ["Đợt lấy ý kiến đã kết thúc."]


def test_a_corrected_address_leads_back_to_the_unit(officer, round_):
    where = of(round_, "Yên Thế", "dia-chi/")
    assert officer.get(where).context["form"].initial == {"address": "u3@unit.example"}

    response = officer.post(where, {"address": "moi@yenthe.example"})

    assert said(response) == ["Đã sửa địa chỉ; công văn sẽ được gửi lại."]
    assert response.headers["Location"] == of(round_, "Yên Thế", "")
    assert rounds.consultee(round_, "Yên Thế").address == "moi@yenthe.example"


@pytest.mark.parametrize("typed", ["", "khong-phai", f"{'a' * 250}@b.example"])
def test_an_address_that_cannot_be_one_is_shown_again(officer, round_, typed):
    response = officer.post(of(round_, "Yên Thế", "dia-chi/"), {"address": typed})

    assert list(errors(response)) == ["address"]
    assert response.context["form"]["address"].value() == typed


def test_a_hand_over_is_recorded(officer, round_):
    typed = {
        "kind": "hand",
        "on": "02/8/2021",
        "person": "Nguyễn Văn A",
        "note": "giao tại văn thư",
    }

    response = officer.post(of(round_, "Yên Thế", "ghi-nhan/"), typed)

    assert said(response) == ["Đã ghi nhận."]
    assert HandOver.objects.get().person == "Nguyễn Văn A"


def test_a_telephone_call_stands_on_the_units_page_with_hour_caller_and_words(officer, round_):
    typed = {
        "kind": "phone", "on": "02/8/2021", "hour": "08:00", "caller": "Trần Thị C",
        "person": "Nguyễn Văn A", "note": "đã nhận công văn",
    }  # fmt: skip

    officer.post(of(round_, "Yên Thế", "ghi-nhan/"), typed)

    page = officer.get(of(round_, "Yên Thế", "")).content.decode()
    assert "Gọi điện thoại: Trần Thị C → Nguyễn Văn A. đã nhận công văn" in page


def test_a_hand_over_before_the_letter_is_shown_again(officer, round_):
    typed = {
        "kind": "hand",
        "on": "01/8/2021",
        "person": "Nguyễn Văn A",
        "note": "giao tại văn thư",
    }

    response = officer.post(of(round_, "Yên Thế", "ghi-nhan/"), typed)

    assert errors(response) == {
        "__all__": ["Ngày giao, liên hệ không thể trước ngày ban hành công văn."]
    }
    assert "Nguyễn Văn A" in response.content.decode()


def test_a_units_page_shows_what_went_what_came_and_what_comes(officer, round_):
    unit = rounds.consultee(round_, "Yên Thế")
    rounds.draft(unit, (AGREE, ""))

    response = officer.get(of(round_, "Yên Thế", ""))

    assert [message.kind for message in response.context["sent"]] == ["call"]
    assert [step.at for step in response.context["to_come"]] == [
        hanoi("03/8 08:00"),
        hanoi("05/8 08:00"),
        hanoi("06/8 08:00"),
    ]
    assert "bản nháp chưa phải là trả lời" in response.content.decode()


def test_nothing_comes_for_a_unit_that_has_answered(officer, round_):
    rounds.answer(rounds.consultee(round_, "Yên Thế"))

    response = officer.get(of(round_, "Yên Thế", ""))

    assert response.context["to_come"] == []
    assert [answer.version for answer in response.context["responses"]] == [1]


def test_a_unit_of_another_round_is_not_found(officer, round_):
    other = rounds.called(rounds.drafted("Tân Yên", prefix="o"))
    stranger = rounds.consultee(other, "Tân Yên").pk

    for part in ("", "gia-han/", "dia-chi/", "ghi-nhan/"):
        assert officer.get(address(round_, f"don-vi/{stranger}/{part}")).status_code == 404
