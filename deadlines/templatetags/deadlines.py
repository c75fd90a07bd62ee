"""How pages show a deadline and moments of time, always in Hanoi time.

Dates are d/m/Y in every language; the words beside them are those of the page.
"""

from datetime import date, datetime
from typing import Any

from django import template
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from deadlines.domain.calendar import working_calendar
from deadlines.time_left import TimeLeft
from deadlines.value import HANOI, MIDNIGHT, Deadline, day_in_hanoi
from deadlines.working_days import WorkingCalendar
from vietnamese.dates import clock_time, short_date

register = template.Library()


@register.inclusion_tag("deadlines/_deadline.html", name="deadline")
def show_deadline(
    deadline: Deadline,
    now: datetime,
    extended: Deadline | None = None,
    calendar: WorkingCalendar | None = None,
) -> dict[str, Any]:
    """The one component for a deadline: words, instant, time left, extension, last working day.

    `extended` is the deadline that now holds for the reader in place of the first one; one with the
    same words is the first one, begun. Of one that has not begun only the words are known. Without
    `calendar` the calendar is read here; a page with many deadlines passes the one it has.
    """
    holds = extended or deadline
    if holds.awaits_receipt:
        return {"deadline": holds}
    left = holds.time_left(now)
    last_working_day = holds.last_working_day(calendar or working_calendar())
    return {
        "deadline": holds,
        "instant": _instant(holds),
        "first": None if holds.phrase == deadline.phrase else deadline,
        "left": left,
        "left_label": _left_label(left),
        "last_working_day": None if last_working_day == holds.last_day else last_working_day,
    }


@register.filter
def vn_date(moment: date | None) -> str:
    """«09/8/2021», of a date or of a moment."""
    return "" if moment is None else short_date(_local_day(moment))


@register.filter
def vn_weekday(moment: date | None) -> str:
    """«thứ Hai» … «Chủ nhật», of a date or of a moment."""
    return "" if moment is None else date_format(_local_day(moment), "l")


@register.filter
def vn_datetime(moment: datetime | None) -> str:
    """«16:42 ngày 03/8/2021»."""
    if moment is None:
        return ""
    local = moment.astimezone(HANOI)
    return _("%(time)s ngày %(date)s") % {
        "time": clock_time(local.time()),
        "date": short_date(local),
    }


@register.filter
def vn_when(moment: datetime | None) -> str:
    """«03/8 16:42», for tables of things that happened lately."""
    if moment is None:
        return ""
    local = moment.astimezone(HANOI)
    day, month, _year = short_date(local).split("/")
    return f"{day}/{month} {clock_time(local.time())}"


def _instant(deadline: Deadline) -> str:
    """Say for the page's reader what `Deadline.instant_phrase` says on paper."""
    day = f"{vn_weekday(deadline.last_day)} {vn_date(deadline.last_day)}"
    end = deadline.instant.astimezone(HANOI).time()
    if end == MIDNIGHT:
        return _("hết %(day)s, 24:00 giờ Hà Nội") % {"day": day}
    return _("%(time)s giờ Hà Nội, %(day)s") % {"time": clock_time(end), "day": day}


def _local_day(moment: date) -> date:
    return day_in_hanoi(moment) if isinstance(moment, datetime) else moment


def _left_label(left: TimeLeft) -> str:
    count = left.figure
    match left.unit, left.over:
        case "day", False:
            return ngettext("ngày còn lại", "ngày còn lại", count)
        case "hour", False:
            return ngettext("giờ còn lại", "giờ còn lại", count)
        case _, False:
            return ngettext("phút còn lại", "phút còn lại", count)
        case "day", True:
            return ngettext("ngày quá hạn", "ngày quá hạn", count)
        case "hour", True:
            return ngettext("giờ quá hạn", "giờ quá hạn", count)
        case _:
            return ngettext("phút quá hạn", "phút quá hạn", count)
