"""A renewal that both sides agree on has a day to decide; a report or copy goes out once."""

from django.db import migrations, models
from django.db.models import Q

from partners.rules.months import add_months


def give_days(apps, schema_editor):
    """Work out the day as `partners.rules.terms` does since then."""
    Period = apps.get_model("partners", "AgreementPeriod")
    express = Q(agreement__renewal="express", agreement__ends_on=None)
    for period in Period.objects.filter(express, decide_by=None).select_related("agreement"):
        period.decide_by = add_months(period.ends_on, -(period.agreement.notice_months or 0))
        period.save(update_fields=["decide_by"])


class Migration(migrations.Migration):
    dependencies = [("partners", "0012_only_legal_steps")]

    operations = [
        migrations.RunPython(give_days, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="agreementevent",
            constraint=models.UniqueConstraint(
                condition=Q(kind="report"),
                fields=("agreement", "code"),
                name="partners_agreementevent_reported_once",
            ),
        ),
    ]
