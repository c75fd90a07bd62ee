"""What an act of reorganisation entered stays, and fits the periods of the units.

A predecessor ends and a successor exists on the act's day; afterwards those days cannot move.
SQLite rebuilds a table that a later migration alters and drops its triggers: one that alters the
acts or successions runs `keep` again. tests/districts/domain/test_succession_kept.py sees whether they are there.
"""

from importlib import import_module

from django.db import migrations

from accounts import joint_rules
from accounts.joint_rules import Rule

VENDORS = import_module("dispatches.migrations.0002_what_is_issued_stays").VENDORS
ACT, LINK, UNIT = "districts_reorganisation", "districts_succession", "districts_district"
KEPT = "an act of reorganisation is never changed or deleted"
FITS = "a unit ends, and its successor exists, on the day of the act"
FIXED = "the days of a unit are fixed by an act of reorganisation"

_MISFIT = f"""NOT EXISTS (
    SELECT 1 FROM {ACT} a, {UNIT} p, {UNIT} s
    WHERE a.id = NEW.act_id AND p.id = NEW.predecessor_id AND s.id = NEW.successor_id
    AND p.valid_to = a."on" AND (s.valid_from IS NULL OR s.valid_from <= a."on")
    AND (s.valid_to IS NULL OR s.valid_to > a."on"))"""
_BROKEN = f"""EXISTS (
    SELECT 1 FROM {LINK} l JOIN {ACT} a ON a.id = l.act_id
    WHERE (l.predecessor_id = NEW.id AND (NEW.valid_to IS NULL OR NEW.valid_to <> a."on"))
    OR (l.successor_id = NEW.id AND (NEW.valid_from > a."on" OR NEW.valid_to <= a."on")))"""
RULES = [
    Rule("districts_succession_fits", LINK, "INSERT", _MISFIT, FITS),
    Rule("districts_unit_days_fixed", UNIT, "UPDATE", _BROKEN, FIXED),
]


def _kept():
    for table in (ACT, LINK):
        yield f"{table}_kept", table, "DELETE", "1 = 1", KEPT
        yield f"{table}_same", table, "UPDATE", "1 = 1", KEPT


def keep(apps, schema_editor):
    create, _drop, _differs = VENDORS[schema_editor.connection.vendor]
    for trigger in _kept():
        schema_editor.execute(create(*trigger))
    joint_rules.keep(schema_editor, RULES)


def let_go(apps, schema_editor):
    _create, drop, _differs = VENDORS[schema_editor.connection.vendor]
    for name, table, *_rest in _kept():
        schema_editor.execute(drop(name, table))
    joint_rules.let_go(schema_editor, RULES)


class Migration(migrations.Migration):
    dependencies = [
        ("districts", "0012_reorganisations"),
        ("dispatches", "0002_what_is_issued_stays"),
    ]

    operations = [migrations.RunPython(keep, let_go, elidable=False)]
