"""Moving the clock: everything due on the way happens at its own moment, and never backwards."""

import pytest

from coop_portal.advancing import advance
from deadlines import clock
from outbox.models import Message
from tests.consultations import rounds
from tests.consultations.rounds import hanoi

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def called(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    return rounds.called(rounds.drafted("Lục Ngạn"))


def test_what_falls_due_on_the_way_is_sent_at_its_own_moment(called):
    advance(hanoi("20/8 15:30"))

    assert clock.now() == hanoi("20/8 15:30")
    reminders = Message.objects.filter(kind="reminder").order_by("pk")
    moments = [hanoi("03/8 08:00"), hanoi("05/8 08:00"), hanoi("06/8 08:00")]
    assert [(m.created_at, m.accepted_at, m.state) for m in reminders] == [
        (moment, moment, "sent") for moment in moments
    ]


def test_the_clock_does_not_go_back(called):
    advance(hanoi("03/8 09:00"))

    with pytest.raises(ValueError, match="chỉ chạy tới"):
        advance(hanoi("03/8 08:59"))
    assert clock.now() == hanoi("03/8 09:00")


def test_mail_in_another_workers_hands_is_waited_for_no_longer_than_patience(called, monkeypatch):
    monkeypatch.setattr("coop_portal.advancing.PATIENCE", 0.1)
    wall = clock.wall()
    Message.objects.update(state="sending", accepted_at=None, lease_until=wall.replace(year=2099))

    advance(hanoi("02/8 09:00"))

    assert clock.now() == hanoi("02/8 09:00")
