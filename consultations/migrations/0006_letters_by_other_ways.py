"""Letters of units that came on paper or by mail can be entered too.

Both tables are altered, so what keeps them is let go before and put back after, with the way by
which a letter came among what never changes.
"""

from importlib import import_module

from django.db import migrations, models
from django.db.models import Q

issued = import_module("dispatches.migrations.0002_what_is_issued_stays")
before = import_module("consultations.migrations.0005_answers_by_letter")
SOURCES = [
    ("online", "Gửi trên cổng"),
    ("exchange", "Văn bản liên thông"),
    ("letter", "Văn bản giấy, thư điện tử"),
]


def _triggers(differs):
    for name, table, event, condition, message in before._triggers(differs):
        more = f' OR NEW."source" {differs} OLD."source"' if name == f"{before.PENDING}_same" else ""
        yield (name, table, event, condition + more, message)


def keep(apps, schema_editor):
    create, _drop, differs = issued.VENDORS[schema_editor.connection.vendor]
    for trigger in _triggers(differs):
        schema_editor.execute(create(*trigger))


def let_go(apps, schema_editor):
    _create, drop, differs = issued.VENDORS[schema_editor.connection.vendor]
    for name, table, *_rest in _triggers(differs):
        schema_editor.execute(drop(name, table))


class Migration(migrations.Migration):
    dependencies = [("consultations", "0005_answers_by_letter")]

    operations = [
        migrations.RunPython(before.let_go, before.keep, elidable=False),
        migrations.AlterField(
            "response",
            "source",
            models.CharField("đường đến", max_length=10, choices=SOURCES, default="online"),
        ),
        migrations.RemoveConstraint("response", "consultations_response_source_known"),
        migrations.AddConstraint(
            "response",
            models.CheckConstraint(
                condition=Q(source__in=["online", "exchange", "letter"]),
                name="consultations_response_source_known",
            ),
        ),
        migrations.AddField(
            "pendingresponse",
            "source",
            models.CharField("đường đến", max_length=10, choices=SOURCES, default="exchange"),
        ),
        migrations.AddConstraint(
            "pendingresponse",
            models.CheckConstraint(
                condition=Q(source__in=("exchange", "letter")),
                name="consultations_pending_source_known",
            ),
        ),
        migrations.RunPython(keep, let_go, elidable=False),
    ]
