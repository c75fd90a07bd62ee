"""What is due, told to each person in one message a working day (thư nhắc việc trong ngày).

The rows say what was told. A message that proves out of date before it leaves, because something
in it is done meanwhile, is dropped, and what is left is told anew.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import override

from accounts.actors import SYSTEM
from accounts.models import User
from deadlines.value import day_in_hanoi
from deadlines.working_days import WorkingCalendar
from outbox import due
from outbox.domain.messages import enqueue, is_usable
from outbox.due import Due
from outbox.enums import MessageState
from outbox.models import DueTold, Message

DIGEST = "digest"
TOPIC = "accounts.user"
FROM = dt.time(7, 30)  # Hanoi time: at the beginning of the day's work


def tell_due(at: dt.datetime, calendar: WorkingCalendar) -> int:
    """Write the digest of everybody who has something new due; return how many were written.

    It asks what is due and was not told, so it may run at any time and as often as one likes.
    """
    day, time = day_in_hanoi(at), timezone.localtime(at).time()
    if time < FROM or not calendar.is_working(day):
        return 0
    dues: dict[User, list[Due]] = defaultdict(list)
    for each in due.everything(at):
        if each.to.is_active and is_usable(each.to.email):
            dues[each.to].append(each)
    return sum(_tell(person, theirs, day, at) for person, theirs in dues.items())


@transaction.atomic
def _tell(person: User, dues: Sequence[Due], day: dt.date, at: dt.datetime) -> bool:
    """Tell a person what he or she was not told before, unless today's message is written."""
    User.objects.select_for_update().get(pk=person.pk)
    today = f"{DIGEST}:{person.pk}:{day:%Y%m%d}"
    of_today = Message.objects.filter(key__startswith=f"{today}:")
    if of_today.exclude(state=MessageState.STALE).exists():
        return False
    told = _told(person)
    new = [each for each in dues if each.key not in told]
    if not new:
        return False
    message = _write(person, f"{today}:{of_today.count()}", new, day, at)
    for each in new:
        DueTold.objects.update_or_create(
            key=each.key, defaults={"person": person, "on": each.on, "message": message}
        )
    return True


def still_useful(message: Message, at: dt.datetime) -> bool:
    """Say whether all that the message tells is still due."""
    keys = set(message.told.values_list("key", flat=True))
    return keys <= {each.key for each in due.everything(at)}


def _told(person: User) -> set[str]:
    told = DueTold.objects.filter(person=person).exclude(message__state=MessageState.STALE)
    return set(told.values_list("key", flat=True))


def _write(person: User, key: str, dues: Iterable[Due], day: dt.date, at: dt.datetime) -> Message:
    lines = sorted(dues, key=lambda each: (each.on, each.title))
    facts = {"person": person, "lines": lines, "day": day, "site": settings.SITE_URL}
    with override("vi"):
        text = render_to_string("outbox/mail/digest.txt", facts)
    return enqueue(
        key=key,
        kind=DIGEST,
        topic=(TOPIC, person.pk),
        to_name=person.full_name,
        to_address=person.email,
        subject=f"Nhắc việc: {len(lines):02d} việc đến hạn hoặc sắp đến hạn",
        text=text,
        by=SYSTEM,
        at=at,
    )
