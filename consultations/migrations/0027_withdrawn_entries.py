"""What was entered from a letter by mistake may be withdrawn, and is kept."""

from importlib import import_module

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from accounts import joint_rules
from accounts.joint_rules import Rule

VENDORS = import_module("dispatches.migrations.0002_what_is_issued_stays").VENDORS
TABLE, ANSWER = "consultations_entrywithdrawal", "consultations_response"
LETTER = "consultations_pendingresponse"
TRIGGERS = (
    (f"{TABLE}_kept", TABLE, "DELETE", "1 = 1", "a withdrawal is never deleted"),
    (f"{TABLE}_same", TABLE, "UPDATE", "1 = 1", "a withdrawal is never changed"),
)
RULES = [
    Rule(
        f"{TABLE}_of_entered",
        TABLE,
        "INSERT",
        f"NOT EXISTS (SELECT 1 FROM {LETTER} p WHERE p.id = NEW.letter_id AND p.state = 'settled')",
        "only what was entered is withdrawn",
    ),
    Rule(
        f"{TABLE}_in_time",
        TABLE,
        "INSERT",
        f"EXISTS (SELECT 1 FROM {LETTER} p "
        "JOIN consultations_consultee u ON u.id = p.consultee_id "
        "JOIN consultations_consolidation t ON t.round_id = u.round_id "
        "WHERE p.id = NEW.letter_id AND t.completed_at IS NOT NULL)",
        "nothing is withdrawn from a complete table",
    ),
    Rule(
        f"{ANSWER}_withdrawn",
        ANSWER,
        "UPDATE",
        "NEW.withdrawn_at IS DISTINCT FROM OLD.withdrawn_at AND (OLD.withdrawn_at IS NOT NULL "
        f"OR NOT EXISTS (SELECT 1 FROM {TABLE} w JOIN {LETTER} p ON p.id = w.letter_id "
        "WHERE w.made_at = NEW.withdrawn_at AND (p.response_id = NEW.id "
        "OR EXISTS (SELECT 1 FROM consultations_entrycorrection c "
        "WHERE c.letter_id = p.id AND c.response_id = NEW.id))))",
        "an answer is withdrawn once, with its letter",
    ),
]


def keep(apps, schema_editor):
    create, _drop, _differs = VENDORS[schema_editor.connection.vendor]
    for trigger in TRIGGERS:
        schema_editor.execute(create(*trigger))


def let_go(apps, schema_editor):
    _create, drop, _differs = VENDORS[schema_editor.connection.vendor]
    for name, table, *_rest in TRIGGERS:
        schema_editor.execute(drop(name, table))


class Migration(migrations.Migration):

    dependencies = [
        ('consultations', '0026_closing_waits'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='response',
            name='withdrawn_at',
            field=models.DateTimeField(null=True, verbose_name='rút lúc'),
        ),
        migrations.CreateModel(
            name='EntryWithdrawal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(max_length=500, verbose_name='lý do rút')),
                ('outcome_before', models.CharField(blank=True, choices=[('agreed', 'Nhất trí'), ('agreed_with_comments', 'Nhất trí kèm góp ý'), ('disagreed', 'Không nhất trí'), ('no_reply', 'Không có văn bản trả lời'), ('deemed_agreed', 'Coi như nhất trí')], max_length=24, verbose_name='kết quả trước khi rút')),
                ('reason_before', models.CharField(blank=True, max_length=500, verbose_name='lý do trước khi rút')),
                ('outcome', models.CharField(blank=True, choices=[('agreed', 'Nhất trí'), ('agreed_with_comments', 'Nhất trí kèm góp ý'), ('disagreed', 'Không nhất trí'), ('no_reply', 'Không có văn bản trả lời'), ('deemed_agreed', 'Coi như nhất trí')], max_length=24, verbose_name='kết quả')),
                ('made_at', models.DateTimeField(verbose_name='rút lúc')),
                ('letter', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='withdrawal', to='consultations.pendingresponse')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'rút kết quả nhập',
                'ordering': ['id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='consultations_entrywithdrawal_has_reason'), models.CheckConstraint(condition=models.Q(models.Q(('outcome', ''), ('outcome_before', '')), models.Q(('outcome__in', ['agreed', 'agreed_with_comments', 'disagreed', 'no_reply', 'deemed_agreed']), ('outcome_before__in', ['agreed', 'agreed_with_comments', 'disagreed', 'no_reply', 'deemed_agreed'])), _connector='OR'), name='consultations_entrywithdrawal_outcomes')],
            },
        ),
        migrations.RunPython(keep, let_go, elidable=False),
        joint_rules.operation(RULES),
    ]
