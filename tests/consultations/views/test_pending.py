"""The pages on which an officer enters a unit's letter."""

import datetime as dt

import pytest
from django.urls import reverse

from consultations.domain import pending
from consultations.forms.answer import position_name, text_name
from consultations.models import PendingResponse, Response
from deadlines.domain import portal_clock
from dispatches.domain import incoming
from tests.consultations import letters, rounds
from tests.dispatches.exchange.messages import reply
from tests.dispatches.factories import entry
from tests.factories import signed_in

pytestmark = pytest.mark.django_db
DOUBT = (
    "Văn bản số 347/CNV-ĐP là của Cục Ngoại vụ, Bộ Ngoại giao, không phải của UBND huyện Lục Ngạn."
)


@pytest.fixture
def letter():
    return letters.waiting(rounds.called(rounds.drafted("Lục Ngạn", "Sơn Động", contents=2)))


@pytest.fixture
def officer(letter):
    return signed_in(rounds.person("officer"))


def page(name, letter):
    return reverse(f"consultations:{name}", args=[letter.consultee.round_id, letter.pk])


def unit_page(letter):
    return reverse("consultations:unit", args=[letter.consultee.round_id, letter.consultee_id])


def typed(letter, *opinions):
    contents = letter.consultee.round.contents.order_by("ordinal")
    data = {}
    for content, (position, text) in zip(contents, opinions, strict=True):
        data |= {position_name(content): position, text_name(content): text}
    return data


def test_the_letter_is_entered_beside_its_pdf(officer, letter):
    shown = officer.get(page("enter_response", letter))
    assert f'src="{page("pending_letter", letter)}#' in shown.text
    frame = officer.get(page("pending_letter", letter))
    assert frame.content == reply().attachments[0].content
    assert frame["Content-Type"] == "application/pdf"
    assert "frame-ancestors 'self'" in frame["Content-Security-Policy"]

    said = typed(letter, ("agree", ""), ("disagree", "Chưa phù hợp."))
    answer = officer.post(page("enter_response", letter), said, follow=True)

    assert answer.redirect_chain == [(unit_page(letter), 302)]
    assert "Đã ghi nhận ý kiến của đơn vị, số tiếp nhận 01/2021." in answer.text
    assert "Văn bản liên thông" in answer.text
    assert Response.objects.get().comments.count() == 2
    again = officer.get(page("enter_response", letter), follow=True)
    assert "đã được xử lý" in again.text


def test_what_is_missing_is_said_and_what_was_typed_stays(officer, letter):
    said = typed(letter, ("", ""), ("disagree", ""))

    answer = officer.post(page("enter_response", letter), said)

    assert "Chưa chọn ý kiến." in answer.text
    assert "Chưa ghi góp ý hoặc lý do." in answer.text
    assert 'value="disagree"' in answer.text
    assert not Response.objects.exists()


def test_agreement_is_filled_in_where_nothing_is_typed_and_nothing_is_kept_yet(officer, letter):
    said = typed(letter, ("", ""), ("disagree", "Chưa phù hợp."))

    shown = officer.post(page("enter_response", letter), said | {"fill": ""})

    first, second = letter.consultee.round.contents.order_by("ordinal")
    form = shown.context["form"]
    assert form[position_name(first)].value() == "agree"
    assert form[position_name(second)].value() == "disagree"
    assert form[text_name(second)].value() == "Chưa phù hợp."
    assert not form.errors
    assert not Response.objects.exists()


def test_a_remark_without_a_choice_is_no_agreement(officer, letter):
    said = typed(letter, ("", "Bổ sung."), ("", ""))

    form = officer.post(page("enter_response", letter), said | {"fill": ""}).context["form"]

    values = [
        form[position_name(c)].value() for c in letter.consultee.round.contents.order_by("ordinal")
    ]
    assert values == ["", "agree"]


def test_a_letter_is_rejected_with_its_reason(officer, letter):
    officer.post(page("reject_pending", letter), {"reason": ""})
    assert PendingResponse.objects.get().state == "waiting"

    answer = officer.post(page("reject_pending", letter), {"reason": "Gửi nhầm."}, follow=True)

    assert "Không nhận: Gửi nhầm." in " ".join(answer.text.split())


def test_a_letter_of_another_round_does_not_exist_here(officer, letter):
    other = rounds.called(rounds.drafted("Yên Thế", prefix="y"))

    for name in ("enter_response", "pending_letter", "reject_pending"):
        address = reverse(f"consultations:{name}", args=[other.pk, letter.pk])
        assert officer.get(address).status_code == 404


def test_board_desk_and_closing_page_lead_to_the_letter(officer, letter):
    round_ = letter.consultee.round_id
    for address in (
        reverse("home"),
        reverse("consultations:round", args=[round_]),
        reverse("consultations:close", args=[round_]),
        unit_page(letter),
    ):
        assert f'href="{page("enter_response", letter)}"' in officer.get(address).text
    board = officer.get(reverse("consultations:round", args=[round_])).text
    assert "Có văn bản trả lời chờ nhập" in board
    assert "1 trên 2 đơn vị chưa trả lời" in board


def test_the_incoming_document_leads_on_to_what_becomes_of_it(officer, letter):
    own = reverse("dispatches:incoming", args=[letter.document_id])
    part = f'href="{unit_page(letter)}">Phần lấy ý kiến của UBND huyện Lục Ngạn'
    enter = f'href="{page("enter_response", letter)}">Nhập ý kiến của UBND huyện Lục Ngạn'

    assert enter in officer.get(own).text
    assert part in signed_in(rounds.person("leader")).get(own).text
    officer.post(page("enter_response", letter), typed(letter, ("agree", ""), ("agree", "")))
    assert part in officer.get(own).text
    assert enter not in officer.get(own).text


def test_who_may_not_enter_it_is_not_led_there(letter):
    leader = signed_in(rounds.person("leader"))
    round_ = letter.consultee.round_id
    for address in (
        reverse("home"),
        reverse("consultations:round", args=[round_]),
        unit_page(letter),
    ):
        assert page("enter_response", letter) not in leader.get(address).text


def test_the_unit_is_told_that_its_letter_came(letter):
    address = reverse("consultations:answer", args=[letter.consultee_id])
    staff = signed_in(rounds.staff(letter.consultee))
    told = "đã nhận văn bản trả lời của đơn vị và đang nhập ý kiến"
    assert told in staff.get(address).text

    officer = rounds.person("officer")
    pending.reject(letter, reason="Gửi nhầm.", by=officer, at=rounds.AT)

    assert told not in staff.get(address).text


def test_a_letter_on_paper_is_brought_and_then_entered():
    round_ = rounds.called(rounds.drafted("Lục Ngạn"))
    now = rounds.hanoi("06/8 17:00")
    portal_clock.move(now)
    unit = rounds.consultee(round_, "Lục Ngạn")
    known = entry(date=dt.date(2021, 8, 5), arrived_on=dt.date(2021, 8, 6))
    document = incoming.receive(known, by=rounds.person("clerk"), at=now)
    client = signed_in(rounds.person("officer"))
    address = reverse("consultations:bring_letter", args=[round_.pk, unit.pk])
    assert address in client.get(reverse("consultations:unit", args=[round_.pk, unit.pk])).text
    assert "01/2021: Công văn 347/CNV-ĐP (05/8/2021), Cục Ngoại vụ" in client.get(address).text

    typed = {"document": document.pk, "day": "06/8/2021", "time": "16:30", "signer": "CHỦ TỊCH"}
    assert 'name="although"' not in client.get(address).text
    asked = client.post(address, typed)
    assert DOUBT in asked.text
    assert f'name="although" value="{document.pk}"' in " ".join(asked.text.split())
    # What was said of another document says nothing of this one.
    assert client.post(address, typed | {"although": document.pk + 1}).status_code == 200
    assert not PendingResponse.objects.exists()
    response = client.post(address, typed | {"although": document.pk})

    brought = PendingResponse.objects.get()
    assert brought.received_at == rounds.hanoi("06/8 16:30")
    entering = reverse("consultations:enter_response", args=[round_.pk, brought.pk])
    assert response.headers["Location"] == entering
    assert DOUBT in client.get(entering).text


@pytest.mark.parametrize("reason", ["", "Văn thư chậm. " * 40])
def test_a_letter_entered_after_the_closing_wants_a_reason_that_can_be_kept(reason):
    closed = rounds.end(rounds.called(rounds.drafted("Lục Ngạn")), rounds.hanoi("09/8 08:00"))
    late = letters.waiting(closed, at=rounds.hanoi("06/8 09:00"))
    portal_clock.move(rounds.hanoi("11/8 09:00"))
    officer = signed_in(rounds.person("officer"))
    said = typed(late, ("disagree", "Chưa phù hợp."))

    filled = officer.post(page("enter_response", late), said | {"reason": reason, "fill": ""})
    assert not filled.context["reason_form"].errors
    assert filled.context["reason_form"]["reason"].value() == reason
    refused = officer.post(page("enter_response", late), said | {"reason": reason})
    assert list(refused.context["reason_form"].errors) == ["reason"]
    assert "Chưa phù hợp." in refused.text

    officer.post(page("enter_response", late), said | {"reason": "Văn thư chuyển chậm."})
    assert Response.objects.get().recorded_later.reason == "Văn thư chuyển chậm."


def test_what_was_entered_is_corrected_beside_the_letter(officer, letter):
    officer.post(page("enter_response", letter), typed(letter, ("agree", ""), ("agree", "")))
    address = page("correct_response", letter)
    assert f'href="{address}"' in officer.get(unit_page(letter)).text
    shown = officer.get(address)
    assert [row["position"].value() for row in shown.context["rows"]] == ["agree", "agree"]

    said = typed(letter, ("agree", ""), ("disagree", "Chưa phù hợp."))
    unsaid = officer.post(address, said)
    assert unsaid.context["reason_form"].errors
    done = officer.post(address, said | {"reason": "Nhập nhầm."}, follow=True)

    assert done.redirect_chain == [(unit_page(letter), 302)]
    assert "Đã sửa kết quả nhập thành bản mới, số tiếp nhận 02/2021." in done.text
    assert "Sửa kết quả nhập, bản 2: Nhập nhầm." in done.text
    corrected = officer.get(address).context["rows"]
    assert [row["position"].value() for row in corrected] == ["agree", "disagree"]


def test_a_letter_that_waits_is_entered_and_not_corrected(officer, letter):
    assert page("correct_response", letter) not in officer.get(unit_page(letter)).text
    assert officer.get(page("correct_response", letter)).status_code == 302


def test_what_was_entered_by_mistake_is_withdrawn(officer, letter):
    assert page("withdraw_response", letter) not in officer.get(unit_page(letter)).text
    officer.post(page("enter_response", letter), typed(letter, ("agree", ""), ("agree", "")))
    address = page("withdraw_response", letter)
    assert f'href="{address}"' in officer.get(unit_page(letter)).text
    assert "UBND huyện Lục Ngạn" in officer.get(address).text

    assert officer.post(address, {"reason": " "}).context["form"].errors
    done = officer.post(address, {"reason": "Nhập nhầm."}, follow=True)

    assert done.redirect_chain == [(unit_page(letter), 302)]
    assert "Đã rút kết quả nhập: Nhập nhầm." in done.text
    assert "đã rút, không được tính" in done.text
    for name in ("withdraw_response", "correct_response"):
        assert page(name, letter) not in done.text
    assert officer.get(page("correct_response", letter)).status_code == 302


def test_the_unit_reads_that_it_was_withdrawn_and_may_answer(officer, letter):
    officer.post(page("enter_response", letter), typed(letter, ("agree", ""), ("agree", "")))
    officer.post(page("withdraw_response", letter), {"reason": "Nhập nhầm."})
    staff = signed_in(rounds.staff(letter.consultee))

    shown = staff.get(reverse("consultations:answer", args=[letter.consultee_id]))

    assert 'name="version"' in shown.text
    told = " ".join(shown.text.split())
    assert "nhập từ văn bản số 812/UBND-VX của UBND huyện Lục Ngạn" in told
    assert "không được tính là của đơn vị. Lý do: Nhập nhầm." in told
    receipt = reverse("consultations:receipt", args=[letter.consultee_id, 1])
    assert f'<a href="{receipt}">ý kiến số tiếp nhận 01/2021</a>' in told
    assert "Sở Ngoại vụ đã rút bản này lúc" in staff.get(receipt).text
    sent = staff.get(reverse("consultations:sent")).text
    assert "Sở Ngoại vụ đã rút, không được tính" in sent
