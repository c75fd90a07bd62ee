"""That a relation is in force on its unit's word alone is kept with the entry that says so.

The column may be null, so SQLite adds it without building the table anew and the triggers that keep
the history stay. An entry never changes, so the rule looks at new ones only.
"""

import django.db.models.deletion
from django.db import migrations, models

from accounts import joint_rules
from accounts.joint_rules import Rule

RULES = [
    Rule(
        "partners_stage_own_word_in_force",
        "partners_relationstage",
        "INSERT",
        "NEW.said_by_id IS NOT NULL AND NEW.stage NOT IN ('signed', 'active')",
        "only that a relation is in force is the own word of a unit",
    ),
]


class Migration(migrations.Migration):
    dependencies = [("districts", "0022_countries_open"), ("partners", "0029_search_partners_by_index")]

    operations = [
        migrations.AddField(
            model_name="relationstage",
            name="said_by",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="districts.district",
                verbose_name="đơn vị tự ghi",
            ),
        ),
        joint_rules.operation(RULES),
    ]
