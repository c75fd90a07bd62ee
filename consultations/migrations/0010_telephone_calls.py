"""A recorded contact says how it was made, at which hour and by whom; it stays as it was recorded.

The table is altered, so what keeps it is let go before and put back after.
"""

from importlib import import_module

from django.db import migrations, models
from django.db.models import Q

VENDORS = import_module("dispatches.migrations.0002_what_is_issued_stays").VENDORS
TABLE = "consultations_handover"
MESSAGE = "a recorded contact is never changed or deleted"


def keep(apps, schema_editor):
    create, _drop, _differs = VENDORS[schema_editor.connection.vendor]
    schema_editor.execute(create(f"{TABLE}_kept", TABLE, "DELETE", "1 = 1", MESSAGE))
    schema_editor.execute(create(f"{TABLE}_same", TABLE, "UPDATE", "1 = 1", MESSAGE))


def let_go(apps, schema_editor):
    _create, drop, _differs = VENDORS[schema_editor.connection.vendor]
    schema_editor.execute(drop(f"{TABLE}_kept", TABLE))
    schema_editor.execute(drop(f"{TABLE}_same", TABLE))


class Migration(migrations.Migration):
    dependencies = [
        ("consultations", "0009_consolidations"),
        ("dispatches", "0002_what_is_issued_stays"),
    ]

    operations = [
        migrations.RunPython(let_go, keep, elidable=False),
        migrations.AddField(
            "handover",
            "kind",
            models.CharField(
                "hình thức",
                max_length=10,
                choices=[
                    ("hand", "Giao văn bản giấy"),
                    ("phone", "Gọi điện thoại"),
                    ("other", "Cách khác"),
                ],
                default="other",
            ),
        ),
        migrations.AddField(
            "handover", "hour", models.TimeField("lúc", null=True, help_text="in Hanoi")
        ),
        migrations.AddField(
            "handover",
            "caller",
            models.CharField("người gọi, người giao", max_length=200, blank=True, default=""),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            "handover",
            models.CheckConstraint(
                condition=Q(kind__in=["hand", "phone", "other"]),
                name="consultations_contact_kind_known",
            ),
        ),
        migrations.AddConstraint(
            "handover",
            models.CheckConstraint(
                condition=~Q(kind="phone") | Q(hour__isnull=False) & ~Q(caller=""),
                name="consultations_contact_call_whole",
            ),
        ),
        migrations.RunPython(keep, let_go, elidable=False),
    ]
