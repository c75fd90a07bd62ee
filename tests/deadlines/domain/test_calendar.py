from datetime import date
from importlib import import_module

from django.apps import apps

from deadlines.domain.calendar import working_calendar
from deadlines.models import CalendarDay


def test_the_swap_of_new_year_2026_is_entered(db):
    # Entered again: a test that commits may have emptied the tables that the migration filled.
    CalendarDay.objects.all().delete()
    import_module("deadlines.migrations.0002_new_year_2026").enter(apps, None)

    calendar = working_calendar()
    assert not calendar.is_working(date(2026, 1, 2))
    assert calendar.is_working(date(2026, 1, 10))
    bases = list(CalendarDay.objects.values_list("basis", flat=True))
    assert len(bases) == 2
    assert all("12729/VPCP-KGVX" in basis for basis in bases)


def test_the_calendar_follows_the_table_with_one_query(db, django_assert_num_queries):
    CalendarDay.objects.create(date=date(2021, 8, 6), working=False, basis="Quyết định thử nghiệm")
    with django_assert_num_queries(1):
        calendar = working_calendar()
    assert calendar.latest_working(date(2021, 8, 8)) == date(2021, 8, 5)
