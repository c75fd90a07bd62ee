from importlib import import_module

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


VENDORS = import_module("dispatches.migrations.0002_what_is_issued_stays").VENDORS
LINK, TOKEN = "consultations_personallink", "consultations_apitoken"
FIXED = {
    LINK: ["consultee_id", "user_id", "nonce", "digest", "mark", "given_at"],
    TOKEN: ["name", "digest", "scopes", "created_by_id", "created_at", "expires_at"],
}
MESSAGES = {
    LINK: "a personal link is revoked once, and never changed or deleted",
    TOKEN: "a key is revoked once, and never changed or deleted",
}


def _triggers(differs):
    for table, columns in FIXED.items():
        changed = [f'NEW."{column}" {differs} OLD."{column}"' for column in columns]
        opened = f"(OLD.revoked_at IS NOT NULL AND NEW.revoked_at {differs} OLD.revoked_at)"
        yield (f"{table}_kept", table, "DELETE", "1 = 1", MESSAGES[table])
        yield (f"{table}_same", table, "UPDATE", " OR ".join([*changed, opened]), MESSAGES[table])


def keep(apps, schema_editor):
    create, _drop, differs = VENDORS[schema_editor.connection.vendor]
    for trigger in _triggers(differs):
        schema_editor.execute(create(*trigger))


def let_go(apps, schema_editor):
    _create, drop, differs = VENDORS[schema_editor.connection.vendor]
    for name, table, *_rest in _triggers(differs):
        schema_editor.execute(drop(name, table))


class Migration(migrations.Migration):

    dependencies = [
        ('consultations', '0012_hand_ins'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='LinkRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('address', models.CharField(max_length=254)),
                ('visitor', models.GenericIPAddressField(help_text='whence it was asked', null=True)),
                ('hour', models.DateTimeField()),
                ('ordinal', models.PositiveSmallIntegerField()),
                ('asked_at', models.DateTimeField()),
                ('answered_at', models.DateTimeField(null=True)),
            ],
            options={
                'verbose_name': 'đề nghị gửi lại liên kết',
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(fields=('address', 'hour', 'ordinal'), name='consultations_link_request_once'), models.CheckConstraint(condition=models.Q(('ordinal__lt', 3)), name='consultations_link_request_limited')],
            },
        ),
        migrations.CreateModel(
            name='ApiToken',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='hệ thống')),
                ('digest', models.CharField(max_length=64, unique=True)),
                ('scopes', models.JSONField(default=list, verbose_name='phạm vi')),
                ('created_at', models.DateTimeField(verbose_name='lập lúc')),
                ('expires_at', models.DateTimeField(null=True, verbose_name='hết hiệu lực lúc')),
                ('revoked_at', models.DateTimeField(null=True, verbose_name='thu hồi lúc')),
                ('used_at', models.DateTimeField(help_text='to the minute', null=True, verbose_name='dùng gần nhất')),
                ('minute', models.DateTimeField(null=True)),
                ('requests', models.PositiveIntegerField(default=0)),
                ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'khóa truy cập',
                'ordering': ['-id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('expires_at__isnull', True), ('expires_at__gt', models.F('created_at')), _connector='OR'), name='consultations_token_expires_later'), models.CheckConstraint(condition=models.Q(('scopes', []), _negated=True), name='consultations_token_has_scope')],
            },
        ),
        migrations.CreateModel(
            name='PersonalLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('nonce', models.CharField(max_length=64, unique=True)),
                ('digest', models.CharField(max_length=64, unique=True)),
                ('mark', models.CharField(max_length=64)),
                ('given_at', models.DateTimeField(verbose_name='cấp lúc')),
                ('used_at', models.DateTimeField(null=True, verbose_name='dùng gần nhất')),
                ('revoked_at', models.DateTimeField(null=True, verbose_name='thu hồi lúc')),
                ('consultee', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='links', to='consultations.consultee')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'liên kết cá nhân',
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('revoked_at__isnull', True)), fields=('consultee', 'user'), name='consultations_link_one_open'), models.CheckConstraint(condition=models.Q(('used_at__isnull', True), ('used_at__gte', models.F('given_at')), _connector='OR'), name='consultations_link_used_after_given')],
            },
        ),
        migrations.RunPython(keep, let_go, elidable=False),
    ]
