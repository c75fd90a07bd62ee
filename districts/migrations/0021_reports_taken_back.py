"""An acceptance may be withdrawn with a reason; what is kept doing is reported year by year.

The report that was accepted goes back to its unit and stays as it was, with both decisions. What
was reported on duties without any time becomes that of the year in which it was sent.
"""

from importlib import import_module

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.utils.timezone import localdate

from accounts import joint_rules
from accounts.joint_rules import Rule

STAYS = import_module("districts.migrations.0011_reports_stay")
VENDORS = STAYS.VENDORS
REPORT, WITHDRAWAL = "districts_dutyreport", "districts_dutywithdrawal"
STANDING = "thuong-xuyen"
MESSAGE = "that an acceptance was withdrawn is never changed or deleted"
RULES = [
    Rule(
        "districts_report_taken_back",
        REPORT,
        "UPDATE",
        "OLD.state = 'accepted' AND NEW.state = 'returned' AND NOT EXISTS "
        f"(SELECT 1 FROM {WITHDRAWAL} w WHERE w.report_id = OLD.id)",
        "an accepted report goes back only with a reason",
    ),
    Rule(
        "districts_withdrawal_of_accepted",
        WITHDRAWAL,
        "INSERT",
        f"NOT EXISTS (SELECT 1 FROM {REPORT} r WHERE r.id = NEW.report_id AND r.state = 'accepted')",
        "only an acceptance is withdrawn",
    ),
]


def _triggers(differs):
    """Those of 0011, but that an accepted report may go back."""
    changed = " OR ".join(f'NEW."{column}" {differs} OLD."{column}"' for column in STAYS.FROZEN)
    submitted = "OLD.state <> 'draft'"
    decided = (
        "OLD.state = 'returned' OR NEW.state = 'draft' "
        "OR (OLD.state = 'accepted' AND NEW.state <> 'returned')"
    )
    same = f"{submitted} AND ({decided} OR {changed})"
    others = [each for each in STAYS._triggers(differs) if each[0] != "districts_report_same"]
    return [
        *others,
        ("districts_report_same", REPORT, "UPDATE", same, STAYS.NO_REPORT),
        ("districts_withdrawal_kept", WITHDRAWAL, "DELETE", "1 = 1", MESSAGE),
        ("districts_withdrawal_same", WITHDRAWAL, "UPDATE", "1 = 1", MESSAGE),
    ]


def keep(apps, schema_editor):
    create, _drop, differs = VENDORS[schema_editor.connection.vendor]
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    for trigger in _triggers(differs):
        schema_editor.execute(create(*trigger))


def let_go(apps, schema_editor):
    _create, drop, differs = VENDORS[schema_editor.connection.vendor]
    for name, table, *_rest in _triggers(differs):
        schema_editor.execute(drop(name, table))


def name_the_years(apps, schema_editor):
    reports = apps.get_model("districts", "DutyReport").objects
    standing = reports.filter(
        occurrence=STANDING,
        duty__due=None,
        duty__yearly_from=None,
        duty__after_signing=False,
        duty__is_plan=False,
    )
    for report in standing.order_by("pk"):
        year = localdate(report.submitted_at or report.edited_at).year
        reports.filter(pk=report.pk).update(occurrence=f"{STANDING}-{year:04d}")


def forget_the_years(apps, schema_editor):
    """Two years of one duty cannot become one again: those that were named stay as they are."""


class Migration(migrations.Migration):
    dependencies = [
        ("districts", "0020_countries_as_written"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(STAYS.let_go, STAYS.keep, elidable=False),
        migrations.RunPython(name_the_years, forget_the_years, elidable=False),
        migrations.CreateModel(
            name="DutyWithdrawal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.TextField(verbose_name="lý do")),
                ("decided_at", models.DateTimeField()),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "report",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="withdrawal",
                        to="districts.dutyreport",
                    ),
                ),
            ],
            options={
                "verbose_name": "việc rút lại chấp nhận báo cáo",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="districts_withdrawal_has_reason",
                    )
                ],
            },
        ),
        migrations.RunPython(keep, let_go, elidable=False),
        joint_rules.operation(RULES),
    ]
