import pytest
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.db import OperationalError
from django.http import Http404
from django.test import Client, RequestFactory
from django.urls import reverse

from coop_portal.views import errors
from tests import factories

LONG = "Đề nghị bổ sung Hàn Quốc vào các nước ưu tiên."


@pytest.mark.parametrize(
    ("refusal", "status", "words"),
    [
        (SuspiciousOperation(), 400, "Yêu cầu không đọc được"),
        (RequestDataTooBig(), 413, "Nội dung gửi lên quá lớn"),
    ],
)
def test_a_refused_request_says_what_was_wrong(refusal, status, words):
    response = errors.bad_request(RequestFactory().post("/"), refusal)
    assert response.status_code == status
    assert words in response.content.decode()


@pytest.mark.parametrize(
    ("fault", "status", "words"),
    [
        (OperationalError("database is locked"), 503, "Cổng đang bận"),
        (OSError(28, "No space left on device"), 507, "Máy chủ hết chỗ lưu"),
        (OSError(13, "Permission denied"), 500, "Cổng gặp lỗi"),
        (RuntimeError("a fault of ours"), 500, "Cổng gặp lỗi"),
    ],
)
def test_a_fault_says_who_can_mend_it(fault, status, words):
    try:
        raise fault
    except (OperationalError, OSError, RuntimeError):
        response = errors.server_error(RequestFactory().get("/"))
    assert response.status_code == status
    assert words in response.content.decode()
    assert response.get("Retry-After") == ("60" if status == 503 else None)


@pytest.mark.django_db
def test_an_unknown_address_says_so_in_vietnamese():
    response = factories.signed_in(factories.user()).get("/khong-co/")
    assert response.status_code == 404
    assert "Không có trang này" in response.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(("site", "shown"), [("same-origin", True), ("cross-site", False)])
def test_a_stale_form_shows_again_what_was_typed_here(site, shown):
    client = Client(enforce_csrf_checks=True, headers={"Sec-Fetch-Site": site})
    fields = {"text": LONG, "password": LONG, "step": "hour"}
    response = client.post(reverse("accounts:sign_in"), fields)
    assert response.status_code == 403
    assert response.context["texts"] == ([LONG] if shown else [])
    assert (LONG in response.content.decode()) is shown


def test_error_pages_ask_nothing_of_the_database():
    """No `django_db` mark: a query would fail the test."""
    response = errors.defaults.page_not_found(RequestFactory().get("/x/"), Http404())
    assert response.status_code == 404
