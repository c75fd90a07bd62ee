"""Two clerks, two workers, two visitors at once: one delivery, one mail. With a control each."""

from functools import partial
from threading import Barrier

import pytest
from django.db import IntegrityError, transaction

from accounts.models import AuditEvent
from dispatches.domain import deliveries, receiving
from dispatches.domain.delivering import send_due_deliveries
from dispatches.errors import DispatchRefused
from dispatches.models import Delivery
from outbox.models import Message
from tests.dispatches.deliveries import HEALTH, MINISTRY, again, issued_to, one_sent, sendings
from tests.dispatches.factories import AT, clerk
from tests.racing import at_once

pytestmark = pytest.mark.django_db(transaction=True)
THREADS = 4


def test_sent_by_four_at_once_each_recipient_has_one_delivery():
    dispatch, by = issued_to(HEALTH, MINISTRY), clerk()
    decided = sendings(dispatch)

    made = at_once(*[partial(deliveries.send, dispatch, decided, by=by, at=AT)] * THREADS)

    assert sorted(len(each) for each in made) == [0] * (THREADS - 1) + [2]
    assert Delivery.objects.count() == 2
    assert AuditEvent.objects.filter(action="delivery.sent").count() == 2


def test_looking_before_sending_would_send_twice_but_for_the_database():
    """The control: all look first and write afterwards; only the unique key is left to refuse."""
    dispatch = issued_to(HEALTH)
    all_have_looked = Barrier(THREADS, timeout=20)

    def look_then_send():
        free = not dispatch.deliveries.exists()
        all_have_looked.wait()
        with transaction.atomic():
            Delivery.objects.create(
                dispatch=dispatch,
                recipient=HEALTH,
                name_key="sở y tế",
                channel="paper",
                planned_at=AT,
            )
        return free

    results = at_once(*[look_then_send] * THREADS)

    assert [one for one in results if one is True] == [True]
    assert {type(one) for one in results if one is not True} == {IntegrityError}


def test_sent_again_by_four_at_once_it_has_one_successor():
    delivery = one_sent()
    clerk()

    results = at_once(*[partial(again, delivery)] * THREADS)

    assert [type(one) for one in results if isinstance(one, Delivery)] == [Delivery]
    assert {type(one) for one in results if not isinstance(one, Delivery)} == {DispatchRefused}
    assert Delivery.objects.count() == 2


def test_four_workers_write_one_mail_for_each():
    dispatch = issued_to(HEALTH, MINISTRY)
    deliveries.send(dispatch, sendings(dispatch), by=clerk(), at=AT)

    written = at_once(*[partial(send_due_deliveries, AT)] * THREADS)

    assert sum(written) == 2
    assert Message.objects.count() == 2


def test_opened_by_four_at_once_it_is_evidence_once():
    delivery = one_sent()

    at_once(*[partial(receiving.note_opening, delivery, by=None, at=AT)] * THREADS)

    assert AuditEvent.objects.filter(action="delivery.opened").count() == 1
