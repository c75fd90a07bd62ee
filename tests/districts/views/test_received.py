"""«Văn bản nhận được»: a unit finds what was sent to it, and nothing of another's."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import AuditEvent
from coop_portal import waiting
from dispatches.domain import handling
from dispatches.enums import Channel
from dispatches.models import Delivery
from tests.dispatches.deliveries import HEALTH, again, issued_to, one_sent, print_it, sent
from tests.dispatches.factories import AT, clerk
from tests.factories import district, officer_of, signed_in, user

pytestmark = pytest.mark.django_db
LIST = reverse("districts:received")
ADDRESS = "u@unit.example"


@pytest.fixture
def unit():
    return district("Lục Ngạn")


@pytest.fixture
def person(unit):
    return officer_of(unit)


def delivered(unit, channel=Channel.PORTAL, **more):
    return one_sent(channel, name=unit.committee, **more)


def rows(person):
    page = signed_in(person).get(LIST)
    return [row[0].object for row in page.context["rows"]]


def url(name, delivery):
    return reverse(f"districts:{name}", args=[delivery.pk])


@pytest.mark.parametrize(
    ("channel", "listed"), [(Channel.PORTAL, 1), (Channel.EMAIL, 1), (Channel.PAPER, 0)]
)
def test_what_was_sent_to_the_unit_is_listed_but_for_paper(unit, person, channel, listed):
    delivered(unit, channel)
    assert len(rows(person)) == listed
    assert waiting.documents_unopened(person) == listed


def test_what_was_sent_to_another_unit_or_to_a_stranger_is_not_there(unit, person):
    other = district("Yên Dũng", rank=2)
    theirs = delivered(other)
    stranger = one_sent(name=HEALTH)

    assert rows(person) == []
    for delivery in (theirs, stranger):
        for name in ("received_one", "received_file"):
            assert signed_in(person).get(url(name, delivery)).status_code == 404
    assert not Delivery.objects.exclude(opened_at=None).exists()


def test_who_acts_for_no_unit_finds_nothing_and_no_stranger_s_document(person):
    stranger = one_sent(name=HEALTH)
    nobody = user("district", "nobody")
    assert rows(nobody) == []
    assert signed_in(nobody).get(url("received_one", stranger)).status_code == 404


def test_before_the_pdf_nothing_is_listed(unit, person):
    delivery = delivered(unit, pdf=False)
    assert rows(person) == []
    assert signed_in(person).get(url("received_one", delivery)).status_code == 404
    print_it(delivery.dispatch)
    assert rows(person) == [delivery]


@pytest.mark.parametrize("name", ["received_one", "received_file"])
def test_opening_is_evidence_once(unit, person, name):
    delivery = delivered(unit)
    colleague = officer_of(unit, "colleague")

    signed_in(person).get(url(name, delivery))
    signed_in(colleague).get(url("received_one", delivery))

    delivery.refresh_from_db()
    assert delivery.opened_by == person
    [event] = AuditEvent.objects.filter(action="delivery.opened")
    assert (event.actor_name, event.data) == (person.full_name, {"way": "portal"})
    assert waiting.documents_unopened(person) == 0


def test_the_file_is_the_one_that_leaves_the_house(unit, person):
    response = signed_in(person).get(url("received_file", delivered(unit)))
    assert response.content == b"%PDF-1.7 letter"
    assert response["Content-Disposition"].startswith('attachment; filename="01-SNgV-NV.pdf"')


def test_sent_again_the_former_gives_way(unit, person):
    former = delivered(unit)
    new = again(former, Channel.PORTAL)
    assert rows(person) == [new]
    assert signed_in(person).get(url("received_one", former)).status_code == 404


def test_a_cancelled_document_says_so_and_gives_no_file(unit, person):
    delivery = delivered(unit)
    handling.cancel(delivery.dispatch, reason="Ban hành nhầm", by=clerk(), at=AT)

    page = signed_in(person).get(url("received_one", delivery))

    assert "Ban hành nhầm" in page.text
    assert url("received_file", delivery) not in page.text
    assert signed_in(person).get(url("received_file", delivery)).status_code == 404


def test_the_list_asks_the_same_of_the_database_for_one_and_for_thirty(unit, person):
    client, counts = signed_in(person), []
    client.get(LIST)
    for size in (1, 29):
        for _ in range(size):
            sent(issued_to(unit.committee), Channel.PORTAL)
        with CaptureQueriesContext(connection) as queries:
            client.get(LIST, {"size": "100"})
        counts.append(len(queries))
    assert counts == [13, 13]
