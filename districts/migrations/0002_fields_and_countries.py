"""Orientations name fields and countries of the register; records say whether they are examples."""

from babel import Locale
from django.db import migrations, models

from vietnamese.collation import sort_key
from vietnamese.text import fold


def connect_countries(apps, _schema_editor):
    """Make a row of each country that an orientation names; unknown names stop the migration."""
    codes = {name: code for code, name in Locale("vi").territories.items()}
    country_model = apps.get_model("districts", "Country")
    for orientation in apps.get_model("districts", "Orientation").objects.all():
        for name in orientation.countries_named:
            name_en = Locale("en").territories[codes[name]]
            country, _created = country_model.objects.get_or_create(
                code=codes[name],
                defaults={
                    "name": name,
                    "name_en": name_en,
                    "folded_names": fold(f"{name} {name_en}"),
                    "sort_key": sort_key(name),
                },
            )
            orientation.countries.add(country)


def example_field():
    return models.BooleanField("ví dụ", default=False)


def source_field():
    return models.CharField("nguồn", max_length=300, blank=True)


class Migration(migrations.Migration):
    dependencies = [("districts", "0001_initial")]

    operations = [
        migrations.CreateModel(
            "Country",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField("mã ISO 3166-1", max_length=2, unique=True)),
                ("name", models.CharField("tên", max_length=100)),
                ("name_en", models.CharField("tên tiếng Anh", max_length=100)),
                ("folded_names", models.TextField(editable=False)),
                ("sort_key", models.CharField(db_index=True, editable=False, max_length=1000)),
            ],
            options={"verbose_name": "nước", "ordering": ["sort_key"]},
        ),
        migrations.CreateModel(
            "Field",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.SlugField("mã", unique=True)),
                ("name", models.CharField("tên", max_length=200)),
                ("name_en", models.CharField("tên tiếng Anh", max_length=200, blank=True)),
                ("folded_names", models.TextField(editable=False)),
                ("rank", models.PositiveIntegerField("thứ tự", default=0)),
            ],
            options={"verbose_name": "lĩnh vực", "ordering": ["rank", "name"]},
        ),
        *[migrations.AddField(model, "is_example", example_field()) for model in ("programme", "orientation", "duty")],
        *[migrations.AlterField(model, "source", source_field()) for model in ("programme", "orientation", "duty")],
        migrations.RenameField("orientation", "fields", "text"),
        migrations.AlterField("orientation", "text", models.TextField("nội dung")),
        migrations.RenameField("orientation", "countries", "countries_named"),
        migrations.AddField(
            "orientation",
            "countries",
            models.ManyToManyField(related_name="orientations", to="districts.country", verbose_name="nước ưu tiên"),
        ),
        migrations.AddField(
            "orientation",
            "fields",
            models.ManyToManyField(related_name="orientations", to="districts.field", verbose_name="lĩnh vực"),
        ),
        migrations.RunPython(connect_countries),
    ]
