from importlib import import_module

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

VENDORS = import_module("dispatches.migrations.0002_what_is_issued_stays").VENDORS
TABLE = "consultations_entrycorrection"
PROTECT = django.db.models.deletion.PROTECT
TRIGGERS = (
    (f"{TABLE}_kept", TABLE, "DELETE", "1 = 1", "a correction is never deleted"),
    (f"{TABLE}_same", TABLE, "UPDATE", "1 = 1", "a correction is never changed"),
)


def keep(apps, schema_editor):
    create, _drop, _differs = VENDORS[schema_editor.connection.vendor]
    for trigger in TRIGGERS:
        schema_editor.execute(create(*trigger))


def let_go(apps, schema_editor):
    _create, drop, _differs = VENDORS[schema_editor.connection.vendor]
    for name, table, *_rest in TRIGGERS:
        schema_editor.execute(drop(name, table))


class Migration(migrations.Migration):
    dependencies = [
        ("consultations", "0020_when_comments_were_assigned"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="EntryCorrection",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.CharField(max_length=500, verbose_name="lý do sửa")),
                ("made_at", models.DateTimeField(verbose_name="sửa lúc")),
                (
                    "letter",
                    models.ForeignKey(
                        on_delete=PROTECT,
                        related_name="corrections",
                        to="consultations.pendingresponse",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "response",
                    models.OneToOneField(
                        on_delete=PROTECT,
                        related_name="correction",
                        to="consultations.response",
                    ),
                ),
            ],
            options={"verbose_name": "sửa kết quả nhập", "ordering": ["id"]},
        ),
        migrations.AddConstraint(
            model_name="entrycorrection",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True),
                name="consultations_entrycorrection_has_reason",
            ),
        ),
        migrations.RunPython(keep, let_go, elidable=False),
    ]
