"""Of one name and kind there is one unit at a time; what an act says may be put right.

What stood twice before stays until somebody renames or ends one of them: a change that makes the
overlap no longer is not refused. Of an act the day, and who entered it when, are kept as they were;
its words may be corrected (districts.domain.act_corrections), the audit trail tells what stood
there before.
"""

from importlib import import_module

from django.db import migrations

from accounts import joint_rules
from accounts.joint_rules import Rule

VENDORS = import_module("dispatches.migrations.0002_what_is_issued_stays").VENDORS
UNIT, ACT = "districts_district", "districts_reorganisation"
ONE_NAME = "another unit has that name at the time"
KEPT = "an act of reorganisation is never changed or deleted"
SAME = "the day of an act of reorganisation and its entry are never changed"
FIXED = ("on", "is_example", "entered_by_id", "entered_at")

_OTHER = f"""EXISTS (
    SELECT 1 FROM {UNIT} o
    WHERE o.sort_key = NEW.sort_key AND o.name = NEW.name AND o.kind = NEW.kind {{but}}
    AND (o.valid_to IS NULL OR NEW.valid_from IS NULL OR o.valid_to > NEW.valid_from)
    AND (NEW.valid_to IS NULL OR o.valid_from IS NULL OR NEW.valid_to > o.valid_from))"""
_RENAMED = "NEW.kind <> OLD.kind OR NEW.name <> OLD.name"
_EARLIER = "OLD.valid_from IS NOT NULL AND (NEW.valid_from IS NULL OR NEW.valid_from < OLD.valid_from)"
_LONGER = "OLD.valid_to IS NOT NULL AND (NEW.valid_to IS NULL OR NEW.valid_to > OLD.valid_to)"
RULES = [
    Rule("districts_unit_one_name", UNIT, "INSERT", _OTHER.format(but=""), ONE_NAME),
    Rule(
        "districts_unit_one_name_later",
        UNIT,
        "UPDATE",
        f"({_RENAMED} OR {_EARLIER} OR {_LONGER}) AND " + _OTHER.format(but="AND o.id <> NEW.id"),
        ONE_NAME,
    ),
]


def _exchange(schema_editor, condition, message):
    create, drop, _differs = VENDORS[schema_editor.connection.vendor]
    schema_editor.execute(drop(f"{ACT}_same", ACT))
    schema_editor.execute(create(f"{ACT}_same", ACT, "UPDATE", condition, message))


def let_words_change(apps, schema_editor):
    _create, _drop, differs = VENDORS[schema_editor.connection.vendor]
    changed = " OR ".join(f'NEW."{column}" {differs} OLD."{column}"' for column in FIXED)
    _exchange(schema_editor, f"({changed})", SAME)


def keep_all(apps, schema_editor):
    _exchange(schema_editor, "1 = 1", KEPT)


class Migration(migrations.Migration):
    dependencies = [("districts", "0017_duties_of_local_units")]

    operations = [
        migrations.RunPython(let_words_change, keep_all, elidable=False),
        joint_rules.operation(RULES),
    ]
