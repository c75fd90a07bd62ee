"""The recipient's side: only the first opening is evidence, and a link dies."""

import datetime as dt

import pytest

from accounts.models import AuditEvent
from dispatches.domain import handling, receiving
from dispatches.models import Delivery
from tests.dispatches.deliveries import again, one_sent
from tests.dispatches.factories import AT, clerk, officer

pytestmark = pytest.mark.django_db
LATER = AT + dt.timedelta(hours=1)


def alive(delivery):
    return receiving.is_alive(receiving.by_token(delivery.token))


def test_a_link_dies_when_the_document_is_sent_again_and_the_new_one_lives():
    former = one_sent()
    assert alive(former)

    new = again(former)

    assert (alive(former), alive(new)) == (False, True)


def test_a_link_dies_with_its_document():
    delivery = one_sent()
    handling.cancel(delivery.dispatch, reason="Nhầm", by=clerk(), at=AT)
    assert not alive(delivery)


@pytest.mark.parametrize("token", ["", "x", "0" * 43])
def test_there_is_no_other_link(token):
    one_sent()
    one_sent("paper")
    assert receiving.by_token(token) is None


def test_the_first_opening_is_kept_and_recorded_once():
    delivery = one_sent()

    receiving.note_opening(delivery, by=None, at=AT)
    receiving.note_opening(delivery, by=officer(), at=LATER)

    delivery = Delivery.objects.get()
    assert (delivery.opened_at, delivery.opened_by) == (AT, None)
    [event] = AuditEvent.objects.filter(action="delivery.opened")
    assert (event.at, event.actor_name, event.data) == (AT, "Hệ thống", {"way": "link"})
