"""Who is told of comments that wait for an answer, and of answers that wait to be published."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import TruncDate
from django.urls import reverse

from accounts.models import User
from consultations.domain.assigned import own_comments
from consultations.models import Consolidation, Disposition, LaterRecord
from deadlines.domain.calendar import working_calendar
from deadlines.value import HANOI, day_in_hanoi
from outbox.due import Due, waiting_stage
from vietnamese.dates import short_date

TOLD_BEFORE = timedelta(days=1)
PUBLISH_WITHIN = 3  # working days after completing


def due_reminders(now: datetime) -> Iterator[Due]:
    """Name the comments that were assigned, those to be answered, and the tables to be published.

    One line for a person, a round and a day, however many the comments.
    """
    today = day_in_hanoi(now)
    nearest = today + TOLD_BEFORE
    waiting = Disposition.objects.undecided().filter(assigned_to__isnull=False).order_by()
    yield from _to_answer(waiting.filter(due_on__lte=nearest))
    later = waiting.filter(Q(due_on=None) | Q(due_on__gt=nearest))
    yield from _assigned(later.annotate(since=TruncDate("assigned_at", tzinfo=HANOI)), today)
    yield from _to_publish(now)
    yield from _to_add(now)


def _to_answer(waiting: QuerySet[Disposition]) -> Iterator[Due]:
    for table, person, group in _lines(waiting, "due_on"):
        yield Due(
            what=f"comments.answer:{table.pk}",
            stage="due",
            on=group["due_on"],
            to=person,
            title=f"{table}: còn {group['count']:02d} góp ý chưa trả lời",
            path=own_comments(table.round_id),
        )


def _assigned(waiting: QuerySet[Disposition], today: date) -> Iterator[Due]:
    """What has a day is told once; what has none each week, for nothing else tells it."""
    for table, person, group in _lines(waiting, "due_on", "since"):
        due_on, since = group["due_on"], group["since"]
        limit = f"hạn {short_date(due_on)}" if due_on else "không đặt hạn"
        yield Due(
            what=f"comments.assigned:{table.pk}" + (f":{due_on:%Y%m%d}" if due_on else ""),
            stage="new" if due_on else waiting_stage(since, today),
            on=since,
            to=person,
            title=f"{table}: được giao trả lời {group['count']:02d} góp ý, {limit}",
            path=own_comments(table.round_id),
            waits=True,
        )


def _lines(
    waiting: QuerySet[Disposition], *by: str
) -> Iterator[tuple[Consolidation, User, dict[str, Any]]]:
    """Yield round, person and the count of each group."""
    groups = waiting.values("consolidation", "assigned_to", *by).annotate(count=Count("pk"))
    people = User.objects.filter(is_active=True).in_bulk()
    tables = Consolidation.objects.select_related("round__consultation").in_bulk()
    for group in groups:
        if person := people.get(group["assigned_to"]):
            yield tables[group["consolidation"]], person, group


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


def _to_add(now: datetime) -> Iterator[Due]:
    """What was recorded after a table was published is answered and published by itself."""
    today, calendar = day_in_hanoi(now), working_calendar()
    added = Disposition.objects.filter(final=False, consolidation__published_at__isnull=False)
    records = LaterRecord.objects.filter(response__comments__disposition__in=added).distinct()
    for made in records.select_related("consultee__round__consultation", "recorded_by"):
        day = calendar.add(day_in_hanoi(made.recorded_at), PUBLISH_WITHIN)
        if day <= today:
            unit = made.consultee
            yield Due(
                what=f"answers.add:{made.pk}",
                stage="due",
                on=day,
                to=made.recorded_by,
                title=f"{unit.round}: chưa công bố bổ sung trả lời ý kiến của {unit.committee}",
                path=reverse("consultations:consolidation", args=[unit.round_id]),
            )
