"""Countries that were named as the CLDR names them get the name that the department writes."""

from django.db import migrations

from vietnamese.collation import sort_key
from vietnamese.text import fold

NAMES = {
    "CD": ("Cộng hòa Dân chủ Congo", "Democratic Republic of the Congo"),
    "CG": ("Cộng hòa Congo", "Republic of the Congo"),
    "CK": ("Quần đảo Cook", "Cook Islands"),
    "HK": ("Hồng Kông (Trung Quốc)", "Hong Kong (China)"),
    "KN": ("Saint Kitts và Nevis", "Saint Kitts and Nevis"),
    "LC": ("Saint Lucia", "Saint Lucia"),
    "MM": ("Myanmar", "Myanmar"),
    "MO": ("Ma Cao (Trung Quốc)", "Macao (China)"),
    "PS": ("Palestine", "Palestine"),
    "TW": ("Đài Loan (Trung Quốc)", "Taiwan (China)"),
    "VA": ("Tòa thánh Vatican", "Holy See"),
    "VC": ("Saint Vincent và Grenadines", "Saint Vincent and the Grenadines"),
}


def rename(apps, _schema_editor):
    """Name them anew, and what they are found and sorted by."""
    for country in apps.get_model("districts", "Country").objects.filter(code__in=NAMES):
        country.name, country.name_en = NAMES[country.code]
        country.folded_names = fold(f"{country.name} {country.name_en}")
        country.sort_key = sort_key(country.name)
        country.save()


class Migration(migrations.Migration):
    dependencies = [("districts", "0019_programme_from")]

    operations = [migrations.RunPython(rename, migrations.RunPython.noop)]
