"""A draft may be thrown away: from then on it stays as it was."""

from importlib import import_module

from django.db import migrations, models

from accounts import joint_rules
from accounts.joint_rules import Rule

issued = import_module("dispatches.migrations.0002_what_is_issued_stays")
was_frozen = import_module("dispatches.migrations.0005_kind_required").FROZEN
TABLE = issued.DISPATCH
RULES = [
    Rule(
        "dispatches_discarded_kept",
        TABLE,
        "DELETE",
        "OLD.state = 'discarded'",
        "a discarded draft is never deleted",
    ),
    Rule(
        "dispatches_discarded_same",
        TABLE,
        "UPDATE",
        "OLD.state = 'discarded'",
        "a discarded draft is never changed",
    ),
    Rule(
        "dispatches_discarded_draft",
        TABLE,
        "UPDATE",
        "NEW.state = 'discarded' AND OLD.state <> 'draft'",
        "only a draft is discarded",
    ),
]

def keep_issued(apps, schema_editor):
    """SQLite builds the table anew for its constraint, and its triggers go with the old one."""
    issued.keep(apps, schema_editor, [*was_frozen, "agency_id"])


class Migration(migrations.Migration):

    dependencies = [
        ('dispatches', '0040_what_a_version_fills'),
    ]

    operations = [
        migrations.RunPython(issued.let_go, keep_issued, elidable=False),
        migrations.RemoveConstraint(
            model_name='dispatch',
            name='dispatches_dispatch_state_known',
        ),
        migrations.AlterField(
            model_name='dispatch',
            name='state',
            field=models.CharField(choices=[('draft', 'Dự thảo'), ('submitted', 'Chờ duyệt'), ('approved', 'Chờ cấp số'), ('issued', 'Đã ban hành'), ('discarded', 'Đã bỏ dự thảo')], default='draft', max_length=10, verbose_name='trạng thái'),
        ),
        migrations.AddConstraint(
            model_name='dispatch',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'submitted', 'approved', 'issued', 'discarded'])), name='dispatches_dispatch_state_known'),
        ),
        migrations.RunPython(keep_issued, issued.let_go, elidable=False),
        joint_rules.operation(RULES),
    ]
