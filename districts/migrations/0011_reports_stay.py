"""What a unit has reported, and what was decided about it, is kept as it was.

A later migration that alters these tables on SQLite has to run `keep` again; tests/districts see
whether the refusals are there.
"""

from importlib import import_module

from django.db import migrations

VENDORS = import_module("dispatches.migrations.0002_what_is_issued_stays").VENDORS
REPORT, DECISION = "districts_dutyreport", "districts_dutydecision"
FROZEN = ["duty_id", "district_id", "occurrence", "version", "text", "submitted_by_id", "submitted_at"]
NO_REPORT = "a submitted report is never changed or deleted"
NO_DECISION = "a decision about a report is never changed or deleted"


def _triggers(differs):
    changed = " OR ".join(f'NEW."{column}" {differs} OLD."{column}"' for column in FROZEN)
    submitted = "OLD.state <> 'draft'"
    decided = "OLD.state IN ('accepted', 'returned') OR NEW.state = 'draft'"
    return [
        ("districts_report_kept", REPORT, "DELETE", submitted, NO_REPORT),
        ("districts_report_same", REPORT, "UPDATE", f"{submitted} AND ({decided} OR {changed})", NO_REPORT),
        ("districts_decision_kept", DECISION, "DELETE", "1 = 1", NO_DECISION),
        ("districts_decision_same", DECISION, "UPDATE", "1 = 1", NO_DECISION),
    ]


def keep(apps, schema_editor):
    create, _drop, differs = VENDORS[schema_editor.connection.vendor]
    for trigger in _triggers(differs):
        schema_editor.execute(create(*trigger))


def let_go(apps, schema_editor):
    _create, drop, differs = VENDORS[schema_editor.connection.vendor]
    for name, table, *_rest in _triggers(differs):
        schema_editor.execute(drop(name, table))


class Migration(migrations.Migration):
    dependencies = [
        ("districts", "0010_duty_reports"),
        ("dispatches", "0002_what_is_issued_stays"),
    ]

    operations = [migrations.RunPython(keep, let_go, elidable=False)]
