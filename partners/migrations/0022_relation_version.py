"""What is known about a relation is changed over the version that was seen.

SQLite builds the table anew: the triggers that name it are lifted and stand again afterwards.
"""

from importlib import import_module

from django.db import migrations, models

KEPT = import_module("partners.migrations.0014_relations_by_unit_over_time")


class Migration(migrations.Migration):
    dependencies = [("partners", "0021_corrected_stages")]

    operations = [
        migrations.RunPython(KEPT.lift, KEPT.keep, elidable=False),
        migrations.AddField(
            model_name="relation",
            name="version",
            field=models.PositiveIntegerField(default=1),
        ),
        migrations.RunPython(KEPT.keep, KEPT.lift, elidable=False),
    ]
