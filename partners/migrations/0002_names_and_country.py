"""Names of partners have kinds, countries are rows, examples are marked."""

import django.db.models.deletion
from babel import Locale
from django.db import migrations, models

from vietnamese.collation import sort_key
from vietnamese.text import fold


def connect(apps, _schema_editor):
    """Make rows of countries and of names; a country of no known name stops the migration."""
    codes = {name: code for code, name in Locale("vi").territories.items()}
    country_model = apps.get_model("districts", "Country")
    name_model = apps.get_model("partners", "PartnerName")
    for partner in apps.get_model("partners", "Partner").objects.all():
        name = partner.country_named
        name_en = Locale("en").territories[codes[name]]
        partner.country, _created = country_model.objects.get_or_create(
            code=codes[name],
            defaults={
                "name": name,
                "name_en": name_en,
                "folded_names": fold(f"{name} {name_en}"),
                "sort_key": sort_key(name),
            },
        )
        partner.save(update_fields=["country"])
        for alias in dict.fromkeys(partner.aliases):
            name_model.objects.create(partner=partner, kind="alias", text=alias)


class Migration(migrations.Migration):
    dependencies = [
        ("districts", "0003_countries_connected"),
        ("partners", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            "PartnerName",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField("loại tên", max_length=10, choices=[("english", "Tiếng Anh"), ("native", "Tiếng bản ngữ"), ("romanised", "Phiên âm La-tinh"), ("alias", "Tên gọi khác")])),
                ("text", models.CharField("tên", max_length=200)),
                ("partner", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="names", to="partners.partner")),
            ],
            options={
                "verbose_name": "tên khác của đối tác",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(fields=["partner", "text"], name="partners_name_once"),
                    models.CheckConstraint(condition=models.Q(kind__in=["english", "native", "romanised", "alias"]), name="partners_name_kind_known"),
                ],
            },
        ),
        migrations.RenameField("partner", "country", "country_named"),
        migrations.AddField(
            "partner",
            "country",
            models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="partners", to="districts.country", verbose_name="nước"),
        ),
        migrations.RunPython(connect),
    ]
