"""A round is not closed while a time limit of it runs, that of all or a unit's own.

The rule stands in 0029, which knows of limits that hold no more.
"""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("consultations", "0025_discarded_rounds")]

    operations = []
