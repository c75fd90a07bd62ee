"""From here on every dispatch has a kind; what is issued is kept again, kind and original included."""

from importlib import import_module

import django.db.models.deletion
from django.db import migrations, models

issued = import_module("dispatches.migrations.0002_what_is_issued_stays")
FROZEN = [*issued.FROZEN, "kind_id", "translates_id"]


def keep(apps, schema_editor):
    issued.keep(apps, schema_editor, FROZEN)


class Migration(migrations.Migration):
    dependencies = [("dispatches", "0004_every_dispatch_has_a_kind")]

    operations = [
        migrations.AlterField(
            model_name="dispatch",
            name="kind",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="dispatches",
                to="dispatches.documentkind",
            ),
        ),
        migrations.RunPython(keep, issued.let_go, elidable=False),
    ]
