"""Whose a relation was before it passed on, and who took over what was left of an activity.

The history is never changed, so its triggers are lifted for the entries that were made before
these columns were there, and stand again afterwards. A later migration that alters the table on
SQLite has to run `keep` again.
"""

from importlib import import_module

import django.db.models.deletion
from django.db import migrations, models
from django.utils.timezone import localdate

STAYS = import_module("partners.migrations.0004_history_stays")
EXAMPLES = import_module("partners.migrations.0006_examples_can_go")


def lift(apps, schema_editor):
    EXAMPLES.let_go(apps, schema_editor)
    STAYS.let_go(apps, schema_editor)


def keep(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    STAYS.keep(apps, schema_editor)
    EXAMPLES.keep(apps, schema_editor)


def remember(apps, schema_editor):
    """Read the unit off the words that were written when a relation passed on."""
    entries = apps.get_model("partners", "RelationStage").objects
    units = apps.get_model("districts", "District").objects.exclude(kind="province")
    for entry in entries.filter(note__startswith="Chuyển từ ", passed_from=None).order_by("pk"):
        day = localdate(entry.entered_at)
        ended = [
            unit
            for unit in units.filter(valid_to__lte=day).order_by("-valid_to")
            if f" {unit.name} sang " in entry.note
        ]
        if ended:
            entries.filter(pk=entry.pk).update(
                passed_from=ended[0], passed_on=ended[0].valid_to
            )


def remember_who_took_over(apps, schema_editor):
    """Read the units off the audit trail, which named them when they were added."""
    entries = apps.get_model("accounts", "AuditEvent").objects.filter(action="activity.handed_on")
    activities = apps.get_model("partners", "Activity").objects
    for entry in entries.order_by("pk"):
        after = entry.data.get("after", "")
        for activity in activities.filter(pk=entry.object_id):
            activity.taken_over_by.add(
                *(unit for unit in activity.districts.all() if after.endswith(f" {unit.name}"))
            )


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("districts", "0014_authority"),
        ("partners", "0013_days_to_decide_and_reports_once"),
    ]

    operations = [
        migrations.RunPython(lift, keep, elidable=False),
        migrations.AddField(
            model_name="relationstage",
            name="passed_from",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="districts.district",
                verbose_name="đơn vị trước",
            ),
        ),
        migrations.AddField(
            model_name="relationstage",
            name="passed_on",
            field=models.DateField(blank=True, null=True, verbose_name="chuyển từ ngày"),
        ),
        migrations.AddConstraint(
            model_name="relationstage",
            constraint=models.CheckConstraint(
                condition=models.Q(("passed_from__isnull", True), ("passed_on__isnull", True))
                | models.Q(("passed_from__isnull", False), ("passed_on__isnull", False)),
                name="partners_stage_passed_on_a_day",
            ),
        ),
        migrations.AddField(
            model_name="activity",
            name="taken_over_by",
            field=models.ManyToManyField(
                related_name="+",
                to="districts.district",
                verbose_name="đơn vị tiếp nhận việc tiếp theo",
            ),
        ),
        migrations.RunPython(remember_who_took_over, migrations.RunPython.noop, elidable=False),
        migrations.RunPython(remember, migrations.RunPython.noop, elidable=False),
        migrations.RunPython(keep, lift, elidable=False),
    ]
