"""What an agreement may be, and that it moves by legal steps only; its history stays as written.

A later migration that alters one of these tables on SQLite has to run `keep` again; tests/partners
see whether the refusals are there.
"""

from importlib import import_module

import django.db.models
from django.db import migrations, models

VENDORS = import_module("dispatches.migrations.0002_what_is_issued_stays").VENDORS
HISTORY = "the history of an agreement is never changed or deleted"
STEP = "an agreement moves by legal steps only"
NAME = "the name of a party stands as it was printed"
# As partners.rules.courses.TRANSITIONS was at the time of this migration.
STEPS = {
    "idea": ("drafting", "stopped"),
    "drafting": ("consulting", "stopped"),
    "consulting": ("submitted", "disagreed", "drafting", "stopped"),
    "disagreed": ("submitted", "drafting", "stopped"),
    "submitted": ("permitted", "drafting", "stopped"),
    "permitted": ("signed", "stopped"),
    "signed": ("in_force",),
    "in_force": ("implementing", "suspended", "ended", "withdrawn", "expired"),
    "implementing": ("suspended", "ended", "withdrawn", "expired"),
    "suspended": ("in_force", "ended", "withdrawn", "expired"),
}
LEGAL = " OR ".join(
    "(OLD.state = '{}' AND NEW.state IN ({}))".format(before, ", ".join(f"'{a}'" for a in after))
    for before, after in STEPS.items()
)
MOVED = "NEW.state <> OLD.state"


def _triggers(differs):
    history = [
        (f"{table}_{name}", table, event, condition, HISTORY)
        for table in ("partners_agreementevent", "partners_commitmentprogress")
        for name, event, condition in (
            ("kept", "DELETE", "NOT OLD.is_example"),
            ("same", "UPDATE", "1 = 1"),
        )
    ]
    illegal = f"{MOVED} AND (NEW.version <> OLD.version + 1 OR NOT ({LEGAL}))"
    back = "NEW.version < OLD.version"
    renamed = f"NEW.printed_name {differs} OLD.printed_name"
    return [
        *history,
        ("partners_agreement_step", "partners_agreement", "UPDATE", illegal, STEP),
        ("partners_agreement_back", "partners_agreement", "UPDATE", back, STEP),
        ("partners_party_same", "partners_agreementparty", "UPDATE", renamed, NAME),
    ]


def keep(apps, schema_editor):
    create, _drop, differs = VENDORS[schema_editor.connection.vendor]
    for trigger in _triggers(differs):
        schema_editor.execute(create(*trigger))


def let_go(apps, schema_editor):
    _create, drop, differs = VENDORS[schema_editor.connection.vendor]
    for name, table, *_rest in _triggers(differs):
        schema_editor.execute(drop(name, table))


class Migration(migrations.Migration):
    dependencies = [
        ("partners", "0011_agreements_so_far"),
        ("dispatches", "0002_what_is_issued_stays"),
    ]

    operations = [
        migrations.AddConstraint(
            model_name='agreement',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['agreement', 'memorandum', 'intent', 'minutes', 'plan', 'friendship'])), name='partners_agreement_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='agreement',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['idea', 'drafting', 'consulting', 'disagreed', 'submitted', 'permitted', 'signed', 'in_force', 'implementing', 'suspended', 'ended', 'withdrawn', 'expired', 'stopped'])), name='partners_agreement_state_known'),
        ),
        migrations.AddConstraint(
            model_name='agreement',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('district__isnull', False), ('level', 'district')), models.Q(('district__isnull', True), ('level__in', ('province', 'department'))), _connector='OR'), name='partners_agreement_unit_of_its_level'),
        ),
        migrations.AddConstraint(
            model_name='agreement',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('charge_district__isnull', False), ('charge_level', 'district')), models.Q(('charge_district__isnull', True), ('charge_level__in', ('province', 'department'))), _connector='OR'), name='partners_agreement_charge_of_its_level'),
        ),
        migrations.AddConstraint(
            model_name='agreement',
            constraint=models.CheckConstraint(condition=models.Q(('effective_early', True), ('effective_on__isnull', True), ('signed_on__isnull', True), ('effective_on__gte', models.F('signed_on')), _connector='OR'), name='partners_agreement_signed_first'),
        ),
        migrations.AddConstraint(
            model_name='agreement',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('renewal__in', ('none', 'express')), ('renewal_months__isnull', True)), models.Q(('renewal', 'tacit'), ('renewal_months__gt', 0), ('renewal_months__isnull', False)), _connector='OR'), name='partners_agreement_renewal_whole'),
        ),
        migrations.AddConstraint(
            model_name='agreement',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('child_kind', ''), ('parent__isnull', True)), models.Q(('child_kind__in', ['amendment', 'supplement', 'extension']), ('parent__isnull', False)), _connector='OR'), name='partners_agreement_child_of_a_kind'),
        ),
        migrations.AddConstraint(
            model_name='agreement',
            constraint=models.CheckConstraint(condition=models.Q(('parent__isnull', True), models.Q(('parent', models.F('id')), _negated=True), _connector='OR'), name='partners_agreement_not_its_own_parent'),
        ),
        migrations.AddConstraint(
            model_name='agreement',
            constraint=models.CheckConstraint(condition=models.Q(('recorded', True), models.Q(('state__in', ('signed', 'in_force', 'implementing', 'suspended', 'ended', 'withdrawn', 'expired')), _negated=True), ('signed_on__isnull', False), _connector='OR'), name='partners_agreement_signed_on_a_day'),
        ),
        migrations.RunPython(keep, let_go, elidable=False),
    ]
