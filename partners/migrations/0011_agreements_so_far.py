"""Agreements so far were recorded after they were signed, as those of units."""

from django.db import migrations
from django.db.models import F
from django.utils import timezone

STATE = "in_force"
WORDS = {
    "city": "thành phố",
    "town": "thị xã",
    "district": "huyện",
    "ward": "phường",
    "commune": "xã",
}


def record(apps, schema_editor):
    agreements = apps.get_model("partners", "Agreement").objects.all()
    agreements.update(state=STATE, recorded=True, charge_district=F("district"))
    event = apps.get_model("partners", "AgreementEvent")
    event.objects.bulk_create(
        event(
            agreement=agreement,
            ordinal=1,
            kind="recorded",
            before="",
            after=STATE,
            on=agreement.signed_on,
            note=agreement.source,
            entered_at=timezone.now(),
        )
        for agreement in agreements
    )
    parties = apps.get_model("partners", "AgreementParty").objects
    for agreement in agreements.select_related("district", "partner"):
        unit, partner = agreement.district, agreement.partner
        ours = f"UBND {WORDS[unit.kind]} {unit.name}"
        parties.create(agreement=agreement, side="ours", printed_name=ours, district=unit)
        parties.create(
            agreement=agreement, side="theirs", printed_name=partner.name, partner=partner
        )


class Migration(migrations.Migration):
    dependencies = [("partners", "0010_agreement_courses")]

    operations = [migrations.RunPython(record, migrations.RunPython.noop)]
