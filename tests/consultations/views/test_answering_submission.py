"""From the check page to the receipt: what is sent is what was shown, once, on time or late."""

import re

import pytest

from consultations.domain import receipts
from consultations.models import Draft, Response
from tests.consultations.factories import IN_TIME, LATE, called, unit
from tests.consultations.views.test_answering_page import address, page, set_clock
from tests.factories import officer_of, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def call():
    made = called()
    set_clock(IN_TIME)
    return made


@pytest.fixture
def staff(call):
    return signed_in(call.person)


def button(staff, call):
    """What the check page's button sends."""
    shown = page(staff.get(address(call, "kiem-tra/")))
    names = ("key", "version", "late")
    found = {name: re.search(rf'name="{name}"(?: value="([^"]*)")?', shown) for name in names}
    return {name: match[1] or "" for name, match in found.items()}


def test_the_check_page_shows_everything_as_it_will_be_sent(call, staff):
    call.save(c2="Đề nghị bổ sung.\nDòng hai.")
    shown = page(staff.get(address(call, "kiem-tra/")))
    assert '<div class="typed">Đề nghị bổ sung.\nDòng hai.</div>' in shown
    assert re.findall(r"Nội dung (\d)\. ", shown) == ["1", "2", "3"]


def test_nothing_written_leads_back(call, staff):
    assert staff.get(address(call, "kiem-tra/")).url == address(call)


def test_sending_leads_to_the_receipt(call, staff):
    call.save(c2="Đề nghị bổ sung.")
    answer = staff.post(address(call, "kiem-tra/"), button(staff, call), follow=True)
    assert answer.redirect_chain == [(address(call, "tiep-nhan/1/"), 302)]
    shown = page(answer)
    facts = ("01/2021", "16:42 ngày 03/8/2021, giờ Hà Nội", Response.objects.get().digest)
    assert [fact for fact in facts if fact not in shown] == []


def test_a_double_click_finds_the_first_result(call, staff):
    call.save()
    sent = button(staff, call)
    urls = {staff.post(address(call, "kiem-tra/"), sent).url for _ in range(2)}
    assert urls == {address(call, "tiep-nhan/1/")}
    assert Response.objects.count() == 1


def test_the_key_of_another_units_answer_sends_nothing(call, staff):
    other = unit("Yên Dũng", rank=2)
    neighbour = called(other, officer_of(other, "other"))
    theirs = {"key": str(neighbour.answer().key), "version": call.save().version}
    answer = staff.post(address(call, "kiem-tra/"), theirs, follow=True)
    assert "Đề nghị kiểm tra lại rồi gửi." in page(answer)
    assert Response.objects.get().consultee == neighbour.consultee


def test_a_draft_changed_meanwhile_is_shown_again_before_it_is_sent(call, staff):
    call.save()
    sent = button(staff, call)
    call.save(c1="thêm sau")
    answer = staff.post(address(call, "kiem-tra/"), sent, follow=True)
    assert "Bản nháp đã thay đổi sau khi đồng chí mở trang kiểm tra." in page(answer)
    assert "thêm sau" in page(answer)
    assert not Response.objects.exists()


def test_a_deadline_that_passes_on_the_check_page_loses_nothing(call, staff):
    call.save(c1="Góp ý dài.")
    sent = button(staff, call)
    set_clock(LATE)
    answer = staff.post(address(call, "kiem-tra/"), sent)
    assert "Chưa gửi: đã hết thời hạn" in page(answer)
    assert Draft.objects.get().answers[str(min(call.answers()))]["text"] == "Góp ý dài."
    late = staff.post(address(call, "kiem-tra/"), sent | {"late": "1"}, follow=True)
    assert "muộn 2 ngày" in page(late)


def test_after_the_deadline_the_button_says_late(call, staff):
    call.save()
    set_clock(LATE)
    assert "Gửi muộn" in page(staff.get(address(call, "kiem-tra/")))
    staff.post(address(call, "kiem-tra/"), button(staff, call))
    assert Response.objects.get().days_late == 2


def test_a_broken_form_shows_the_check_page_again(call, staff):
    call.save()
    answer = staff.post(address(call, "kiem-tra/"), {"key": "x"})
    assert answer.url == address(call, "kiem-tra/")


def test_earlier_versions_stay_readable(call, staff):
    call.answer(c1="Bản đầu.")
    call.answer(c1="Bản sửa.")
    first = page(staff.get(address(call, "tiep-nhan/1/")))
    assert "Bản đầu." in first
    assert "Đây là bản 1, lưu để tra cứu. Bản được tính là bản 2." in first


def test_the_page_asks_for_the_pdf_until_it_is_there(call, staff):
    call.answer()
    receipt = address(call, "tiep-nhan/1/")
    assert 'hx-trigger="every 3s"' in page(staff.get(receipt))
    assert staff.get(f"{receipt}pdf/").status_code == 404
    receipts.build_due_receipts(IN_TIME)
    part = page(staff.get(receipt, headers={"HX-Request": "true"}))
    assert ("hx-trigger" in part, f"{receipt}pdf/" in part) == (False, True)
    pdf = staff.get(f"{receipt}pdf/")
    assert pdf["Content-Type"] == "application/pdf"
    assert pdf["X-Frame-Options"] == "SAMEORIGIN"


def test_a_version_that_was_never_sent_is_not_there(call, staff):
    call.answer()
    assert staff.get(address(call, "tiep-nhan/2/")).status_code == 404


def sent_rows(staff, query=""):
    shown = page(staff.get(f"/lay-y-kien/tra-loi/da-gui/{query}"))
    return re.findall(r'<a href="(/lay-y-kien/tra-loi/\d+/tiep-nhan/\d+/)">', shown)


def test_the_list_of_what_was_sent_holds_every_version_newest_first(call, staff):
    call.answer()
    call.answer(LATE, late=True, c1="Sửa.")
    pages = [address(call, "tiep-nhan/2/"), address(call, "tiep-nhan/1/")]
    assert sent_rows(staff) == pages
    assert sent_rows(staff, "?q=hop+tac") == pages


@pytest.mark.parametrize("answers", [1, 3])
def test_the_list_takes_the_same_number_of_queries(call, staff, answers, django_assert_num_queries):
    for number in range(answers):
        call.answer(c1=f"{number}.")
    with django_assert_num_queries(17):
        staff.get("/lay-y-kien/tra-loi/da-gui/")
