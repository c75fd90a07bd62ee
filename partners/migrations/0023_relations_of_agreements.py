"""Agreements so far start the relation that nobody entered, as a signing does from now on.

Only between the partner and the unit, or the province, that signed first: where anything was ever
entered between the two, also before the unit passed its agreement on, an officer knows better.
"""

from django.db import migrations
from django.utils import timezone

STAGES = {"signed": "signed", "in_force": "active", "implementing": "active"}


def start(apps, schema_editor):
    relations = apps.get_model("partners", "Relation").objects
    agreements = apps.get_model("partners", "Agreement").objects.filter(state__in=STAGES)
    for agreement in agreements.order_by("signed_on", "pk"):
        ours = {agreement.district_id, agreement.charge_district_id}
        known = relations.filter(partner=agreement.partner_id)
        if not any(known.filter(district=unit).exists() for unit in ours):
            _start(apps, agreement)


def _start(apps, agreement):
    now, stage = timezone.now(), STAGES[agreement.state]
    running_since = agreement.effective_on or agreement.signed_on
    days = {"signed": agreement.signed_on, "active": running_since}
    relation = apps.get_model("partners", "Relation").objects.create(
        partner_id=agreement.partner_id,
        district_id=agreement.charge_district_id,
        stage=stage,
        stage_since=days[stage],
        note=f"Theo «{agreement.title}».",
        source=agreement.title,
        is_example=agreement.is_example,
        created_at=now,
    )
    relation.fields.set(agreement.fields.all())
    entries = apps.get_model("partners", "RelationStage").objects
    for reached in dict.fromkeys(("signed", stage)):
        entries.create(
            relation=relation,
            stage=reached,
            on=days[reached],
            note=f"Theo «{agreement.title}»; cổng ghi nhận từ hồ sơ thỏa thuận.",
            entered_at=now,
        )


class Migration(migrations.Migration):
    dependencies = [("partners", "0022_relation_version")]

    operations = [migrations.RunPython(start, migrations.RunPython.noop)]
