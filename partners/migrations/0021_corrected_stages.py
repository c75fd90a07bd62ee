"""An entry of a relation's history may correct an earlier one of the same history, with its reason.

SQLite builds the table anew: the triggers that keep the history stand again afterwards.
"""

from importlib import import_module

import django.db.models.deletion
from django.db import migrations, models

from accounts import joint_rules
from accounts.joint_rules import Rule

KEPT = import_module("partners.migrations.0014_relations_by_unit_over_time")
STAGE = "partners_relationstage"
RULES = [
    Rule(
        "partners_stage_corrects_own",
        STAGE,
        "INSERT",
        f"NEW.corrects_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM {STAGE} e "
        "WHERE e.id = NEW.corrects_id AND e.relation_id = NEW.relation_id "
        "AND e.corrects_id IS NULL)",
        "a correction names an entry of the same history that corrects none itself",
    ),
]


class Migration(migrations.Migration):
    dependencies = [("partners", "0020_parties_hold")]

    operations = [
        migrations.RunPython(KEPT.lift, KEPT.keep, elidable=False),
        migrations.AddField(
            model_name="relationstage",
            name="corrects",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="corrections",
                to="partners.relationstage",
                verbose_name="đính chính",
            ),
        ),
        migrations.AddConstraint(
            model_name="relationstage",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("corrects__isnull", True),
                    models.Q(
                        ("on__isnull", False),
                        ("passed_from__isnull", True),
                        models.Q(("note", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="partners_stage_corrected_with_reason",
            ),
        ),
        migrations.RunPython(KEPT.keep, KEPT.lift, elidable=False),
        joint_rules.operation(RULES),
    ]
