"""Enclosures, kept by the database as they left but for the one PDF; partners and storage."""

from importlib import import_module

import django.db.models.deletion
from django.db import migrations, models

issued = import_module("dispatches.migrations.0002_what_is_issued_stays")
TABLE = "dispatches_enclosure"
FROZEN = [
    "dispatch_id", "ordinal", "document_id", "subject", "letter", "letter_digest", "enclosed_at",
]  # fmt: skip
MESSAGE = "what was enclosed is never changed or deleted"


def _triggers(differs):
    changed = " OR ".join(f'NEW."{column}" {differs} OLD."{column}"' for column in FROZEN)
    printed = f"(OLD.pdf_id IS NOT NULL AND NEW.pdf_id {differs} OLD.pdf_id)"
    yield ("dispatches_enclosure_kept", TABLE, "DELETE", "1 = 1", MESSAGE)
    yield ("dispatches_enclosure_same", TABLE, "UPDATE", f"{changed} OR {printed}", MESSAGE)


def keep(apps, schema_editor):
    create, _drop, differs = issued.VENDORS[schema_editor.connection.vendor]
    for trigger in _triggers(differs):
        schema_editor.execute(create(*trigger))


def let_go(apps, schema_editor):
    _create, drop, differs = issued.VENDORS[schema_editor.connection.vendor]
    for name, table, *_rest in _triggers(differs):
        schema_editor.execute(drop(name, table))


class Migration(migrations.Migration):

    dependencies = [
        ('dispatches', '0035_signed_copies'),
    ]

    operations = [
        migrations.CreateModel(
            name='Enclosure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ordinal', models.PositiveIntegerField(help_text='from 1', verbose_name='thứ tự')),
                ('subject', models.CharField(max_length=500, verbose_name='trích yếu')),
                ('letter', models.JSONField()),
                ('letter_digest', models.CharField(max_length=64)),
                ('enclosed_at', models.DateTimeField(verbose_name='gửi kèm từ')),
                ('dispatch', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='enclosures', to='dispatches.dispatch')),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='enclosed_in', to='dispatches.dispatch')),
                ('pdf', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dispatches.storedfile')),
            ],
            options={
                'verbose_name': 'tài liệu gửi kèm',
                'ordering': ['dispatch', 'ordinal'],
                'constraints': [models.UniqueConstraint(fields=('dispatch', 'ordinal'), name='dispatches_enclosure_ordinal_once'), models.UniqueConstraint(fields=('dispatch', 'document'), name='dispatches_enclosure_document_once'), models.CheckConstraint(condition=models.Q(('letter_digest', ''), _negated=True), name='dispatches_enclosure_has_digest')],
            },
        ),
        migrations.AddField(
            model_name='checklist',
            name='partner',
            field=models.SlugField(blank=True, help_text='code in the register of partners; names follow from it', verbose_name='đối tác'),
        ),
        migrations.AddField(
            model_name='dossier',
            name='partner',
            field=models.SlugField(blank=True, help_text='code in the register of partners; names follow from it', verbose_name='đối tác'),
        ),
        migrations.AddConstraint(
            model_name='demand',
            constraint=models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='dispatches_demand_has_words'),
        ),
        migrations.CreateModel(
            name='UnitStorage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('unit', models.SlugField(help_text='code of a unit of the portal', unique=True, verbose_name='đơn vị')),
                ('used', models.PositiveBigIntegerField(default=0, help_text='bytes', verbose_name='đã dùng')),
            ],
            options={
                'verbose_name': 'dung lượng tệp của đơn vị',
                'constraints': [models.CheckConstraint(condition=models.Q(('used__gte', 0)), name='dispatches_unitstorage_grows')],
            },
        ),
        migrations.CreateModel(
            name='UnitFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('counted_at', models.DateTimeField(verbose_name='tính từ')),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dispatches.storedfile')),
                ('storage', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='files', to='dispatches.unitstorage')),
            ],
            options={
                'verbose_name': 'tệp của đơn vị',
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('storage', 'file'), name='dispatches_unitfile_once')],
            },
        ),
        migrations.RunPython(keep, let_go, elidable=False),
    ]
