"""The recipient's own link, without sign-in: one file, by POST, as evidence, and then it dies."""

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEvent
from dispatches.domain import handling
from dispatches.models import Delivery
from dispatches.views import receiving
from tests.dispatches import enclosing
from tests.dispatches.deliveries import HEALTH, again, one_sent, print_it, sent
from tests.dispatches.factories import AT, clerk

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_visits():
    """Nobody has asked before."""
    cache.clear()
    yield
    cache.clear()


def url(delivery):
    return reverse("dispatches:receive", args=[delivery.token])


def test_looking_shows_the_document_and_is_no_evidence():
    delivery = one_sent()

    page = Client().get(url(delivery))

    assert HEALTH in page.text
    assert "Nhận và tải văn bản" in page.text
    assert Delivery.objects.get().opened_at is None


@pytest.mark.parametrize(
    ("accepted", "chosen", "spoken"),
    [
        ("ko,en;q=0.8", None, "en"),
        ("ko", None, "en"),
        ("", None, "en"),
        ("vi-VN,en;q=0.8", None, "vi"),
        ("ko", "vi", "vi"),
        ("vi", "en", "en"),
    ],
)
def test_the_recipient_abroad_reads_what_the_browser_asks_for(accepted, chosen, spoken):
    note = enclosing.issued(addressee="GAROK")
    print_it(note)
    [delivery], client = sent(note), Client(headers={"Accept-Language": accepted})
    if chosen:
        client.post(reverse("set_language"), {"language": chosen, "next": url(delivery)})

    page = client.get(url(delivery))

    assert f'<html lang="{spoken}"' in page.text
    assert page["Content-Language"] == spoken
    assert 'name="language"' in page.text
    assert ("Note no. 01/CH-SNgV" in page.text) is (spoken == "en")


def test_a_recipient_in_the_country_reads_vietnamese_until_another_language_is_chosen():
    delivery, client = one_sent(), Client(headers={"Accept-Language": "en-US"})
    assert '<html lang="vi"' in client.get(url(delivery)).text

    client.post(reverse("set_language"), {"language": "en", "next": url(delivery)})

    assert '<html lang="en"' in client.get(url(delivery)).text


def test_fetching_gives_the_file_and_is_the_evidence():
    delivery = one_sent()

    response = Client().post(url(delivery))

    assert response.content == b"%PDF-1.7 letter"
    assert response["Content-Disposition"].startswith('attachment; filename="01-SNgV-NV.pdf"')
    delivery.refresh_from_db()
    assert delivery.opened_at is not None
    assert delivery.opened_by is None
    Client().post(url(delivery))
    assert AuditEvent.objects.filter(action="delivery.opened").count() == 1


def test_the_button_wants_a_form_of_the_page_itself():
    delivery, client = one_sent(), Client(enforce_csrf_checks=True)
    assert client.post(url(delivery)).status_code == 403
    token = client.get(url(delivery)).context["csrf_token"]
    assert client.post(url(delivery), {"csrfmiddlewaretoken": token}).status_code == 200


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_link_that_was_never_given_leads_nowhere(method):
    one_sent()
    assert getattr(Client(), method)(f"/van-ban/nhan/{'A' * 43}/").status_code == 404


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("end", ["again", "cancelled"])
def test_a_dead_link_says_so_and_gives_nothing(method, end):
    delivery = one_sent()
    if end == "again":
        again(delivery)
    else:
        handling.cancel(delivery.dispatch, reason="Nhầm", by=clerk(), at=AT)

    response = getattr(Client(), method)(url(delivery))

    assert response.status_code == 410
    assert "Liên kết không còn hiệu lực" in response.text
    assert delivery.dispatch.subject not in response.text
    assert not Delivery.objects.exclude(opened_at=None).exists()


@pytest.mark.parametrize("method", ["get", "post"])
def test_no_search_engine_and_no_cache_keeps_it(method):
    response = getattr(Client(), method)(url(one_sent()))
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert response["Cache-Control"] == "private, no-store"


def test_before_the_file_is_there_the_page_says_whom_to_ask():
    response = Client().post(url(one_sent(pdf=False)))
    assert response.status_code == 409
    assert "liên hệ văn thư" in response.text


def test_who_asks_too_often_waits_and_others_do_not(monkeypatch):
    monkeypatch.setattr(receiving, "REQUESTS", 3)
    address = url(one_sent())
    often, other = Client(REMOTE_ADDR="192.0.2.1"), Client(REMOTE_ADDR="192.0.2.2")

    assert [often.get(address).status_code for _ in range(4)] == [200, 200, 200, 429]
    assert often.post(address).status_code == 429
    assert other.get(address).status_code == 200


def test_guesses_count_too(monkeypatch):
    monkeypatch.setattr(receiving, "REQUESTS", 3)
    guess = f"/van-ban/nhan/{'A' * 43}/"
    assert [Client().get(guess).status_code for _ in range(4)] == [404, 404, 404, 429]
