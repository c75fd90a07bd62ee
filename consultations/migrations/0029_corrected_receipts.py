"""A receipt that was recorded too late may be put right while the round is open.

What was counted from it is kept with the reason, and holds no more: a round waits no longer for it.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from accounts import joint_rules
from accounts.joint_rules import Rule

TERM, ROUND, ANSWER = "consultations_term", "consultations_round", "consultations_response"
OPEN = "a receipt is corrected while the round is open and the unit has not answered"
KEPT = "what was counted from a corrected receipt is kept"
RUNS = "a round is not closed while a time limit of it runs"
SAME = ("corrected_at", "corrected_because", "received_on", "deadline_date", "consultee_id")


def _rules():
    over = (
        f"EXISTS (SELECT 1 FROM {ROUND} r WHERE r.id = NEW.round_id "
        "AND (r.closed_at IS NOT NULL OR r.cancelled_at IS NOT NULL))"
    )
    answered = (
        f"EXISTS (SELECT 1 FROM {ANSWER} a WHERE a.consultee_id = NEW.consultee_id "
        "AND a.withdrawn_at IS NULL)"
    )
    corrected = f"NEW.corrected_at IS NOT NULL AND OLD.corrected_at IS NULL AND ({over} OR {answered})"
    changed = " OR ".join(f'NEW."{name}" IS DISTINCT FROM OLD."{name}"' for name in SAME)
    # One that runs from a receipt, and has not begun, has no day.
    waits = (
        "OLD.closed_at IS NULL AND NEW.closed_at IS NOT NULL AND EXISTS "
        f"(SELECT 1 FROM {TERM} t WHERE t.round_id = NEW.id AND t.deadline_date IS NOT NULL "
        "AND t.corrected_at IS NULL AND t.deadline_instant > NEW.closed_at)"
    )
    return [
        Rule(f"{ROUND}_waits", ROUND, "UPDATE", waits, RUNS),
        Rule(f"{TERM}_corrected_new", TERM, "INSERT", "NEW.corrected_at IS NOT NULL", OPEN),
        Rule(f"{TERM}_corrected_open", TERM, "UPDATE", corrected, OPEN),
        Rule(f"{TERM}_corrected_kept", TERM, "UPDATE", f"OLD.corrected_at IS NOT NULL AND ({changed})", KEPT),
    ]


RULES = _rules()


def lift(apps, schema_editor):
    """The rule that 0026 had of running limits; on SQLite it is lifted before migrations run."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {ROUND}_waits ON {ROUND}")
        schema_editor.execute(f"DROP FUNCTION IF EXISTS {ROUND}_waits()")


class Migration(migrations.Migration):
    dependencies = [
        ("consultations", "0028_discarded_corrections"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="term", name="consultations_term_counted_once"),
        migrations.AddField(
            model_name="term",
            name="corrected_at",
            field=models.DateTimeField(null=True, verbose_name="đính chính lúc"),
        ),
        migrations.AddField(
            model_name="term",
            name="corrected_because",
            field=models.CharField(blank=True, max_length=500, verbose_name="lý do đính chính"),
        ),
        migrations.AddField(
            model_name="term",
            name="corrected_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="term",
            constraint=models.UniqueConstraint(
                condition=models.Q(("received_on__isnull", False), ("corrected_at__isnull", True)),
                fields=("consultee", "deadline_date"),
                name="consultations_term_counted_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="term",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        models.Q(("corrected_at__isnull", True)),
                        ("corrected_because", ""),
                        ("corrected_by__isnull", True),
                    ),
                    models.Q(
                        models.Q(("received_on__isnull", False)),
                        models.Q(("corrected_at__isnull", True), _negated=True),
                        models.Q(("corrected_because", ""), _negated=True),
                        ("corrected_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="consultations_term_corrected_with_reason",
            ),
        ),
        migrations.RunPython(lift, migrations.RunPython.noop, elidable=False),
        joint_rules.operation(RULES),
    ]
