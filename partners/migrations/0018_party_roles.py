"""Parties get a role, and know whom they succeed; their rules are lifted until 0020."""

import django.db.models.deletion
from django.db import migrations, models


TABLE = "partners_agreementparty"
LIFTED = (
    "partners_party_same",
    "partners_signed_party_new",
    "partners_signed_party_same",
    "partners_signed_party_kept",
)


def lift(apps, schema_editor):
    """On SQLite they go when the table is built anew."""
    if schema_editor.connection.vendor == "postgresql":
        for name in LIFTED:
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {name} ON {TABLE}")
            schema_editor.execute(f"DROP FUNCTION IF EXISTS {name}()")


class Migration(migrations.Migration):

    dependencies = [
        ('districts', '0016_duties_over_time'),
        ('partners', '0017_agreement_letters'),
    ]

    operations = [
        migrations.RunPython(lift, migrations.RunPython.noop, elidable=False),
        migrations.AddField(
            model_name='agreementparty',
            name='folded_name',
            field=models.TextField(default='', editable=False),
        ),
        migrations.AddField(
            model_name='agreementparty',
            name='role',
            field=models.CharField(choices=[('signs', 'Ký kết'), ('cosigns', 'Cùng ký'), ('carries_out', 'Đầu mối thực hiện')], default='cosigns', max_length=12, verbose_name='vai trò'),
        ),
        migrations.AddField(
            model_name='agreementparty',
            name='succeeds',
            field=models.OneToOneField(editable=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='succeeded_by', to='partners.agreementparty'),
        ),
    ]
