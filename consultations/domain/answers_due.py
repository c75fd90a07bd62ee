"""Who is told of comments that wait for an answer, and of answers that wait to be published."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import Count
from django.urls import reverse

from accounts.models import User
from consultations.models import Consolidation, Disposition
from deadlines.domain.calendar import working_calendar
from deadlines.value import day_in_hanoi
from outbox.due import Due

TOLD_BEFORE = timedelta(days=1)
PUBLISH_WITHIN = 3  # working days after completing


def due_reminders(now: datetime) -> Iterator[Due]:
    """Name the comments that are to be answered by tomorrow, and the tables to be published."""
    yield from _to_answer(now)
    yield from _to_publish(now)


def _to_answer(now: datetime) -> Iterator[Due]:
    """One line for a person, a round and a day, however many the comments."""
    nearest = day_in_hanoi(now) + TOLD_BEFORE
    waiting = Disposition.objects.undecided().filter(due_on__lte=nearest).order_by()
    groups = waiting.values("consolidation__round", "assigned_to", "due_on")
    people = User.objects.filter(is_active=True).in_bulk()
    tables = {
        table.round_id: table
        for table in Consolidation.objects.select_related("round__consultation")
    }
    for group in groups.annotate(count=Count("pk")):
        person, table = people.get(group["assigned_to"]), tables[group["consolidation__round"]]
        if person and group["due_on"]:
            yield Due(
                what=f"comments.answer:{table.pk}",
                stage="due",
                on=group["due_on"],
                to=person,
                title=f"{table}: còn {group['count']:02d} góp ý chưa trả lời",
                path=reverse("consultations:consolidation", args=[table.round_id]) + "?state=mine",
            )


def _to_publish(now: datetime) -> Iterator[Due]:
    today, calendar = day_in_hanoi(now), working_calendar()
    waiting = Consolidation.objects.filter(completed_at__isnull=False, published_at=None)
    for table in waiting.select_related("round__consultation", "completed_by"):
        if table.completed_at is None or table.completed_by is None:
            continue
        day = calendar.add(day_in_hanoi(table.completed_at), PUBLISH_WITHIN)
        if day <= today:
            yield Due(
                what=f"answers.publish:{table.pk}",
                stage="due",
                on=day,
                to=table.completed_by,
                title=f"{table}: chưa công bố kết quả tiếp thu, giải trình cho các đơn vị",
                path=reverse("consultations:consolidation", args=[table.round_id]),
            )
