"""What was begun from a text that changes an agreement hangs below that agreement itself."""

from django.db import migrations


def hang_below_first(apps, schema_editor):
    """Let every text that changes another hang below the one that changes none."""
    agreements = apps.get_model("partners", "Agreement").objects
    parents = dict(agreements.exclude(parent=None).values_list("pk", "parent"))
    for pk, parent in parents.items():
        first = parent
        while first in parents:
            first = parents[first]
        if first != parent:
            agreements.filter(pk=pk).update(parent=first)


class Migration(migrations.Migration):
    dependencies = [("partners", "0026_names_without_hyphens")]

    operations = [migrations.RunPython(hang_below_first, migrations.RunPython.noop)]
