"""A table's letter to the units is measured by the moment at which it was drafted, too."""

from django.db import migrations, models
from django.db.models import Q
from django.db.models.functions import Coalesce


def say_when(apps, schema_editor):
    """What was drafted before is as old as the table: a draft of it is drafted anew."""
    tables = apps.get_model("consultations", "Consolidation").objects
    written = Coalesce("completed_at", "begun_at")
    tables.filter(submission__isnull=False, submission_at=None).update(submission_at=written)
    tables.filter(submission=None).update(submission_at=None)
    tables.filter(notice__isnull=False).update(notice_at=written)


class Migration(migrations.Migration):

    dependencies = [
        ("consultations", "0022_notification_states"),
    ]

    operations = [
        migrations.AddField(
            model_name="consolidation",
            name="notice_at",
            field=models.DateTimeField(null=True, verbose_name="ghi vào công văn thông báo lúc"),
        ),
        migrations.RunPython(say_when, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="consolidation",
            constraint=models.CheckConstraint(
                condition=Q(submission=None, submission_at=None)
                | Q(submission__isnull=False, submission_at__isnull=False),
                name="consultations_consolidation_submission_at",
            ),
        ),
        migrations.AddConstraint(
            model_name="consolidation",
            constraint=models.CheckConstraint(
                condition=Q(notice=None, notice_at=None)
                | Q(notice__isnull=False, notice_at__isnull=False),
                name="consultations_consolidation_notice_at",
            ),
        ),
    ]
