"""The working calendar, for the administrator."""

from functools import cached_property
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.acting import ActButton, ActPage
from accounts.domain.calendar_days import mark_day, unmark_day
from accounts.forms import MarkDayForm
from accounts.permissions import Permission
from accounts.year_calendar import special_days
from deadlines import clock
from deadlines.models import CalendarDay

# The public calendar is known for these years; others would show weekends only, as if certain.
FIRST_YEAR, LAST_YEAR = 2007, 2100


def _address(year: int) -> str:
    return reverse("accounts:calendar_year", args=[year])


class Calendar(ActPage):
    """The special days of one year, and a form that adds one."""

    permission = Permission.CALENDAR_MANAGE
    form_class = MarkDayForm
    template_name = "accounts/calendar/year.html"
    done = _("Đã ghi ngày vào lịch làm việc.")

    @cached_property
    def year(self) -> int:
        """The year of the address, or the present one."""
        year: int = self.kwargs.get("year") or clock.today().year
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise Http404
        return year

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the page the days."""
        marks = CalendarDay.objects.filter(date__year=self.year)
        return super().get_context_data(**kwargs) | {
            "year": self.year,
            "days": special_days(self.year, marks, language=self.request.LANGUAGE_CODE),
            "year_before": self.year - 1 if self.year > FIRST_YEAR else None,
            "year_after": self.year + 1 if self.year < LAST_YEAR else None,
        }

    def act(self, form: MarkDayForm) -> None:
        """Mark the day."""
        self.marked = mark_day(**form.cleaned_data, by=self.actor, at=clock.now())

    def get_success_url(self) -> str:
        """Show the year of the day."""
        return _address(self.marked.date.year)


class UnmarkDay(ActButton):
    """Taking a mark away."""

    permission = Permission.CALENDAR_MANAGE
    done = _("Đã bỏ ngày khỏi lịch của Sở; lịch chung có hiệu lực trở lại cho ngày đó.")

    @cached_property
    def day(self) -> CalendarDay:
        """The day of the address."""
        return get_object_or_404(CalendarDay, pk=self.kwargs["pk"])

    def act(self) -> None:
        """Unmark it."""
        unmark_day(self.day, by=self.actor, at=clock.now())

    def get_success_url(self) -> str:
        """Show the year of the day."""
        return _address(self.day.date.year)
