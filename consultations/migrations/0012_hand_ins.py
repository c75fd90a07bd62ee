"""What was handed in stays as it was; the one change is its return."""

from importlib import import_module

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


VENDORS = import_module("dispatches.migrations.0002_what_is_issued_stays").VENDORS
TABLE = "consultations_handin"
MESSAGE = "what was handed in is never changed or deleted"
FROZEN = ["consultee_id", "draft_version", "answers", "files", "handed_in_by_id", "handed_in_at"]


def keep(apps, schema_editor):
    create, _drop, differs = VENDORS[schema_editor.connection.vendor]
    changed = " OR ".join(f'NEW."{column}" {differs} OLD."{column}"' for column in FROZEN)
    same = f"OLD.returned_at IS NOT NULL OR {changed}"
    schema_editor.execute(create(f"{TABLE}_kept", TABLE, "DELETE", "1 = 1", MESSAGE))
    schema_editor.execute(create(f"{TABLE}_same", TABLE, "UPDATE", same, MESSAGE))


def let_go(apps, schema_editor):
    _create, drop, _differs = VENDORS[schema_editor.connection.vendor]
    schema_editor.execute(drop(f"{TABLE}_kept", TABLE))
    schema_editor.execute(drop(f"{TABLE}_same", TABLE))


class Migration(migrations.Migration):

    dependencies = [
        ('consultations', '0011_rounds_by_the_rules'),
        ('dispatches', '0002_what_is_issued_stays'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='HandIn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('draft_version', models.PositiveIntegerField(verbose_name='bản')),
                ('answers', models.JSONField()),
                ('files', models.JSONField(default=list)),
                ('handed_in_at', models.DateTimeField(verbose_name='trình lúc')),
                ('returned_at', models.DateTimeField(null=True, verbose_name='trả lại lúc')),
                ('remarks', models.TextField(blank=True, max_length=2000, verbose_name='ý kiến khi trả lại')),
                ('content_remarks', models.JSONField(default=dict)),
                ('consultee', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='hand_ins', to='consultations.consultee')),
                ('handed_in_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('returned_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'bản trình kiểm tra',
                'ordering': ['consultee', 'draft_version'],
                'constraints': [models.UniqueConstraint(fields=('consultee', 'draft_version'), name='consultations_handin_once'), models.CheckConstraint(condition=models.Q(models.Q(('remarks', ''), ('returned_at__isnull', True), ('returned_by__isnull', True)), models.Q(('returned_at__isnull', False), ('returned_by__isnull', False)), _connector='OR'), name='consultations_handin_returned_whole')],
            },
        ),
        migrations.RunPython(keep, let_go, elidable=False),
    ]
