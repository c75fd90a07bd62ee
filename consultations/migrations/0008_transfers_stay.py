"""That a part was handed on is never changed or deleted."""

from importlib import import_module

from django.db import migrations

VENDORS = import_module("dispatches.migrations.0002_what_is_issued_stays").VENDORS
TABLE = "consultations_parttransfer"
MESSAGE = "a transfer of a part is never changed or deleted"


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
        ("consultations", "0007_parts_handed_on"),
        ("dispatches", "0002_what_is_issued_stays"),
    ]

    operations = [migrations.RunPython(keep, let_go, elidable=False)]
