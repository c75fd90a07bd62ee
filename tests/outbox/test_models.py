import pytest
from django.db import IntegrityError, transaction

from outbox.models import Message
from tests.outbox.conftest import AT, WALL

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "fields",
    [
        {"state": "lost"},
        {"state": "sent"},
        {"accepted_at": AT},
        {"state": "failed"},
        {"failed_at": AT},
        {"state": "sending"},
        {"lease_until": WALL},
        {"attempts": -1},
        {"faults": -1},
    ],
)
def test_the_database_refuses_a_state_without_its_facts(new_message, fields):
    message = new_message()
    with pytest.raises(IntegrityError), transaction.atomic():
        Message.objects.filter(pk=message.pk).update(**fields)


@pytest.mark.parametrize("field", ["key", "message_id"])
def test_the_database_refuses_a_second_of_the_same_name(new_message, field):
    first, second = new_message(), new_message()
    with pytest.raises(IntegrityError), transaction.atomic():
        Message.objects.filter(pk=second.pk).update(**{field: getattr(first, field)})


def test_a_message_says_what_goes_to_whom(new_message):
    assert str(new_message()) == "Nhắc tham gia ý kiến → don-vi-1@lucngan.example"
