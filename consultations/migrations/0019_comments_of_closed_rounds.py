"""The comments of a round are answered once it is closed: until then an answer may be corrected."""

from django.db import migrations

from accounts import joint_rules
from accounts.joint_rules import Rule

TABLE = "consultations_consolidation"
RULES = [
    Rule(
        f"{TABLE}_of_closed",
        TABLE,
        "INSERT",
        "EXISTS (SELECT 1 FROM consultations_round r "
        "WHERE r.id = NEW.round_id AND r.closed_at IS NULL)",
        "the comments of an open round are not answered",
    ),
]


class Migration(migrations.Migration):
    dependencies = [("consultations", "0018_what_follows_closing")]

    operations = [joint_rules.operation(RULES)]
