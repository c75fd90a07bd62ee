"""A text that changes an agreement belongs to a first one; only an extension in force extends it."""

from django.db import migrations

from accounts import joint_rules
from accounts.joint_rules import Rule

AGREEMENT = "partners_agreement"
BELOW = "what changes an agreement belongs to a first one"
EXTENDED = "only an extension in force moves an end, and only on"


def _rules():
    moved = "NEW.parent_id IS DISTINCT FROM OLD.parent_id"
    below = (
        f"NEW.parent_id IS NOT NULL AND EXISTS (SELECT 1 FROM {AGREEMENT} p "
        "WHERE p.id = NEW.parent_id AND p.parent_id IS NOT NULL)"
    )
    above = (
        f"NEW.parent_id IS NOT NULL AND EXISTS (SELECT 1 FROM {AGREEMENT} c WHERE c.parent_id = NEW.id)"
    )
    extends = (
        f"EXISTS (SELECT 1 FROM {AGREEMENT} c WHERE c.parent_id = NEW.id AND c.child_kind = 'extension' "
        "AND c.state IN ('in_force', 'implementing', 'suspended') AND c.extended_to = NEW.extended_to)"
    )
    another_end = (
        "NEW.parent_id IS NULL AND NEW.extended_to IS DISTINCT FROM OLD.extended_to "
        f"AND (NEW.extended_to IS NULL OR NEW.extended_to <= OLD.extended_to OR NOT {extends})"
    )
    no_end = "NEW.extended_to IS NOT NULL AND NEW.child_kind <> 'extension' AND NOT NEW.recorded"
    return [
        Rule("partners_child_of_first", AGREEMENT, "INSERT", below, BELOW),
        Rule("partners_child_moved", AGREEMENT, "UPDATE", f"{moved} AND ({below} OR {above})", BELOW),
        Rule("partners_extended_new", AGREEMENT, "INSERT", no_end, EXTENDED),
        Rule("partners_extended_by_child", AGREEMENT, "UPDATE", another_end, EXTENDED),
    ]


RULES = _rules()


class Migration(migrations.Migration):
    dependencies = [("partners", "0025_below_the_first")]

    operations = [joint_rules.operation(RULES)]
