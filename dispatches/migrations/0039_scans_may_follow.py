"""A scan may follow where an incoming document has none; what is there stays, as all the rest."""

from importlib import import_module

from django.db import migrations

issued = import_module("dispatches.migrations.0002_what_is_issued_stays")
before = import_module("dispatches.migrations.0009_what_came_in_stays")
SCAN = ("scan_id", "scan_name")
NAME = "dispatches_incoming_same"


def _changed(columns, differs):
    return " OR ".join(f'NEW."{column}" {differs} OLD."{column}"' for column in columns)


def _condition(differs):
    registered = _changed([one for one in before.REGISTERED if one not in SCAN], differs)
    # A name without a file is none: from nothing on both come together.
    scan = f"(OLD.scan_id IS NOT NULL OR NEW.scan_id IS NULL) AND ({_changed(SCAN, differs)})"
    void = _changed(["voided_at", "void_reason"], differs)
    return f"{registered} OR ({scan}) OR (OLD.voided_at IS NOT NULL AND ({void}))"


def keep(apps, schema_editor):
    create, drop, differs = issued.VENDORS[schema_editor.connection.vendor]
    schema_editor.execute(drop(NAME, before.INCOMING))
    schema_editor.execute(
        create(NAME, before.INCOMING, "UPDATE", _condition(differs), before.NO_CHANGE)
    )


def let_go(apps, schema_editor):
    create, drop, differs = issued.VENDORS[schema_editor.connection.vendor]
    schema_editor.execute(drop(NAME, before.INCOMING))
    [same] = [one for one in before._triggers(differs) if one[0] == NAME]
    schema_editor.execute(create(*same))


class Migration(migrations.Migration):

    dependencies = [
        ('dispatches', '0038_agencies_paper_files'),
    ]

    operations = [
        migrations.RunPython(keep, let_go, elidable=False),
    ]
