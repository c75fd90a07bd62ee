"""Answers say by which way they came; letters of units wait to be entered.

The table of answers is altered, so what keeps it is let go before and put back after, with the new
column among what never changes.
"""

from importlib import import_module

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q

issued = import_module("dispatches.migrations.0002_what_is_issued_stays")
before = import_module("consultations.migrations.0004_answers_stay")
PENDING = "consultations_pendingresponse"
MESSAGE = "a letter of a unit is decided on once and never deleted"
ARRIVED = ["consultee_id", "document_id", "signer", "received_at"]
USER = settings.AUTH_USER_MODEL
PROTECT = django.db.models.deletion.PROTECT


def _triggers(differs):
    for name, table, event, condition, message in before._triggers(differs):
        more = f' OR NEW."source" {differs} OLD."source"' if name == f"{before.ANSWER}_same" else ""
        yield (name, table, event, condition + more, message)
    changed = " OR ".join(f'NEW."{column}" {differs} OLD."{column}"' for column in ARRIVED)
    decided = "OLD.state <> 'waiting'"
    yield (f"{PENDING}_kept", PENDING, "DELETE", "1 = 1", MESSAGE)
    yield (f"{PENDING}_same", PENDING, "UPDATE", f"{changed} OR {decided}", MESSAGE)


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
        ("consultations", "0004_answers_stay"),
        ("dispatches", "0033_exchange"),
        migrations.swappable_dependency(USER),
    ]

    operations = [
        migrations.RunPython(before.let_go, before.keep, elidable=False),
        migrations.AddField(
            model_name="response",
            name="source",
            field=models.CharField(
                choices=[("online", "Gửi trên cổng"), ("exchange", "Văn bản liên thông")],
                default="online",
                max_length=10,
                verbose_name="đường đến",
            ),
        ),
        migrations.AddConstraint(
            model_name="response",
            constraint=models.CheckConstraint(
                condition=Q(("source__in", ["online", "exchange"])),
                name="consultations_response_source_known",
            ),
        ),
        migrations.CreateModel(
            name="PendingResponse",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "consultee",
                    models.ForeignKey(
                        on_delete=PROTECT,
                        related_name="pending_responses",
                        to="consultations.consultee",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=PROTECT, related_name="+", to="dispatches.incomingdocument"
                    ),
                ),
                (
                    "signer",
                    models.CharField(blank=True, max_length=120, verbose_name="người ký"),
                ),
                ("received_at", models.DateTimeField(verbose_name="nhận lúc")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Chờ nhập"),
                            ("settled", "Đã nhập"),
                            ("rejected", "Không nhận"),
                        ],
                        default="waiting",
                        max_length=10,
                        verbose_name="trạng thái",
                    ),
                ),
                (
                    "response",
                    models.OneToOneField(
                        null=True,
                        on_delete=PROTECT,
                        related_name="entered_from",
                        to="consultations.response",
                    ),
                ),
                (
                    "reason",
                    models.CharField(blank=True, max_length=500, verbose_name="lý do từ chối"),
                ),
                (
                    "decided_by",
                    models.ForeignKey(null=True, on_delete=PROTECT, related_name="+", to=USER),
                ),
                ("decided_at", models.DateTimeField(null=True)),
            ],
            options={
                "verbose_name": "văn bản trả lời chờ nhập",
                "ordering": ["received_at", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("document", "consultee"), name="consultations_pending_once"
                    ),
                    models.CheckConstraint(
                        condition=Q(state="waiting", response=None, reason="")
                        | Q(state="settled", response__isnull=False, reason="")
                        | Q(state="rejected", response=None) & ~Q(reason=""),
                        name="consultations_pending_decision_whole",
                    ),
                    models.CheckConstraint(
                        condition=Q(state="waiting", decided_by=None, decided_at=None)
                        | ~Q(state="waiting")
                        & Q(decided_by__isnull=False, decided_at__isnull=False),
                        name="consultations_pending_decided_by",
                    ),
                ],
            },
        ),
        migrations.RunPython(keep, let_go, elidable=False),
    ]
