"""Templates of letters are searched by code, name and subject."""

from django.db import migrations, models

from vietnamese.text import fold


def fill(apps, _schema_editor):
    """Fold what the templates that are there are found by."""
    for template in apps.get_model("dispatches", "LetterTemplate").objects.all():
        template.search_key = fold(f"{template.code} {template.name} {template.subject}")
        template.save(update_fields=["search_key"])


class Migration(migrations.Migration):
    dependencies = [("dispatches", "0031_what_is_made_stays")]

    operations = [
        migrations.AddField(
            "lettertemplate",
            "search_key",
            models.TextField(default="", editable=False),
            preserve_default=False,
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
