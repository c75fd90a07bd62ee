"""A place lies in the country of the one above it, and of all that is beneath it.

Bodies may belong to one abroad: an embassy, an office. A record that was merged into another is a
signpost, and no place any more.
"""

from django.db import migrations

from accounts import joint_rules
from accounts.joint_rules import Rule

PARTNER = "partners_partner"
PLACED = ("tier", "country_id", "parent_id", "merged_into_id")
MESSAGE = "a place lies in the country of the one above it"


def _place(row):
    """The row is a locality: partners.enums.LOCALITIES at the time of this migration."""
    return f"{row}.tier IN ('province', 'district') AND {row}.merged_into_id IS NULL"


def _rules():
    above = (
        f"{_place('NEW')} AND EXISTS (SELECT 1 FROM {PARTNER} p "
        "WHERE p.id = NEW.parent_id AND p.country_id <> NEW.country_id)"
    )
    beneath = (
        f"NEW.country_id <> OLD.country_id AND EXISTS (SELECT 1 FROM {PARTNER} c "
        f"WHERE c.parent_id = NEW.id AND {_place('c')} AND c.country_id <> NEW.country_id)"
    )
    # What stood otherwise before these rules may be told more about, and be put right.
    moved = " OR ".join(f"NEW.{c} IS DISTINCT FROM OLD.{c}" for c in PLACED)
    return [
        Rule("partners_partner_above_new", PARTNER, "INSERT", above, MESSAGE),
        Rule("partners_partner_above_same", PARTNER, "UPDATE", f"({moved}) AND {above}", MESSAGE),
        Rule("partners_partner_beneath_same", PARTNER, "UPDATE", beneath, MESSAGE),
    ]


RULES = _rules()


class Migration(migrations.Migration):
    dependencies = [("partners", "0032_bodies_and_commitments")]

    operations = [joint_rules.operation(RULES)]
