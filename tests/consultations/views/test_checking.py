"""The pages of a drafter and of a submitter of one unit."""

import pytest
from django.urls import reverse

from consultations.models import Draft, HandIn, Response
from tests.consultations.factories import IN_TIME, called
from tests.consultations.views.test_answering_page import set_clock
from tests.factories import officer_of, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def call():
    made = called()
    set_clock(IN_TIME)
    made.save(c2="Đề nghị bổ sung Hàn Quốc.")
    return made


@pytest.fixture
def drafter(call):
    return signed_in(officer_of(call.consultee.district, "drafter", may_submit=False))


@pytest.fixture
def submitter(call):
    return signed_in(call.person)


def address(name, call, *more):
    return reverse(f"consultations:{name}", args=[call.consultee.pk, *more])


def hand_in(drafter, call):
    return drafter.post(address("hand_in", call), {"version": 1}, follow=True)


def test_a_drafter_is_offered_to_hand_in_and_not_to_send(call, drafter):
    page = drafter.get(address("answer_check", call)).content.decode()
    assert "Trình kiểm tra" in page
    assert ">Gửi ý kiến</button>" not in page


def test_handing_in_tells_both_and_offers_the_submitter_to_return(call, drafter, submitter):
    assert "Đã trình kiểm tra." in hand_in(drafter, call).content.decode()
    page = submitter.get(address("answer_check", call)).content.decode()
    assert "đã trình kiểm tra lúc" in page
    assert address("give_back", call) in page
    assert ">Gửi ý kiến</button>" in page


def test_the_remarks_reach_the_drafter(call, drafter, submitter):
    hand_in(drafter, call)
    content = call.consultee.round.contents.get(ordinal=2)
    typed = {"version": 1, "remarks": "Chưa đủ.", f"remark_{content.pk}": "Nước nào nữa?"}
    submitter.post(address("give_back", call), typed)
    assert "Chưa đủ." in drafter.get(address("answer", call)).content.decode()
    assert "Nước nào nữa?" in drafter.get(address("handed_in", call, 1)).content.decode()


def test_remarks_are_written_beside_what_was_handed_in(call, drafter, submitter):
    hand_in(drafter, call)
    page = submitter.get(address("give_back", call)).content.decode()
    content = call.consultee.round.contents.get(ordinal=2)
    text, remark = (
        page.index("Đề nghị bổ sung Hàn Quốc."),
        page.index(f'name="remark_{content.pk}"'),
    )
    assert text < remark


def test_from_what_was_handed_in_each_goes_on(call, drafter, submitter):
    hand_in(drafter, call)
    shown = submitter.get(address("handed_in", call, 1)).content.decode()
    assert "Bản nháp chưa sửa gì từ khi trình." in shown
    assert f'href="{address("give_back", call)}"' in shown
    assert f'href="{address("give_back", call)}"' not in (
        drafter.get(address("handed_in", call, 1)).content.decode()
    )
    submitter.post(address("give_back", call), {"version": 1, "remarks": "Chưa đủ."})
    back = drafter.get(address("handed_in", call, 1)).content.decode()
    assert ">Sửa bản nháp</a>" in back


def test_returning_without_a_word_keeps_the_form(call, drafter, submitter):
    hand_in(drafter, call)
    page = submitter.post(address("give_back", call), {"version": 1}).content.decode()
    assert "Đề nghị ghi ý kiến cho người soạn" in page
    assert HandIn.objects.get().returned_at is None


def test_a_drafter_who_posts_to_the_sending_address_sends_nothing(call, drafter):
    typed = {"version": 1, "key": "11111111-1111-4111-8111-111111111111", "late": "1"}
    page = drafter.post(address("answer_check", call), typed, follow=True).content.decode()
    assert "Đồng chí được giao soạn ý kiến" in page
    assert (Draft.objects.count(), Response.objects.count()) == (1, 0)


def test_the_first_page_says_that_a_draft_waits_and_leads_the_submitter_to_it(
    call, drafter, submitter
):
    hand_in(drafter, call)
    assert "chờ người được giao kiểm tra" in drafter.get("/").content.decode()
    assert f'href="{address("answer_check", call)}"' in submitter.get("/").content.decode()


def test_the_first_page_says_that_a_draft_came_back(call, drafter, submitter):
    hand_in(drafter, call)
    submitter.post(address("give_back", call), {"version": 1, "remarks": "Chưa đủ."})
    assert "Bản nháp bị trả lại, chờ sửa" in drafter.get("/").content.decode()
