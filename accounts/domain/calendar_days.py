"""The office's own days in the working calendar (ngày nghỉ, ngày làm bù), with their trace.

They live in deadlines; the writes live here, because the audit trail lies above that package.
"""

import datetime as dt

from django.db import transaction

from accounts.actors import Actor
from accounts.domain.audit import record
from deadlines.models import CalendarDay
from vietnamese.text import clean_line


@transaction.atomic
def mark_day(
    *, date: dt.date, working: bool, basis: str, by: Actor, at: dt.datetime
) -> CalendarDay:
    """Mark the day as worked or off by the notice that `basis` names; a later notice wins."""
    day, _created = CalendarDay.objects.update_or_create(
        date=date, defaults={"working": working, "basis": clean_line(basis)}
    )
    record(by=by, action="calendar.day_marked", on=day, at=at, working=working, basis=day.basis)
    return day


@transaction.atomic
def unmark_day(day: CalendarDay, *, by: Actor, at: dt.datetime) -> None:
    """Take the mark away: the public calendar holds for the day again. No-op if it is gone."""
    deleted, _rows = CalendarDay.objects.filter(pk=day.pk).delete()
    if deleted:
        record(by=by, action="calendar.day_unmarked", on=day, at=at, basis=day.basis)
