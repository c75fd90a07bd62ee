"""Partners are found by «seogu», too, who are called «Seo-gu»."""

from django.db import migrations

from vietnamese.text import fold


def fold_anew(apps, _schema_editor):
    """Add the names without their hyphens to what a partner is searched by."""
    for partner in apps.get_model("partners", "Partner").objects.prefetch_related("names"):
        names = [partner.name, *(name.text for name in partner.names.all())]
        joined = [name.replace("-", "") for name in names if "-" in name]
        if joined:
            partner.folded_names = fold(" ".join([*names, *joined]))
            partner.save(update_fields=["folded_names"])


class Migration(migrations.Migration):
    dependencies = [("partners", "0025_cancelled_activities")]

    operations = [migrations.RunPython(fold_anew, migrations.RunPython.noop, elidable=True)]
