"""Enter the swap of Friday 02/01/2026 for Saturday 10/01/2026, which the package holidays lacks."""

from datetime import date

from django.db import migrations

NOTICE = "Văn bản số 12729/VPCP-KGVX ngày 25/12/2025 của Văn phòng Chính phủ"
DAYS = [
    (date(2026, 1, 2), False, f"{NOTICE}: nghỉ, làm bù ngày 10/01/2026"),
    (date(2026, 1, 10), True, f"{NOTICE}: làm bù cho ngày 02/01/2026"),
]


def enter(apps, schema_editor):
    calendar_day = apps.get_model("deadlines", "CalendarDay")
    for day, working, basis in DAYS:
        calendar_day.objects.create(date=day, working=working, basis=basis)


def remove(apps, schema_editor):
    days = [day for day, _, _ in DAYS]
    apps.get_model("deadlines", "CalendarDay").objects.filter(date__in=days).delete()


class Migration(migrations.Migration):
    dependencies = [("deadlines", "0001_initial")]

    operations = [migrations.RunPython(enter, remove)]
