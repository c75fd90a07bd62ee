"""That an agreement was recorded in error can be taken back, with an entry of its history.

As long as it is marked nothing else happens to it.
"""

from importlib import import_module

from django.db import migrations, models

from accounts import joint_rules
from accounts.joint_rules import Rule

more = import_module("partners.migrations.0028_agreements_hold_more")
changed = more.signed._changed
MARK = "what is marked as recorded in error is only taken back, with an entry of the history"
KINDS = [
    ("begun", "Lập hồ sơ"),
    ("recorded", "Ghi nhận thỏa thuận đã ký"),
    ("step", "Chuyển trạng thái"),
    ("asked", "Lấy ý kiến"),
    ("report", "Báo cáo, thông báo"),
    ("renewal", "Quyết định về gia hạn"),
    ("extended", "Được gia hạn bằng văn bản kèm theo"),
    ("inherited", "Được kế thừa"),
    ("rearmed", "Đổi ngày, thời hạn"),
    ("corrected", "Đính chính"),
    ("mistaken", "Đánh dấu ghi nhầm"),
    ("restored", "Bỏ đánh dấu ghi nhầm"),
    ("changed", "Sửa thông tin"),
]


def lift(apps, schema_editor):
    """The rule that 0028 had of it; on SQLite it is lifted before migrations run."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"DROP TRIGGER IF EXISTS partners_mistaken_stays ON {more.AGREEMENT}")
        schema_editor.execute("DROP FUNCTION IF EXISTS partners_mistaken_stays()")


def _rules():
    unentered = f"{changed(('mistaken_on',))} AND NEW.version <> OLD.version + 1"
    else_done = (
        "OLD.mistaken_on IS NOT NULL AND "
        f"({changed(('state',))} OR NEW.mistaken_on IS NOT NULL AND {changed(('mistaken_on', 'version'))})"
    )
    return [
        Rule("partners_mistaken_entered", more.AGREEMENT, "UPDATE", unentered, MARK),
        Rule("partners_mistaken_stays", more.AGREEMENT, "UPDATE", else_done, MARK),
    ]


RULES = _rules()


class Migration(migrations.Migration):
    dependencies = [("partners", "0033_place_in_its_country")]

    operations = [
        migrations.AlterField(
            model_name="agreementevent",
            name="kind",
            field=models.CharField(choices=KINDS, max_length=10),
        ),
        migrations.RunPython(lift, migrations.RunPython.noop, elidable=False),
        joint_rules.operation(RULES),
    ]
