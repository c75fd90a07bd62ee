"""Approve, return and issue in the browser."""

import pytest
from django.urls import reverse

from accounts.models import AuditEvent
from dispatches.domain import drafting
from dispatches.models import Dispatch
from tests.dispatches.factories import AT, approved, issued, letter, officer, submitted

pytestmark = pytest.mark.django_db


def post(client, name, dispatch, **data):
    return client.post(reverse(f"dispatches:{name}", args=[dispatch.pk]), data)


def state(dispatch) -> str:
    return Dispatch.objects.get(pk=dispatch.pk).state


def test_a_leader_approves_the_text_on_the_page(signed_in):
    dispatch, client = submitted(), signed_in("leader")
    page = client.get(reverse("dispatches:detail", args=[dispatch.pk]))
    digest = page.context["approval_form"]["digest"].value()
    response = post(client, "approve", dispatch, digest=digest)
    assert response.headers["Location"] == reverse("dispatches:detail", args=[dispatch.pk])
    assert state(dispatch) == "approved"


@pytest.mark.parametrize("digest", ["", "0" * 64, "x" * 65])
def test_another_text_is_not_approved(signed_in, digest):
    dispatch = submitted()
    response = signed_in("leader").post(
        reverse("dispatches:approve", args=[dispatch.pk]), {"digest": digest}, follow=True
    )
    assert "Nội dung đã thay đổi" in response.text
    assert state(dispatch) == "submitted"


def test_a_leader_returns_with_a_reason(signed_in):
    dispatch = submitted()
    assert post(signed_in("leader"), "send_back", dispatch, reason="Sửa đoạn 2.").status_code == 302
    assert state(dispatch) == "draft"
    assert AuditEvent.objects.get(action="dispatch.returned").data == {"reason": "Sửa đoạn 2."}


def test_a_return_without_a_reason_shows_the_page_again(signed_in):
    dispatch = submitted()
    response = post(signed_in("leader"), "send_back", dispatch, reason=" ")
    assert "Lý do trả lại" in response.text
    assert response.context["return_form"].errors
    assert state(dispatch) == "submitted"


def test_a_reason_is_not_lost_when_the_return_is_refused(signed_in):
    dispatch = issued()
    response = post(signed_in("leader"), "send_back", dispatch, reason="Sửa đoạn 2.")
    assert response.context["return_form"]["reason"].value() == "Sửa đoạn 2."
    assert "không thực hiện được việc này" in response.text


def test_the_clerk_is_proposed_the_next_number_and_today(signed_in):
    issued(number=213)
    page = signed_in("clerk").get(reverse("dispatches:issue", args=[approved().pk]))
    assert 'name="number" value="214"' in page.text
    assert 'value="02/8/2021"' in page.text


def test_the_clerk_issues(signed_in):
    dispatch = approved()
    response = post(signed_in("clerk"), "issue", dispatch, number="1", date="02/08/2021")
    assert response.status_code == 302
    dispatch.refresh_from_db()
    assert (dispatch.full_number, str(dispatch.date)) == ("01/SNgV-NV", "2021-08-02")


def test_a_higher_number_wants_a_word(signed_in):
    issued(number=210)
    dispatch, client = approved(), signed_in("clerk")
    response = post(client, "issue", dispatch, number="214", date="2021-08-02")
    assert "các số từ 211 đến 213 được ghi là đã dùng ở sổ giấy" in response.text
    assert state(dispatch) == "approved"
    post(client, "issue", dispatch, number="214", date="2021-08-02", used_on_paper="on")
    assert state(dispatch) == "issued"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"number": "209", "date": "2021-08-02"}, "số kế tiếp là 211"),
        ({"number": "211", "date": "2021-08-03"}, "ở sau hôm nay"),
        ({"number": "0", "date": "2021-08-02"}, "errors"),
        ({"number": "99999999999999", "date": "2021-08-02", "used_on_paper": "on"}, "errors"),
        ({"number": "x", "date": "31/02/2021"}, "errors"),
    ],
)
def test_what_the_register_refuses_is_said_on_the_form(signed_in, data, message):
    issued(number=210)
    dispatch = approved()
    response = post(signed_in("clerk"), "issue", dispatch, **data)
    assert message in response.text
    assert f'value="{data["number"]}"' in response.text
    assert state(dispatch) == "approved"


def test_there_is_no_form_for_what_cannot_be_issued(signed_in):
    dispatch = submitted()
    response = signed_in("clerk").get(reverse("dispatches:issue", args=[dispatch.pk]))
    assert response.status_code == 302


def test_an_edit_between_approval_and_issue_is_seen(signed_in):
    dispatch, client = approved(), signed_in("clerk")
    drafting.revise(dispatch, letter("V/v khác"), by=officer(), at=AT)
    response = post(client, "issue", dispatch, number="1", date="2021-08-02")
    assert "không thực hiện được việc này" in response.text


@pytest.mark.parametrize(
    ("role", "name", "status"),
    [
        ("officer", "approve", 403),
        ("officer", "send_back", 403),
        ("officer", "issue", 403),
        ("leader", "issue", 403),
        ("clerk", "approve", 403),
        ("clerk", "send_back", 403),
        ("administrator", "approve", 403),
        ("administrator", "issue", 403),
        ("district", "approve", 404),
        ("district", "issue", 404),
    ],
)
def test_an_act_of_another_role_is_refused(signed_in, role, name, status):
    dispatch = submitted()
    assert (
        post(signed_in(role), name, dispatch, digest=dispatch.letter_digest).status_code == status
    )
    assert state(dispatch) == "submitted"


@pytest.mark.parametrize("name", ["approve", "send_back"])
def test_reading_changes_nothing(signed_in, name):
    dispatch = submitted()
    response = signed_in("leader").get(reverse(f"dispatches:{name}", args=[dispatch.pk]))
    assert response.status_code == 405
