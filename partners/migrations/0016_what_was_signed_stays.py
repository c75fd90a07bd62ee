"""What was signed stays: the texts, the opinions on it; the parties stand in 0020, the rest in 0026.

A partner's record may still be merged into another, so the link to it is no part of this.
"""

from django.db import migrations

from accounts import joint_rules
from accounts.joint_rules import Rule

MESSAGE = "what was signed is never changed"
# As partners.rules.courses.RECORDABLE was at the time of this migration.
SIGNED = (
    "('signed', 'in_force', 'implementing', 'suspended', 'ended', 'withdrawn', 'expired')"
)
AGREEMENT = "partners_agreement"
TEXT, OPINION = "partners_agreementtext", "partners_agreementopinion"
TEXT_COLUMNS = ("agreement_id", "kind", "language", "version", "turn", "file_id", "name")
OPINION_COLUMNS = (
    "agreement_id", "purpose", "turn", "body", "code", "mandatory", "received_on", "replied_on",
    "position", "note", "document_number", "document_date",
)  # fmt: skip


def _changed(columns):
    return "(" + " OR ".join(f'NEW."{c}" IS DISTINCT FROM OLD."{c}"' for c in columns) + ")"


def _of(row, more):
    """Return the condition that the row belongs to a signed agreement of which more is true."""
    return (
        f"EXISTS (SELECT 1 FROM {AGREEMENT} a WHERE a.id = {row}.agreement_id "
        f"AND a.state IN {SIGNED} AND {more})"
    )


def _rules():
    real = "NOT a.is_example"
    late_text = f"NEW.kind <> 'signed' AND {_of('NEW', '1 = 1')}"
    text = f"{_changed(TEXT_COLUMNS)} AND {_of('OLD', '1 = 1')}"
    opinion = f"{_changed(OPINION_COLUMNS)} AND OLD.purpose = 'conclude'"
    late_opinion = f"NEW.purpose = 'conclude' AND {_of('NEW', '1 = 1')}"
    return [
        Rule("partners_signed_text_new", TEXT, "INSERT", late_text, MESSAGE),
        Rule("partners_signed_text_same", TEXT, "UPDATE", text, MESSAGE),
        Rule("partners_signed_text_kept", TEXT, "DELETE", _of("OLD", real), MESSAGE),
        Rule("partners_signed_opinion_new", OPINION, "INSERT", late_opinion, MESSAGE),
        Rule("partners_signed_opinion_same", OPINION, "UPDATE", f"{opinion} AND {_of('OLD', '1 = 1')}", MESSAGE),
        Rule("partners_signed_opinion_kept", OPINION, "DELETE", _of("OLD", real), MESSAGE),
    ]


RULES = _rules()


class Migration(migrations.Migration):
    dependencies = [("partners", "0015_commitments_passed_on")]

    operations = [joint_rules.operation(RULES)]
