import pytest
from django.http import HttpResponse
from django.urls import reverse

from coop_portal.celery import app
from coop_portal.middleware import RingOutbox


@pytest.fixture
def rung():
    """Names of the tasks that were rung for, read from the broker in memory."""
    with app.connection_for_write() as connection:
        queue = connection.SimpleQueue("celery")
        queue.clear()

        def names():
            return [queue.get_nowait().headers["task"] for _ in range(queue.qsize())]

        yield names
        queue.close()


def pass_through(request, status):
    return RingOutbox(lambda _request: HttpResponse(status=status))(request)


@pytest.mark.parametrize(
    ("method", "status", "tasks"),
    [
        ("post", 302, ["outbox.sweep"]),
        ("post", 200, ["outbox.sweep"]),
        ("delete", 204, ["outbox.sweep"]),
        ("post", 400, []),
        ("post", 403, []),
        ("post", 500, []),
        ("get", 200, []),
        ("head", 200, []),
        ("options", 200, []),
    ],
)
def test_the_outbox_is_rung_after_what_may_have_written(rf, rung, method, status, tasks):
    response = pass_through(getattr(rf, method)("/"), status)

    assert response.status_code == status
    assert rung() == tasks


SIGN_IN = reverse("accounts:sign_in")


def multipart(charset):
    body = '--x\r\nContent-Disposition: form-data; name="username"\r\n\r\na+2AA-\r\n--x--\r\n'
    return body, f"multipart/form-data; boundary=x; charset={charset}"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("charset", "status"),
    [("UTF-8", 200), ("hex", 400), ("rot13", 400), ("utf-7", 400), ("utf-16", 400), ("?", 400)],
)
def test_a_form_comes_in_one_charset(client, charset, status):
    body, content_type = multipart(charset)

    response = client.generic("POST", SIGN_IN, body, content_type=content_type)

    assert response.status_code == status


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "cookie", "status"),
    [
        ("/lay-y-kien/tra-loi/1/tep/%00/", "", 400),
        (SIGN_IN, r'sessionid="aaaaaaaaaaaa\000"', 400),
        (SIGN_IN, "sessionid=aaaaaaaaaaaa", 200),
        (f"{SIGN_IN}?next=%00", "", 200),
    ],
)
def test_no_nul_comes_past_the_forms(client, path, cookie, status):
    assert client.get(path, headers={"cookie": cookie}).status_code == status


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW"])
def test_no_page_is_asked_otherwise_than_by_get_or_post(client, method):
    """So the table of access, which holds these two, is complete."""
    assert client.generic(method, SIGN_IN).status_code == 405


@pytest.mark.parametrize(("size", "status"), [(210 * 1024**2, 302), (210 * 1024**2 + 1, 413)])
def test_a_body_that_is_too_large_is_refused_unread(client, size, status):
    response = client.get("/", headers={"content-length": str(size)})

    assert response.status_code == status


@pytest.mark.django_db
@pytest.mark.parametrize("path", [SIGN_IN, "/khong-co-trang-nay/", "/static/portal/plain.css"])
def test_a_response_keeps_to_its_own_site_and_asks_for_no_device(client, path):
    headers = client.get(path).headers

    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["Permissions-Policy"] == (
        "camera=(), display-capture=(), geolocation=(), microphone=(), usb=()"
    )
