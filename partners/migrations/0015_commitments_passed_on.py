"""Which unit a commitment passed from, and to which: kept as written, but for examples."""

from importlib import import_module

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

VENDORS = import_module("dispatches.migrations.0002_what_is_issued_stays").VENDORS
TABLE = "partners_commitmentpassing"
MESSAGE = "that a commitment passed on is never changed or deleted"
TRIGGERS = (("kept", "DELETE", "NOT OLD.is_example"), ("same", "UPDATE", "1 = 1"))


def keep(apps, schema_editor):
    create, _drop, _differs = VENDORS[schema_editor.connection.vendor]
    for name, event, condition in TRIGGERS:
        schema_editor.execute(create(f"{TABLE}_{name}", TABLE, event, condition, MESSAGE))


def let_go(apps, schema_editor):
    _create, drop, _differs = VENDORS[schema_editor.connection.vendor]
    for name, _event, _condition in TRIGGERS:
        schema_editor.execute(drop(f"{TABLE}_{name}", TABLE))


class Migration(migrations.Migration):

    dependencies = [
        ('dispatches', '0002_what_is_issued_stays'),
        ('districts', '0015_delegations'),
        ('partners', '0014_relations_by_unit_over_time'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='CommitmentPassing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('passed_on', models.DateField(verbose_name='chuyển từ ngày')),
                ('basis', models.TextField(blank=True, verbose_name='căn cứ')),
                ('is_example', models.BooleanField(default=False)),
                ('entered_at', models.DateTimeField()),
                ('commitment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='passings', to='partners.commitment')),
                ('entered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('passed_from', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='districts.district', verbose_name='đơn vị trước')),
                ('passed_to', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='districts.district', verbose_name='đơn vị sau')),
            ],
            options={
                'verbose_name': 'chuyển cam kết',
                'ordering': ['pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('passed_to__isnull', True), models.Q(('passed_to', models.F('passed_from')), _negated=True), _connector='OR'), name='partners_commitment_passed_to_another')],
            },
        ),
        migrations.RunPython(keep, let_go, elidable=False),
    ]
