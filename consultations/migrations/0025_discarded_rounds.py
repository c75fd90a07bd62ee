"""A round that never left may be thrown away with its letter; what it had been stays on record."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from accounts import joint_rules
from accounts.joint_rules import Rule

KEPT, ROUND, DISPATCH = "consultations_discardedround", "consultations_round", "dispatches_dispatch"
DISCARDED = f"EXISTS (SELECT 1 FROM {DISPATCH} d WHERE d.id = NEW.dispatch_id AND d.state = 'discarded')"
LIVES = "a round has a letter that was not thrown away"
RULES = [
    Rule(f"{KEPT}_kept", KEPT, "DELETE", "1 = 1", "the record of a discarded round is never deleted"),
    Rule(f"{KEPT}_same", KEPT, "UPDATE", "1 = 1", "the record of a discarded round is never changed"),
    Rule(
        f"{KEPT}_letter",
        KEPT,
        "INSERT",
        f"NOT {DISCARDED}",
        "a round is discarded with its letter",
    ),
    Rule(f"{ROUND}_letter_insert", ROUND, "INSERT", DISCARDED, LIVES),
    Rule(f"{ROUND}_letter_update", ROUND, "UPDATE", DISCARDED, LIVES),
    Rule(
        f"{ROUND}_kept",
        ROUND,
        "DELETE",
        f"EXISTS (SELECT 1 FROM {DISPATCH} d WHERE d.id = OLD.dispatch_id AND d.state <> 'draft')",
        "a round whose letter was submitted or has left is never deleted",
    ),
    Rule(
        f"{ROUND}_letter_kept",
        DISPATCH,
        "UPDATE",
        "NEW.state = 'discarded' AND OLD.state <> 'discarded' "
        f"AND EXISTS (SELECT 1 FROM {ROUND} r WHERE r.dispatch_id = NEW.id)",
        "the letter of a round is discarded with the round",
    ),
]


class Migration(migrations.Migration):

    dependencies = [
        ('consultations', '0024_terms_from_receipt'),
        ('dispatches', '0041_discarded_drafts'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='DiscardedRound',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ordinal', models.PositiveIntegerField(verbose_name='lần')),
                ('units', models.JSONField(verbose_name='đơn vị đã chọn')),
                ('changes', models.JSONField(verbose_name='chỗ đã sửa theo góp ý')),
                ('reason', models.CharField(max_length=500, verbose_name='lý do bỏ dự thảo')),
                ('discarded_at', models.DateTimeField(verbose_name='bỏ lúc')),
                ('consultation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='discarded_rounds', to='consultations.consultation')),
                ('discarded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('dispatch', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='discarded_round', to='dispatches.dispatch')),
            ],
            options={
                'verbose_name': 'dự thảo đợt lấy ý kiến đã bỏ',
                'ordering': ['id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='consultations_discardedround_has_reason'), models.CheckConstraint(condition=models.Q(('ordinal__gte', 1)), name='consultations_discardedround_from_one')],
            },
        ),
        joint_rules.operation(RULES),
    ]
