"""A table's letter to the units is measured by the moment at which it was drafted, too."""

from django.db import migrations, models
from django.db.models import Case, Q, When
from django.db.models.functions import Coalesce


def say_when(apps, schema_editor):
    """What was drafted before is as old as the table.

    In one statement: PostgreSQL alters no table of which a row was changed twice before.
    """
    tables = apps.get_model("consultations", "Consolidation").objects
    told = Coalesce("submission_at", "completed_at", "begun_at")
    tables.update(
        submission_at=Case(When(submission__isnull=False, then=told)),
        notice_at=Case(When(notice__isnull=False, then=Coalesce("completed_at", "begun_at"))),
    )


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
