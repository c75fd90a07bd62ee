"""The database keeps what units have answered and how the call reached them.

An answer changes in one thing only: its receipt comes later, once. A later migration that alters
one of these tables on SQLite has to run `keep` again; tests/consultations/test_models.py sees
whether the refusals are there.
"""

from importlib import import_module

from django.db import migrations

issued = import_module("dispatches.migrations.0002_what_is_issued_stays")
ANSWER = "consultations_response"
KEPT = {
    ANSWER: "an answer is never changed or deleted",
    "consultations_comment": "an opinion is never changed or deleted",
    "consultations_responsefile": "a file of an answer is never changed or deleted",
    "consultations_handover": "a recorded contact is never changed or deleted",
}
SUBMITTED = [
    "consultee_id", "version", "key", "received_at", "term_id", "receipt_number", "receipt_year",
    "digest", "draft_version", "after_closing", "submitted_by_id", "sender_name",
]  # fmt: skip


def _update_condition(table, differs):
    if table != ANSWER:
        return "1 = 1"
    changed = " OR ".join(f'NEW."{column}" {differs} OLD."{column}"' for column in SUBMITTED)
    receipt = f"OLD.receipt_pdf_id IS NOT NULL AND NEW.receipt_pdf_id {differs} OLD.receipt_pdf_id"
    return f"{changed} OR ({receipt})"


def _triggers(differs):
    for table, message in KEPT.items():
        yield (f"{table}_kept", table, "DELETE", "1 = 1", message)
        yield (f"{table}_same", table, "UPDATE", _update_condition(table, differs), message)


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
        ("consultations", "0003_answers_name_their_sender"),
        ("dispatches", "0002_what_is_issued_stays"),
    ]

    operations = [migrations.RunPython(keep, let_go, elidable=False)]
