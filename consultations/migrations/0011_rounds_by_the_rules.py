"""What a round may become: sealed, proposed for closing, cancelled, opened again, carried on.

Consent by silence that stands on record was confirmed, as it were, by who closed the round.
"""

from importlib import import_module

import django.db.models.deletion
import django.db.models.functions.comparison
from django.conf import settings
from django.db import migrations, models

VENDORS = import_module("dispatches.migrations.0002_what_is_issued_stays").VENDORS
REOPENING, ANSWER = "consultations_reopening", "consultations_response"


def confirm(apps, schema_editor):
    consultees = apps.get_model("consultations", "Consultee").objects
    rounds = apps.get_model("consultations", "Round").objects
    closed_by = rounds.filter(pk=models.OuterRef("round")).values("closed_by")
    consultees.filter(outcome="deemed_agreed").update(confirmed_by=models.Subquery(closed_by))
    if schema_editor.connection.vendor == "postgresql":
        # Its own tables cannot be altered while a foreign key waits to be checked.
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def _triggers(differs):
    never = "1 = 1"
    changed = f"NEW.readmitted_by_id {differs} OLD.readmitted_by_id"
    wrong = f"{changed} AND (OLD.readmitted_by_id IS NOT NULL OR NOT OLD.after_closing)"
    kept = "a reopening is never changed or deleted"
    return [
        (f"{REOPENING}_kept", REOPENING, "DELETE", never, kept),
        (f"{REOPENING}_same", REOPENING, "UPDATE", never, kept),
        (f"{ANSWER}_readmitted", ANSWER, "UPDATE", wrong, "an answer is readmitted once"),
    ]


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
        ('consultations', '0010_telephone_calls'),
        ('dispatches', '0035_signed_copies'),
        ('districts', '0013_succession_stays'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='CallRules',
            fields=[
                ('only', models.BooleanField(default=True, editable=False, primary_key=True, serialize=False)),
                ('minimum_days', models.PositiveIntegerField(default=3, verbose_name='thời hạn tối thiểu (ngày làm việc)')),
            ],
            options={
                'verbose_name': 'quy định về lấy ý kiến',
            },
        ),
        migrations.CreateModel(
            name='Reopening',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('closed_at', models.DateTimeField(verbose_name='đã kết thúc lúc')),
                ('result', models.JSONField(verbose_name='kết quả lần kết thúc trước')),
                ('reason', models.CharField(max_length=500, verbose_name='lý do mở lại')),
                ('reopened_at', models.DateTimeField(verbose_name='mở lại lúc')),
            ],
            options={
                'verbose_name': 'lần mở lại',
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='TextChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('passage', models.PositiveIntegerField(null=True, verbose_name='đoạn')),
                ('note', models.CharField(max_length=500, verbose_name='đã sửa thế nào')),
                ('made_at', models.DateTimeField(verbose_name='ghi lúc')),
            ],
            options={
                'verbose_name': 'chỗ đã sửa theo góp ý',
                'ordering': ['content', 'passage', 'id'],
            },
        ),
        migrations.AddField(
            model_name='consultee',
            name='confirmed_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người xác nhận coi như nhất trí'),
        ),
        migrations.AddField(
            model_name='content',
            name='carried_from',
            field=models.ForeignKey(help_text='the content of an earlier round that this one goes on from', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='carried_to', to='consultations.content'),
        ),
        migrations.AddField(
            model_name='round',
            name='cancel_reason',
            field=models.CharField(blank=True, max_length=500, verbose_name='lý do hủy'),
        ),
        migrations.AddField(
            model_name='round',
            name='cancelled_at',
            field=models.DateTimeField(null=True, verbose_name='hủy lúc'),
        ),
        migrations.AddField(
            model_name='round',
            name='cancelled_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='round',
            name='proposed_at',
            field=models.DateTimeField(null=True, verbose_name='đề nghị kết thúc lúc'),
        ),
        migrations.AddField(
            model_name='round',
            name='proposed_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='round',
            name='sealed',
            field=models.BooleanField(default=False, help_text='until the round is closed the department sees that a unit answered, not what', verbose_name='chỉ mở ý kiến khi kết thúc'),
        ),
        migrations.AddField(
            model_name='round',
            name='short_reason',
            field=models.CharField(blank=True, max_length=500, verbose_name='lý do thời hạn ngắn'),
        ),
        migrations.RunPython(confirm, migrations.RunPython.noop, elidable=True),
        migrations.AddConstraint(
            model_name='consultee',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('confirmed_by__isnull', False), ('outcome', 'deemed_agreed')), models.Q(models.Q(('outcome', 'deemed_agreed'), _negated=True), ('confirmed_by__isnull', True)), _connector='OR'), name='consultations_consultee_consent_confirmed'),
        ),
        migrations.AddConstraint(
            model_name='round',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('proposed_at__isnull', True), ('proposed_by__isnull', True)), models.Q(('proposed_at__isnull', False), ('proposed_by__isnull', False)), _connector='OR'), name='consultations_round_proposed_by'),
        ),
        migrations.AddConstraint(
            model_name='round',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('cancel_reason', ''), ('cancelled_at__isnull', True), ('cancelled_by__isnull', True)), models.Q(('cancelled_at__isnull', False), ('cancelled_by__isnull', False), models.Q(('cancel_reason', ''), _negated=True)), _connector='OR'), name='consultations_round_cancelled_why'),
        ),
        migrations.AddConstraint(
            model_name='round',
            constraint=models.CheckConstraint(condition=models.Q(('closed_at__isnull', True), ('cancelled_at__isnull', True), _connector='OR'), name='consultations_round_closed_or_cancelled'),
        ),
        migrations.AddConstraint(
            model_name='callrules',
            constraint=models.CheckConstraint(condition=models.Q(('only', True)), name='consultations_callrules_one'),
        ),
        migrations.AddField(
            model_name='reopening',
            name='closed_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='reopening',
            name='reopened_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='reopening',
            name='round',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reopenings', to='consultations.round'),
        ),
        migrations.AddField(
            model_name='response',
            name='readmitted_by',
            field=models.ForeignKey(help_text='that opened the round again: what had come after its closing counts as late', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='readmitted', to='consultations.reopening'),
        ),
        migrations.AddField(
            model_name='textchange',
            name='comment',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='text_changes', to='consultations.comment'),
        ),
        migrations.AddField(
            model_name='textchange',
            name='content',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='text_changes', to='consultations.content'),
        ),
        migrations.AddField(
            model_name='textchange',
            name='made_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='reopening',
            constraint=models.UniqueConstraint(fields=('round', 'closed_at'), name='consultations_reopening_once'),
        ),
        migrations.AddConstraint(
            model_name='reopening',
            constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='consultations_reopening_has_reason'),
        ),
        migrations.AddConstraint(
            model_name='reopening',
            constraint=models.CheckConstraint(condition=models.Q(('reopened_at__gte', models.F('closed_at'))), name='consultations_reopening_after_closing'),
        ),
        migrations.AddConstraint(
            model_name='textchange',
            constraint=models.UniqueConstraint(models.F('comment'), models.F('content'), django.db.models.functions.comparison.Coalesce('passage', 0), name='consultations_textchange_once'),
        ),
        migrations.AddConstraint(
            model_name='textchange',
            constraint=models.CheckConstraint(condition=models.Q(('note', ''), _negated=True), name='consultations_textchange_says_what'),
        ),
        migrations.AddConstraint(
            model_name='textchange',
            constraint=models.CheckConstraint(condition=models.Q(('passage__isnull', True), ('passage__gte', 1), _connector='OR'), name='consultations_textchange_passage_from_one'),
        ),
        migrations.RunPython(keep, let_go, elidable=False),
    ]
