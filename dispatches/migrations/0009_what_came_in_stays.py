"""The database keeps what was registered as come in, and links: neither is deleted or rewritten."""

from importlib import import_module

from django.db import migrations

issued = import_module("dispatches.migrations.0002_what_is_issued_stays")
INCOMING, LINK = "dispatches_incomingdocument", "dispatches_documentlink"
REGISTERED = [
    "arrival_number", "arrival_year", "arrived_on", "author", "full_number", "date", "kind_name",
    "subject", "scan_id", "scan_name", "registered_by_id", "registered_at",
]  # fmt: skip
LINKED = [
    "kind", "from_dispatch_id", "from_incoming_id", "to_dispatch_id", "to_incoming_id",
    "made_by_id", "made_at",
]  # fmt: skip
NO_DELETE = "what is registered is never deleted"
NO_CHANGE = "what is registered is never changed"


def _changed(columns, differs):
    return " OR ".join(f'NEW."{column}" {differs} OLD."{column}"' for column in columns)


def _triggers(differs):
    voided = f"OLD.voided_at IS NOT NULL AND (NEW.voided_at {differs} OLD.voided_at"
    removed = f"OLD.removed_at IS NOT NULL AND (NEW.removed_at {differs} OLD.removed_at"
    return [
        ("dispatches_incoming_kept", INCOMING, "DELETE", "1 = 1", NO_DELETE),
        (
            "dispatches_incoming_same",
            INCOMING,
            "UPDATE",
            f"{_changed(REGISTERED, differs)} OR ({voided} OR NEW.void_reason {differs} OLD.void_reason))",
            NO_CHANGE,
        ),
        ("dispatches_link_kept", LINK, "DELETE", "1 = 1", NO_DELETE),
        (
            "dispatches_link_same",
            LINK,
            "UPDATE",
            f"{_changed(LINKED, differs)} OR ({removed} OR NEW.removal_reason {differs} OLD.removal_reason))",
            NO_CHANGE,
        ),
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
    dependencies = [("dispatches", "0008_incoming_and_links")]

    operations = [migrations.RunPython(keep, let_go, elidable=False)]
