"""Messages of other systems, kept as they came; codes of agencies in the national list."""

from importlib import import_module

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

issued = import_module("dispatches.migrations.0002_what_is_issued_stays")
TABLE = "dispatches_exchangemessage"
MESSAGE = "a message is never changed or deleted, and registered once"
BROUGHT = ["file_id", "subject", "author", "brought_by_id", "brought_at"]


def _triggers(differs):
    changed = " OR ".join(f'NEW."{column}" {differs} OLD."{column}"' for column in BROUGHT)
    again = f"OLD.document_id IS NOT NULL AND NEW.document_id {differs} OLD.document_id"
    yield (f"{TABLE}_kept", TABLE, "DELETE", "1 = 1", MESSAGE)
    yield (f"{TABLE}_same", TABLE, "UPDATE", f"{changed} OR ({again})", MESSAGE)


def keep(apps, schema_editor):
    create, _drop, differs = issued.VENDORS[schema_editor.connection.vendor]
    for trigger in _triggers(differs):
        schema_editor.execute(create(*trigger))


def let_go(apps, schema_editor):
    _create, drop, differs = issued.VENDORS[schema_editor.connection.vendor]
    for name, table, *_rest in _triggers(differs):
        schema_editor.execute(drop(name, table))


class Migration(migrations.Migration):
    dependencies = [
        ("dispatches", "0032_templates_found"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="agency",
            name="organ_id",
            field=models.CharField(
                blank=True,
                default="",
                help_text="Decision 20/2020/QĐ-TTg",
                max_length=35,
                verbose_name="mã định danh",
            ),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            model_name="agency",
            constraint=models.UniqueConstraint(
                condition=models.Q(("organ_id", ""), _negated=True),
                fields=("organ_id",),
                name="dispatches_agency_organ_once",
            ),
        ),
        migrations.CreateModel(
            name="ExchangeMessage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "file",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="dispatches.storedfile",
                    ),
                ),
                ("subject", models.CharField(max_length=500, verbose_name="trích yếu")),
                ("author", models.CharField(max_length=200, verbose_name="tác giả")),
                (
                    "brought_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("brought_at", models.DateTimeField(verbose_name="tải lên lúc")),
                (
                    "document",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="message",
                        to="dispatches.incomingdocument",
                    ),
                ),
            ],
            options={"verbose_name": "tệp liên thông", "ordering": ["-pk"]},
        ),
        migrations.RunPython(keep, let_go, elidable=False),
    ]
