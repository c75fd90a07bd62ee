"""The day's digest: each due thing once, one message a person a working day."""

import datetime as dt
from functools import partial

import pytest

from accounts.models import User
from deadlines.working_days import WorkingCalendar
from outbox import due
from outbox.domain import digest
from outbox.due import Due
from outbox.enums import MessageState
from outbox.models import DueTold, Message
from tests.factories import user
from tests.racing import at_once

pytestmark = pytest.mark.django_db
MONDAY = dt.datetime.fromisoformat("2021-08-02T07:30:00+07:00")
DAY = MONDAY.date()
ONE_DAY = dt.timedelta(days=1)


class Diary:
    """What some app says is due; a finder like any other."""

    def __init__(self) -> None:
        self.dues: list[Due] = []

    def __call__(self, _at: dt.datetime) -> list[Due]:
        return list(self.dues)

    def note(self, to: User, what: str = "agreement.expiry:12", stage="30", on=DAY + 9 * ONE_DAY):
        title = f"Thỏa thuận {what} hết hạn"
        self.dues.append(Due(what=what, stage=stage, on=on, to=to, title=title, path="/x/"))


@pytest.fixture
def diary():
    others, ours = list(due._finders), Diary()
    due._finders[:] = [ours]
    yield ours
    due._finders[:] = others


def person(name: str = "officer", **changes) -> User:
    made = user("officer", name)
    User.objects.filter(pk=made.pk).update(email=f"{name}@sngv.example", **changes)
    made.refresh_from_db()
    return made


def tell(at: dt.datetime = MONDAY) -> int:
    return digest.tell_due(at, WorkingCalendar())


def texts() -> list[str]:
    return list(Message.objects.order_by("pk").values_list("text", flat=True))


def test_one_message_tells_a_person_all_that_is_due_the_nearest_first(diary):
    ngan, tuan = person("ngan"), person("tuan")
    diary.note(ngan, "a", on=DAY + ONE_DAY)
    diary.note(ngan, "b", on=DAY - ONE_DAY)
    diary.note(tuan, "a", on=DAY + ONE_DAY)

    assert tell() == 2

    first, second = Message.objects.order_by("to_address")
    assert (first.to_address, second.to_address) == ("ngan@sngv.example", "tuan@sngv.example")
    assert first.subject == "Nhắc việc: 02 việc đến hạn hoặc sắp đến hạn"
    assert "1. 01/8/2021 (đã quá hạn): Thỏa thuận b hết hạn" in first.text
    assert "2. 03/8/2021: Thỏa thuận a hết hạn" in first.text


@pytest.mark.parametrize(
    ("changes", "later", "messages"),
    [
        ({}, ONE_DAY, 1),  # the same thing at the same stage
        ({"stage": "7"}, ONE_DAY, 2),  # the next stage
        ({"on": DAY + 20 * ONE_DAY}, ONE_DAY, 2),  # its date has moved
        ({"stage": "7"}, dt.timedelta(hours=3), 1),  # today's message is written
    ],
)
def test_a_thing_is_told_once_for_each_stage_and_date(diary, changes, later, messages):
    ngan = person()
    diary.note(ngan)
    tell()
    diary.dues.clear()
    diary.note(ngan, **changes)
    tell(MONDAY + later)
    assert Message.objects.count() == messages


@pytest.mark.parametrize(
    "moment",
    ["2021-08-02T07:29:59+07:00", "2021-08-01T10:00:00+07:00", "2021-09-02T10:00:00+07:00"],
)
def test_nothing_is_told_before_work_or_on_a_day_off(diary, moment):
    diary.note(person())
    assert tell(dt.datetime.fromisoformat(moment)) == 0


@pytest.mark.parametrize("changes", [{"is_active": False}, {"email": ""}])
def test_who_cannot_be_told_is_left_out_and_told_when_he_can_be(diary, changes):
    made = person()
    User.objects.filter(pk=made.pk).update(**changes)
    made.refresh_from_db()
    diary.note(made)
    assert tell() == 0
    assert not DueTold.objects.exists()


def test_what_was_done_before_the_mail_left_is_not_told_and_the_rest_is_told_anew(diary):
    ngan = person()
    diary.note(ngan, "a")
    diary.note(ngan, "b")
    tell()
    message = Message.objects.get()
    assert digest.still_useful(message, MONDAY)
    diary.dues.pop(0)
    assert not digest.still_useful(message, MONDAY)

    Message.objects.filter(pk=message.pk).update(state=MessageState.STALE)
    assert tell() == 1
    assert "Thỏa thuận a hết hạn" not in texts()[1]
    assert "Thỏa thuận b hết hạn" in texts()[1]
    assert tell() == 0


@pytest.mark.django_db(transaction=True)
def test_eight_at_once_write_one_message(diary):
    diary.note(person())
    written = at_once(*[partial(tell)] * 8)
    assert sorted(written) == [0] * 7 + [1]
    assert (Message.objects.count(), DueTold.objects.count()) == (1, 1)
