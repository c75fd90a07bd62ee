"""What offices of a unit wrote, and the letter that went with an answer; both stay as they were."""

from importlib import import_module

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


VENDORS = import_module("dispatches.migrations.0002_what_is_issued_stays").VENDORS
KEPT = {
    "consultations_contribution": "what an office contributed is never changed or deleted",
    "consultations_responseletter": "a letter of an answer is never changed or deleted",
}


def keep(apps, schema_editor):
    create, _drop, _differs = VENDORS[schema_editor.connection.vendor]
    for table, message in KEPT.items():
        schema_editor.execute(create(f"{table}_kept", table, "DELETE", "1 = 1", message))
        schema_editor.execute(create(f"{table}_same", table, "UPDATE", "1 = 1", message))


def let_go(apps, schema_editor):
    _create, drop, _differs = VENDORS[schema_editor.connection.vendor]
    for table in KEPT:
        schema_editor.execute(drop(f"{table}_kept", table))
        schema_editor.execute(drop(f"{table}_same", table))


class Migration(migrations.Migration):

    dependencies = [
        ('consultations', '0014_webhooks'),
        ('dispatches', '0035_signed_copies'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ContributionRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('office', models.CharField(max_length=120, verbose_name='phòng, ban')),
                ('person', models.CharField(blank=True, max_length=120, verbose_name='người được đề nghị')),
                ('address', models.EmailField(max_length=254, verbose_name='địa chỉ thư điện tử')),
                ('note', models.TextField(blank=True, max_length=1000, verbose_name='yêu cầu')),
                ('nonce', models.CharField(max_length=64, unique=True)),
                ('digest', models.CharField(max_length=64, unique=True)),
                ('asked_at', models.DateTimeField(verbose_name='đề nghị lúc')),
                ('revoked_at', models.DateTimeField(null=True, verbose_name='thu hồi lúc')),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('consultee', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contribution_requests', to='consultations.consultee')),
                ('contents', models.ManyToManyField(related_name='+', to='consultations.content')),
            ],
            options={
                'verbose_name': 'đề nghị phòng, ban tham gia ý kiến',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Contribution',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(verbose_name='bản')),
                ('answers', models.JSONField()),
                ('writer', models.CharField(max_length=120, verbose_name='người ghi')),
                ('received_at', models.DateTimeField(verbose_name='nhận lúc')),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contributions', to='consultations.contributionrequest')),
            ],
            options={
                'verbose_name': 'ý kiến của phòng, ban',
                'ordering': ['request', 'version'],
            },
        ),
        migrations.CreateModel(
            name='DraftLetter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('symbol', models.CharField(max_length=60, verbose_name='số, ký hiệu')),
                ('date', models.DateField(verbose_name='ngày văn bản')),
                ('signer', models.CharField(max_length=120, verbose_name='người ký')),
                ('name', models.CharField(max_length=200, verbose_name='tên tệp')),
                ('signatures', models.JSONField(default=list)),
                ('draft_version', models.PositiveIntegerField(help_text='of the draft with the letter; a later one may say something else')),
                ('draft', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='letter', to='consultations.draft')),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dispatches.storedfile')),
            ],
            options={
                'verbose_name': 'văn bản kèm bản nháp',
            },
        ),
        migrations.CreateModel(
            name='ResponseLetter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('symbol', models.CharField(max_length=60, verbose_name='số, ký hiệu')),
                ('date', models.DateField(verbose_name='ngày văn bản')),
                ('signer', models.CharField(max_length=120, verbose_name='người ký')),
                ('name', models.CharField(max_length=200, verbose_name='tên tệp')),
                ('signatures', models.JSONField(default=list)),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dispatches.storedfile')),
                ('response', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='letter', to='consultations.response')),
            ],
            options={
                'verbose_name': 'văn bản kèm ý kiến',
            },
        ),
        migrations.AddConstraint(
            model_name='contributionrequest',
            constraint=models.UniqueConstraint(condition=models.Q(('revoked_at__isnull', True)), fields=('consultee', 'address'), name='consultations_contribution_asked_once'),
        ),
        migrations.AddConstraint(
            model_name='contribution',
            constraint=models.UniqueConstraint(fields=('request', 'version'), name='consultations_contribution_version_once'),
        ),
        migrations.RunPython(keep, let_go, elidable=False),
    ]
