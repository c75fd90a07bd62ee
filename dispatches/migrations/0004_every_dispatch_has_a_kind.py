"""Whatever was written before there were kinds is an official letter (công văn)."""

from django.db import migrations


def name_kinds(apps, schema_editor):
    dispatches = apps.get_model("dispatches", "Dispatch").objects.filter(kind=None)
    book = dispatches.values_list("book", flat=True).first()
    if book is None:
        return
    kind = apps.get_model("dispatches", "DocumentKind").objects.create(
        code="cong-van",
        name="Công văn",
        family="official",
        symbol_pattern="{cơ quan}-{đơn vị}",
        agency=apps.get_model("dispatches", "Agency").objects.order_by("pk").first(),
        book_id=book,
    )
    dispatches.update(kind=kind)


class Migration(migrations.Migration):
    dependencies = [("dispatches", "0003_kinds")]

    operations = [migrations.RunPython(name_kinds, migrations.RunPython.noop, elidable=True)]
