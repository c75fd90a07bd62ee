"""Deliveries and their evidence, which the database keeps as it was written; known correspondents.

As in 0002: SQLite drops the triggers of a table that a later migration alters.
"""

from importlib import import_module

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


issued = import_module("dispatches.migrations.0002_what_is_issued_stays")
DELIVERY = "dispatches_delivery"
HAND_OVER, BOUNCE = "dispatches_paperhandover", "dispatches_bounce"
FIXED = [
    "dispatch_id", "copy_id", "recipient", "name_key", "folded", "channel", "address", "unit",
    "attempt", "former_id", "reason", "token", "planned_by_id", "planned_at",
]  # fmt: skip
SAME = "a delivery is never changed but by evidence, once each"
KEPT = "a delivery is never deleted"
HANDED = "a hand-over is never changed or deleted"
BOUNCED = "a bounce is never changed or deleted"


def _triggers(differs):
    changed = [f'NEW."{column}" {differs} OLD."{column}"' for column in FIXED]
    changed.append(f"(OLD.message_id IS NOT NULL AND NEW.message_id {differs} OLD.message_id)")
    changed += [
        f"(OLD.opened_at IS NOT NULL AND NEW.{column} {differs} OLD.{column})"
        for column in ("opened_at", "opened_by_id")
    ]
    return [
        ("dispatches_delivery_kept", DELIVERY, "DELETE", "1 = 1", KEPT),
        ("dispatches_delivery_same", DELIVERY, "UPDATE", " OR ".join(changed), SAME),
        ("dispatches_handed_kept", HAND_OVER, "DELETE", "1 = 1", HANDED),
        ("dispatches_handed_same", HAND_OVER, "UPDATE", "1 = 1", HANDED),
        ("dispatches_bounce_kept", BOUNCE, "DELETE", "1 = 1", BOUNCED),
        ("dispatches_bounce_same", BOUNCE, "UPDATE", "1 = 1", BOUNCED),
    ]


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
        ('dispatches', '0033_exchange'),
        ('outbox', '0002_longer_keys'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Correspondent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=300, verbose_name='tên')),
                ('name_key', models.CharField(editable=False, max_length=600, unique=True)),
                ('address', models.EmailField(max_length=254, verbose_name='địa chỉ thư điện tử')),
            ],
            options={
                'verbose_name': 'nơi nhận quen biết',
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='Delivery',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recipient', models.CharField(max_length=300, verbose_name='nơi nhận')),
                ('name_key', models.CharField(editable=False, max_length=600)),
                ('folded', models.TextField(editable=False)),
                ('channel', models.CharField(choices=[('email', 'Thư điện tử'), ('portal', 'Trên cổng'), ('paper', 'Giao trực tiếp')], max_length=10, verbose_name='cách gửi')),
                ('address', models.EmailField(blank=True, max_length=254, verbose_name='địa chỉ')),
                ('unit', models.SlugField(blank=True, help_text='code of a unit of the portal', verbose_name='đơn vị')),
                ('attempt', models.PositiveIntegerField(default=1, verbose_name='lần gửi')),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='lý do gửi lại')),
                ('token', models.CharField(blank=True, help_text='of the link in its mail', max_length=64)),
                ('planned_at', models.DateTimeField(verbose_name='gửi lúc')),
                ('opened_at', models.DateTimeField(null=True, verbose_name='mở lần đầu lúc')),
                ('copy', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='deliveries', to='dispatches.lettercopy')),
                ('dispatch', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='deliveries', to='dispatches.dispatch')),
                ('former', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='successor', to='dispatches.delivery')),
                ('message', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='delivery', to='outbox.message')),
                ('opened_by', models.ForeignKey(help_text='null: by the link', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('planned_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'lần gửi văn bản',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Bounce',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on', models.DateField(verbose_name='ngày bị trả lại')),
                ('words', models.CharField(max_length=300, verbose_name='lý do ghi trong thư trả lại')),
                ('recorded_at', models.DateTimeField(verbose_name='ghi lúc')),
                ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('delivery', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='bounce', to='dispatches.delivery')),
            ],
            options={
                'verbose_name': 'thư bị trả lại',
            },
        ),
        migrations.CreateModel(
            name='PaperHandOver',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on', models.DateField(verbose_name='ngày giao')),
                ('person', models.CharField(max_length=120, verbose_name='người nhận')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='ghi chú')),
                ('recorded_at', models.DateTimeField(verbose_name='ghi lúc')),
                ('delivery', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='hand_overs', to='dispatches.delivery')),
                ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'lần giao trực tiếp',
                'ordering': ['on', 'pk'],
            },
        ),
        migrations.AddConstraint(
            model_name='delivery',
            constraint=models.UniqueConstraint(fields=('dispatch', 'name_key', 'attempt'), name='dispatches_delivery_once'),
        ),
        migrations.AddConstraint(
            model_name='delivery',
            constraint=models.UniqueConstraint(condition=models.Q(('token', ''), _negated=True), fields=('token',), name='dispatches_delivery_own_link'),
        ),
        migrations.AddConstraint(
            model_name='delivery',
            constraint=models.CheckConstraint(condition=models.Q(('channel__in', ['email', 'portal', 'paper'])), name='dispatches_delivery_channel_known'),
        ),
        migrations.AddConstraint(
            model_name='delivery',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('channel', 'email'), models.Q(('address', ''), _negated=True), models.Q(('token', ''), _negated=True)), models.Q(models.Q(('channel', 'email'), _negated=True), ('address', ''), ('message__isnull', True), ('token', '')), _connector='OR'), name='dispatches_delivery_mail_has_address'),
        ),
        migrations.AddConstraint(
            model_name='delivery',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('channel', 'portal'), _negated=True), models.Q(('unit', ''), _negated=True), _connector='OR'), name='dispatches_delivery_portal_has_unit'),
        ),
        migrations.AddConstraint(
            model_name='delivery',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('attempt', 1), ('former__isnull', True), ('reason', '')), models.Q(('attempt__gt', 1), ('former__isnull', False), models.Q(('reason', ''), _negated=True)), _connector='OR'), name='dispatches_delivery_again_has_reason'),
        ),
        migrations.AddConstraint(
            model_name='delivery',
            constraint=models.CheckConstraint(condition=models.Q(('opened_at__isnull', False), ('opened_by__isnull', True), _connector='OR'), name='dispatches_delivery_opened_by_with_moment'),
        ),
        migrations.AddConstraint(
            model_name='bounce',
            constraint=models.CheckConstraint(condition=models.Q(('words', ''), _negated=True), name='dispatches_bounce_has_words'),
        ),
        migrations.AddConstraint(
            model_name='paperhandover',
            constraint=models.UniqueConstraint(fields=('delivery', 'on', 'person'), name='dispatches_paperhandover_once'),
        ),
        migrations.AddConstraint(
            model_name='paperhandover',
            constraint=models.CheckConstraint(condition=models.Q(('person', ''), _negated=True), name='dispatches_paperhandover_has_person'),
        ),
        migrations.RunPython(keep, let_go, elidable=False),
    ]
