"""A round is not closed while a time limit of it runs, that of all or a unit's own.

One that runs from a receipt, and has not begun, has no day.
"""

from django.db import migrations

from accounts import joint_rules
from accounts.joint_rules import Rule

ROUND, TERM = "consultations_round", "consultations_term"
RULES = [
    Rule(
        f"{ROUND}_waits",
        ROUND,
        "UPDATE",
        "OLD.closed_at IS NULL AND NEW.closed_at IS NOT NULL AND EXISTS "
        f"(SELECT 1 FROM {TERM} t WHERE t.round_id = NEW.id AND t.deadline_date IS NOT NULL "
        "AND t.deadline_instant > NEW.closed_at)",
        "a round is not closed while a time limit of it runs",
    ),
]


class Migration(migrations.Migration):
    dependencies = [("consultations", "0025_discarded_rounds")]

    operations = [joint_rules.operation(RULES)]
