"""Which duties are asked of units with a plan only, and what a unit that ended still owed: kept."""

from importlib import import_module

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

VENDORS = import_module("dispatches.migrations.0002_what_is_issued_stays").VENDORS
TABLE = "districts_dutypassing"
MESSAGE = "that a duty passed on is never changed or deleted"


def keep(apps, schema_editor):
    create, _drop, _differs = VENDORS[schema_editor.connection.vendor]
    for event, name in (("DELETE", "kept"), ("UPDATE", "same")):
        schema_editor.execute(create(f"{TABLE}_{name}", TABLE, event, "1 = 1", MESSAGE))


def let_go(apps, schema_editor):
    _create, drop, _differs = VENDORS[schema_editor.connection.vendor]
    for name in ("kept", "same"):
        schema_editor.execute(drop(f"{TABLE}_{name}", TABLE))


class Migration(migrations.Migration):

    dependencies = [
        ('dispatches', '0002_what_is_issued_stays'),
        ('districts', '0015_delegations'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='DutyPassing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('occurrence', models.CharField(max_length=40, verbose_name='lần thực hiện')),
                ('passed_on', models.DateField(verbose_name='chuyển từ ngày')),
                ('basis', models.TextField(blank=True, verbose_name='căn cứ')),
                ('entered_at', models.DateTimeField()),
            ],
            options={
                'verbose_name': 'chuyển nhiệm vụ còn nợ',
                'ordering': ['pk'],
            },
        ),
        migrations.AddField(
            model_name='duty',
            name='is_plan',
            field=models.BooleanField(default=False, verbose_name='là kế hoạch hợp tác của đơn vị'),
        ),
        migrations.AddField(
            model_name='duty',
            name='plan_condition',
            field=models.CharField(blank=True, max_length=300, verbose_name='điều kiện có kế hoạch'),
        ),
        migrations.AddConstraint(
            model_name='duty',
            constraint=models.CheckConstraint(condition=models.Q(('is_plan', False), ('plan_condition', ''), _connector='OR'), name='districts_duty_plan_asks_no_plan'),
        ),
        migrations.AddField(
            model_name='dutypassing',
            name='asked_of',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='districts.district'),
        ),
        migrations.AddField(
            model_name='dutypassing',
            name='duty',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='passings', to='districts.duty'),
        ),
        migrations.AddField(
            model_name='dutypassing',
            name='entered_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='dutypassing',
            name='passed_from',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='districts.district', verbose_name='đơn vị trước'),
        ),
        migrations.AddField(
            model_name='dutypassing',
            name='passed_to',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='duties_taken_over', to='districts.district', verbose_name='đơn vị sau'),
        ),
        migrations.AddConstraint(
            model_name='dutypassing',
            constraint=models.UniqueConstraint(fields=('duty', 'occurrence', 'passed_from'), name='districts_passing_from_once'),
        ),
        migrations.AddConstraint(
            model_name='dutypassing',
            constraint=models.UniqueConstraint(fields=('duty', 'occurrence', 'passed_to'), name='districts_passing_to_once'),
        ),
        migrations.AddConstraint(
            model_name='dutypassing',
            constraint=models.CheckConstraint(condition=models.Q(('passed_to', models.F('passed_from')), _negated=True), name='districts_passing_to_another'),
        ),
        migrations.RunPython(keep, let_go, elidable=False),
    ]
