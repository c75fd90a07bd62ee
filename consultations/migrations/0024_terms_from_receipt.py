"""A limit may run from each unit's receipt: then every unit has one of its own, counted from there.

Only of a round about an agreement, where the law says so (Law 70/2020/QH14, art. 19.2), and for all
units of it by the same number of days.
"""

import deadlines.enums
from django.conf import settings
from django.db import migrations, models

from accounts import joint_rules
from accounts.joint_rules import Rule

TERM, ROUND = "consultations_term", "consultations_round"
AGREEMENT = "only a round about an agreement runs from receipt"
COUNTED = "a unit has the days that the letter of its round gives"


def _rules():
    runs = "deadline_kind = 'within_working_days'"
    other = f"NEW.{runs} AND EXISTS (SELECT 1 FROM {ROUND} r WHERE r.id = NEW.round_id AND NOT r.about_agreement)"
    no_more = f"NOT NEW.about_agreement AND EXISTS (SELECT 1 FROM {TERM} t WHERE t.round_id = NEW.id AND t.{runs})"
    # The unit is one of the round, and the letter of the round gives as many days.
    alone = (
        f"NEW.received_on IS NOT NULL AND NOT EXISTS (SELECT 1 FROM {TERM} o "
        "JOIN consultations_consultee c ON c.round_id = o.round_id "
        f"WHERE o.round_id = NEW.round_id AND o.original AND o.{runs} "
        "AND o.deadline_working_days = NEW.deadline_working_days AND c.id = NEW.consultee_id)"
    )
    moved = (
        "OLD.original AND (NEW.deadline_kind IS DISTINCT FROM OLD.deadline_kind "
        "OR NEW.deadline_working_days IS DISTINCT FROM OLD.deadline_working_days) "
        f"AND EXISTS (SELECT 1 FROM {TERM} t WHERE t.round_id = OLD.round_id AND t.received_on IS NOT NULL)"
    )
    return [
        Rule("consultations_term_agreement_new", TERM, "INSERT", other, AGREEMENT),
        Rule("consultations_term_agreement_same", TERM, "UPDATE", other, AGREEMENT),
        Rule("consultations_round_runs_same", ROUND, "UPDATE", no_more, AGREEMENT),
        Rule("consultations_term_days_new", TERM, "INSERT", alone, COUNTED),
        Rule("consultations_term_days_same", TERM, "UPDATE", f"({alone}) OR ({moved})", COUNTED),
    ]


RULES = _rules()


class Migration(migrations.Migration):

    dependencies = [
        ('consultations', '0023_when_the_notice_was_drafted'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='term',
            name='consultations_term_extension_has_reason',
        ),
        migrations.AddField(
            model_name='term',
            name='received_on',
            field=models.DateField(null=True, verbose_name='ngày nhận được văn bản'),
        ),
        migrations.AlterField(
            model_name='term',
            name='deadline_date',
            field=models.DateField(blank=True, help_text='none before the receipt it runs from', null=True, verbose_name='ngày hết hạn'),
        ),
        migrations.AddConstraint(
            model_name='term',
            constraint=models.CheckConstraint(condition=models.Q(('deadline_date__isnull', False), ('deadline_kind', deadlines.enums.DeadlineKind['WITHIN_WORKING_DAYS']), _connector='OR'), name='consultations_term_deadline_date'),
        ),
        migrations.AddConstraint(
            model_name='term',
            constraint=models.UniqueConstraint(condition=models.Q(('received_on__isnull', False)), fields=('consultee', 'deadline_date'), name='consultations_term_counted_once'),
        ),
        migrations.AddConstraint(
            model_name='term',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('consultee__isnull', True), ('original', True), ('reason', '')), models.Q(models.Q(('received_on__isnull', False)), ('consultee__isnull', False), ('original', False), ('reason', '')), models.Q(('original', False), ('received_on__isnull', True), models.Q(('reason', ''), _negated=True)), _connector='OR'), name='consultations_term_extension_has_reason'),
        ),
        migrations.AddConstraint(
            model_name='term',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(('deadline_kind', deadlines.enums.DeadlineKind['WITHIN_WORKING_DAYS'])), models.Q(('received_on__isnull', False)), ('deadline_date__isnull', False), ('original', False)), models.Q(models.Q(('deadline_kind', deadlines.enums.DeadlineKind['WITHIN_WORKING_DAYS'])), models.Q(('received_on__isnull', False), _negated=True), ('deadline_date__isnull', True), ('original', True)), models.Q(models.Q(('deadline_kind', deadlines.enums.DeadlineKind['WITHIN_WORKING_DAYS']), _negated=True), models.Q(('received_on__isnull', False), _negated=True)), _connector='OR'), name='consultations_term_counted_from_receipt'),
        ),
        joint_rules.operation(RULES),
    ]
