"""The countries' names in orientations are gone: PostgreSQL alters no table with data in flight."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("districts", "0002_fields_and_countries")]

    operations = [migrations.RemoveField("orientation", "countries_named")]
