"""Units are told by mail of a document that lies for them in the portal, once, while it is news."""

import datetime as dt

import pytest
from django.urls import reverse

from dispatches.domain import handling, receiving
from dispatches.domain.portal_notices import FRESH, still_useful, write_due_notices
from dispatches.enums import Channel
from outbox.models import Attachment, Message
from tests.dispatches.deliveries import HEALTH, UNIT, again, one_sent, print_it
from tests.dispatches.factories import AT, clerk
from tests.factories import district

pytestmark = pytest.mark.django_db
ADDRESS = "ubnd@lucngan.example"


def delivered(email=ADDRESS, **changes):
    district("Lục Ngạn", email=email)
    return one_sent(Channel.PORTAL, name=UNIT, **changes)


def test_the_unit_is_told_once_where_the_document_is():
    delivery = delivered()

    assert (write_due_notices(AT), write_due_notices(AT)) == (1, 0)

    message = Message.objects.get()
    assert (message.to_address, message.to_name) == (ADDRESS, UNIT)
    assert message.subject.startswith("Công văn số 01/SNgV-NV: V/v")
    assert reverse("districts:received_one", args=[delivery.pk]) in message.text
    assert not Attachment.objects.exists()


def test_nothing_is_told_before_there_is_a_file_nor_of_what_goes_another_way():
    delivery = delivered(pdf=False)
    one_sent(Channel.PAPER, name=HEALTH)
    assert write_due_notices(AT) == 0

    print_it(delivery.dispatch)

    assert write_due_notices(AT) == 1


@pytest.mark.parametrize("email", ["", "no address"])
def test_a_unit_without_a_usable_address_is_told_nothing(email):
    delivered(email=email)
    assert write_due_notices(AT) == 0


def test_what_is_old_was_opened_or_sent_another_way_is_no_news():
    delivery = delivered()
    assert write_due_notices(AT + FRESH) == 0
    receiving.note_opening(delivery, by=clerk(), at=AT)
    assert write_due_notices(AT) == 0


def test_a_notice_that_still_waits_is_dropped_once_the_document_was_opened():
    delivery = delivered()
    write_due_notices(AT)
    message = Message.objects.get()
    assert still_useful(message, AT)

    receiving.note_opening(delivery, by=clerk(), at=AT + dt.timedelta(minutes=1))

    assert not still_useful(message, AT)


@pytest.mark.parametrize("end", [again, lambda one: cancel(one.dispatch)])
def test_a_notice_is_dropped_with_its_delivery(end):
    delivery = delivered()
    write_due_notices(AT)

    end(delivery)

    assert not still_useful(Message.objects.get(), AT)


def cancel(dispatch):
    handling.cancel(dispatch, reason="Nhầm", by=clerk(), at=AT)
