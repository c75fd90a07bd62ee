from importlib import import_module

from django.db import migrations, models
from django.db.models import OuterRef, Q, Subquery

FIRST = import_module("consultations.migrations.0009_consolidations")


def let_go(apps, schema_editor):
    """SQLite builds the table anew for the constraint, and its triggers go with the old one.

    There they may be gone already: undoing a migration builds the table anew as well.
    """
    if schema_editor.connection.vendor == "sqlite":
        for name, *_rest in FIRST.TRIGGERS:
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}")
    else:
        FIRST.let_go(apps, schema_editor)


def date_assignments(apps, schema_editor):
    """What was assigned before: at the earliest when the comments were listed."""
    begun = apps.get_model("consultations", "Consolidation").objects.filter(
        pk=OuterRef("consolidation")
    )
    rows = apps.get_model("consultations", "Disposition").objects
    rows.filter(assigned_to__isnull=False).update(assigned_at=Subquery(begun.values("begun_at")))


class Migration(migrations.Migration):
    dependencies = [("consultations", "0019_comments_of_closed_rounds")]

    operations = [
        migrations.RunPython(let_go, FIRST.keep),
        migrations.AddField(
            model_name="disposition",
            name="assigned_at",
            field=models.DateTimeField(null=True, verbose_name="giao lúc"),
        ),
        migrations.RunPython(date_assignments, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="disposition",
            constraint=models.CheckConstraint(
                condition=Q(assigned_to=None, assigned_at=None)
                | Q(assigned_to__isnull=False, assigned_at__isnull=False),
                name="consultations_disposition_assigned_at",
            ),
        ),
        migrations.RunPython(FIRST.keep, let_go),
    ]
