"""What a party may be, and that who signed stays; who carries it out may change until it is over.

A partner's record may still be merged into another, so the link to it is no part of this; the name
that was printed stands in 0026.
"""

from importlib import import_module

import django.db.models
from django.db import migrations, models

from accounts import joint_rules
from accounts.joint_rules import Rule

signed = import_module("partners.migrations.0016_what_was_signed_stays")
PARTY = "partners_agreementparty"
COLUMNS = ("agreement_id", "side", "role", "district_id", "signatory", "signatory_post")
SUCCEEDS = "a party succeeds one of the same agreement and role"


def _rules():
    through_course, real = "NOT a.recorded", "NOT a.is_example"
    # Who took over later is another row, and so is who carries it out.
    late = f"NEW.responsible_from IS NULL AND NEW.role <> 'carries_out' AND {signed._of('NEW', through_course)}"
    same = f"{signed._changed(COLUMNS)} AND {signed._of('OLD', through_course)}"
    kept = f"OLD.role <> 'carries_out' AND {signed._of('OLD', real)}"
    other = (
        f"NEW.succeeds_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM {PARTY} p "
        "WHERE p.id = NEW.succeeds_id AND p.id IS DISTINCT FROM NEW.id AND p.agreement_id = NEW.agreement_id "
        "AND p.side = NEW.side AND p.role = NEW.role)"
    )
    return [
        Rule("partners_party_late", PARTY, "INSERT", late, signed.MESSAGE),
        Rule("partners_party_signed_same", PARTY, "UPDATE", same, signed.MESSAGE),
        Rule("partners_party_signed_kept", PARTY, "DELETE", kept, signed.MESSAGE),
        Rule("partners_party_heir_new", PARTY, "INSERT", other, SUCCEEDS),
        Rule("partners_party_heir_same", PARTY, "UPDATE", other, SUCCEEDS),
    ]


RULES = _rules()


class Migration(migrations.Migration):
    dependencies = [("partners", "0019_parties_so_far")]

    operations = [
        migrations.AddConstraint(
            model_name='agreementparty',
            constraint=models.CheckConstraint(condition=models.Q(('role__in', ['signs', 'cosigns', 'carries_out'])), name='partners_party_role_known'),
        ),
        migrations.AddConstraint(
            model_name='agreementparty',
            constraint=models.CheckConstraint(condition=models.Q(('succeeds__isnull', True), models.Q(('responsible_from__isnull', False), ('side', 'ours')), _connector='OR'), name='partners_party_successor_is_ours'),
        ),
        migrations.AddConstraint(
            model_name='agreementparty',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('role', 'carries_out'), _negated=True), models.Q(('signatory', ''), ('signatory_post', '')), _connector='OR'), name='partners_party_signs_by_its_role'),
        ),
        migrations.AddConstraint(
            model_name='agreementparty',
            constraint=models.UniqueConstraint(condition=models.Q(('responsible_from__isnull', True), ('role', 'signs')), fields=('agreement', 'side'), name='partners_party_one_signs_first'),
        ),
        migrations.AddConstraint(
            model_name='agreementparty',
            constraint=models.UniqueConstraint(condition=models.Q(('responsible_from__isnull', True), ('district__isnull', False)), fields=('agreement', 'district', 'role'), name='partners_party_unit_once'),
        ),
        migrations.AddConstraint(
            model_name='agreementparty',
            constraint=models.UniqueConstraint(condition=models.Q(('responsible_from__isnull', True), ('partner__isnull', False)), fields=('agreement', 'partner', 'role'), name='partners_party_partner_once'),
        ),
        joint_rules.operation(RULES),
    ]
