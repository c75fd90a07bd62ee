"""Signed files, their checks and trust roots; the database keeps them as they were written."""

from importlib import import_module

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


issued = import_module("dispatches.migrations.0002_what_is_issued_stays")
ROOT = "dispatches_trustroot"
KEPT = {
    "dispatches_signedcopy": "a signed file is never changed or deleted",
    "dispatches_signaturecheck": "a check of signatures is never changed or deleted",
}
ROOT_KEPT = "a trust root is never deleted, and changed only by its withdrawal"
ROOT_FROZEN = ["name", "issuer", "sha256", "pem", "valid_from", "valid_until", "added_by_id", "added_at"]


def _triggers(differs):
    for table, message in KEPT.items():
        yield (f"{table}_kept", table, "DELETE", "1 = 1", message)
        yield (f"{table}_same", table, "UPDATE", "1 = 1", message)
    changed = " OR ".join(f'NEW."{column}" {differs} OLD."{column}"' for column in ROOT_FROZEN)
    yield (f"{ROOT}_kept", ROOT, "DELETE", "1 = 1", ROOT_KEPT)
    yield (f"{ROOT}_same", ROOT, "UPDATE", f"OLD.withdrawn_at IS NOT NULL OR {changed}", ROOT_KEPT)


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
        ('dispatches', '0034_deliveries'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='SignedCopy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ordinal', models.PositiveIntegerField(help_text='from 1', verbose_name='lần')),
                ('name', models.CharField(max_length=200, verbose_name='tên tệp')),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='lý do thay')),
                ('uploaded_at', models.DateTimeField(verbose_name='tải lên lúc')),
                ('dispatch', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='signed_copies', to='dispatches.dispatch')),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dispatches.storedfile')),
                ('uploaded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'bản đã ký số',
                'ordering': ['dispatch', '-ordinal'],
            },
        ),
        migrations.CreateModel(
            name='SignatureCheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('report', models.JSONField()),
                ('is_valid', models.BooleanField()),
                ('checked_at', models.DateTimeField(verbose_name='kiểm tra lúc')),
                ('checked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('signed_copy', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='checks', to='dispatches.signedcopy')),
            ],
            options={
                'verbose_name': 'lần kiểm tra chữ ký số',
                'ordering': ['signed_copy', '-id'],
            },
        ),
        migrations.CreateModel(
            name='TrustRoot',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=300, verbose_name='tên')),
                ('issuer', models.CharField(max_length=300, verbose_name='nơi cấp')),
                ('sha256', models.CharField(max_length=64, verbose_name='dấu vân SHA-256')),
                ('pem', models.TextField()),
                ('valid_from', models.DateTimeField(verbose_name='hiệu lực từ')),
                ('valid_until', models.DateTimeField(verbose_name='hiệu lực đến')),
                ('added_at', models.DateTimeField(verbose_name='thêm lúc')),
                ('withdrawn_at', models.DateTimeField(null=True, verbose_name='gỡ lúc')),
                ('withdrawal_reason', models.CharField(blank=True, max_length=300, verbose_name='lý do gỡ')),
                ('added_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('withdrawn_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'chứng thư gốc tin cậy',
                'ordering': ['name', 'pk'],
            },
        ),
        migrations.AddConstraint(
            model_name='signedcopy',
            constraint=models.UniqueConstraint(fields=('dispatch', 'ordinal'), name='dispatches_signedcopy_ordinal_once'),
        ),
        migrations.AddConstraint(
            model_name='signedcopy',
            constraint=models.UniqueConstraint(fields=('dispatch', 'file'), name='dispatches_signedcopy_file_once'),
        ),
        migrations.AddConstraint(
            model_name='signedcopy',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ordinal', 1), ('reason', '')), models.Q(('ordinal__gt', 1), models.Q(('reason', ''), _negated=True)), _connector='OR'), name='dispatches_signedcopy_replaced_with_reason'),
        ),
        migrations.AddConstraint(
            model_name='trustroot',
            constraint=models.UniqueConstraint(condition=models.Q(('withdrawn_at__isnull', True)), fields=('sha256',), name='dispatches_trustroot_trusted_once'),
        ),
        migrations.AddConstraint(
            model_name='trustroot',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('withdrawal_reason', ''), ('withdrawn_at__isnull', True)), models.Q(('withdrawn_at__isnull', False), models.Q(('withdrawal_reason', ''), _negated=True)), _connector='OR'), name='dispatches_trustroot_withdrawn_with_reason'),
        ),
        migrations.AddConstraint(
            model_name='trustroot',
            constraint=models.CheckConstraint(condition=models.Q(('valid_until__gt', models.F('valid_from'))), name='dispatches_trustroot_valid_for_a_while'),
        ),
        migrations.RunPython(keep, let_go, elidable=False),
    ]
