"""Remarks reach the blocks of appendices; a pen says since when it is held; what came in has files.

Pens are of people writing at this moment: those of before the change are laid down. The files that
came with a document are kept by the database as they came.
"""

from datetime import UTC, datetime
from importlib import import_module

import django.db.models.deletion
from django.db import migrations, models

issued = import_module("dispatches.migrations.0002_what_is_issued_stays")
TABLE = "dispatches_incomingenclosure"
MESSAGE = "what came with a document is never changed or deleted"
TRIGGERS = [
    (f"{TABLE}_kept", TABLE, "DELETE", "1 = 1", MESSAGE),
    (f"{TABLE}_same", TABLE, "UPDATE", "1 = 1", MESSAGE),
]


def keep(apps, schema_editor):
    create, _drop, _differs = issued.VENDORS[schema_editor.connection.vendor]
    for trigger in TRIGGERS:
        schema_editor.execute(create(*trigger))


def let_go(apps, schema_editor):
    _create, drop, _differs = issued.VENDORS[schema_editor.connection.vendor]
    for name, table, *_rest in TRIGGERS:
        schema_editor.execute(drop(name, table))


def lay_down(apps, schema_editor):
    apps.get_model("dispatches", "WritingLease").objects.all().delete()


class Migration(migrations.Migration):

    dependencies = [
        ('dispatches', '0036_enclosures_partners_storage'),
    ]

    operations = [
        migrations.RunPython(lay_down, migrations.RunPython.noop, elidable=True),
        migrations.AlterModelOptions(
            name='remark',
            options={'ordering': [models.OrderBy(models.F('appendix'), nulls_first=True), 'block_index', 'pk'], 'verbose_name': 'nhận xét'},
        ),
        migrations.AddField(
            model_name='remark',
            name='appendix',
            field=models.PositiveIntegerField(help_text='from 0; empty for a block of the text itself', null=True),
        ),
        migrations.AlterField(
            model_name='remark',
            name='block_index',
            field=models.PositiveIntegerField(help_text='from 0, of the text or of its appendix'),
        ),
        migrations.AddField(
            model_name='writinglease',
            name='since',
            field=models.DateTimeField(default=datetime(2021, 1, 1, tzinfo=UTC), verbose_name='từ'),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            model_name='writinglease',
            constraint=models.CheckConstraint(condition=models.Q(('until__gte', models.F('since'))), name='dispatches_writinglease_lasts'),
        ),
        migrations.CreateModel(
            name='IncomingEnclosure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ordinal', models.PositiveIntegerField(help_text='from 1', verbose_name='thứ tự')),
                ('name', models.CharField(max_length=200, verbose_name='tên tệp')),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='enclosures', to='dispatches.incomingdocument')),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dispatches.storedfile')),
            ],
            options={
                'verbose_name': 'tài liệu kèm theo văn bản đến',
                'ordering': ['document', 'ordinal'],
                'constraints': [models.UniqueConstraint(fields=('document', 'ordinal'), name='dispatches_incomingenclosure_once')],
            },
        ),
        migrations.RunPython(keep, let_go, elidable=False),
    ]
