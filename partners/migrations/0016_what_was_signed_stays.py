"""What was signed stays: the title, the parties, the texts, the opinions on it.

A partner's record may still be merged into another, so the link to it is no part of this; the name
that was printed is kept. A later migration that alters one of these tables on SQLite has to run
`keep` again; tests/partners see whether the refusals are there.
"""

from importlib import import_module

from django.db import migrations

VENDORS = import_module("dispatches.migrations.0002_what_is_issued_stays").VENDORS
MESSAGE = "what was signed is never changed"
# As partners.rules.courses.RECORDABLE was at the time of this migration.
SIGNED = (
    "('signed', 'in_force', 'implementing', 'suspended', 'ended', 'withdrawn', 'expired')"
)
AGREEMENT, PARTY = "partners_agreement", "partners_agreementparty"
TEXT, OPINION = "partners_agreementtext", "partners_agreementopinion"
IN_THE_TEXT = ("title", "kind", "level", "district_id", "recorded")
PARTY_COLUMNS = ("agreement_id", "side", "district_id", "signatory", "signatory_post")
TEXT_COLUMNS = ("agreement_id", "kind", "language", "version", "turn", "file_id", "name")
OPINION_COLUMNS = (
    "agreement_id", "purpose", "turn", "body", "code", "mandatory", "received_on", "replied_on",
    "position", "note", "document_number", "document_date",
)  # fmt: skip


def _changed(differs, columns):
    return "(" + " OR ".join(f'NEW."{c}" {differs} OLD."{c}"' for c in columns) + ")"


def _of(row, more):
    """Return the condition that the row belongs to a signed agreement of which more is true."""
    return (
        f"EXISTS (SELECT 1 FROM {AGREEMENT} a WHERE a.id = {row}.agreement_id "
        f"AND a.state IN {SIGNED} AND {more})"
    )


def _triggers(differs):
    through_course, real = "NOT a.recorded", "NOT a.is_example"
    # The day of an agreement entered from papers may be found out later: once known it stays.
    another_day = f"OLD.signed_on IS NOT NULL AND {_changed(differs, ('signed_on',))}"
    another_text = f"({_changed(differs, IN_THE_TEXT)} OR {another_day})"
    same_agreement = f"OLD.state IN {SIGNED} AND {another_text}"
    # Who took over later is another row.
    late_party = f"NEW.responsible_from IS NULL AND {_of('NEW', through_course)}"
    party = f"{_changed(differs, PARTY_COLUMNS)} AND {_of('OLD', through_course)}"
    late_text = f"NEW.kind <> 'signed' AND {_of('NEW', '1 = 1')}"
    text = f"{_changed(differs, TEXT_COLUMNS)} AND {_of('OLD', '1 = 1')}"
    opinion = f"{_changed(differs, OPINION_COLUMNS)} AND OLD.purpose = 'conclude'"
    late_opinion = f"NEW.purpose = 'conclude' AND {_of('NEW', '1 = 1')}"
    return [
        ("partners_signed_same", AGREEMENT, "UPDATE", same_agreement),
        ("partners_signed_party_new", PARTY, "INSERT", late_party),
        ("partners_signed_party_same", PARTY, "UPDATE", party),
        ("partners_signed_party_kept", PARTY, "DELETE", _of("OLD", real)),
        ("partners_signed_text_new", TEXT, "INSERT", late_text),
        ("partners_signed_text_same", TEXT, "UPDATE", text),
        ("partners_signed_text_kept", TEXT, "DELETE", _of("OLD", real)),
        ("partners_signed_opinion_new", OPINION, "INSERT", late_opinion),
        ("partners_signed_opinion_same", OPINION, "UPDATE", f"{opinion} AND {_of('OLD', '1 = 1')}"),
        ("partners_signed_opinion_kept", OPINION, "DELETE", _of("OLD", real)),
    ]


def _on_postgresql(name, table, event, condition, message):
    """PostgreSQL takes no question to another table as the condition of a trigger."""
    row = "OLD" if event == "DELETE" else "NEW"
    return (
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF {condition} "
        f"THEN RAISE EXCEPTION '{message}' USING ERRCODE = 'integrity_constraint_violation'; "
        f"END IF; RETURN {row}; END $$; CREATE TRIGGER {name} BEFORE {event} ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION {name}()"
    )


def keep(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    create, _drop, differs = VENDORS[vendor]
    if vendor == "postgresql":
        create = _on_postgresql
    for trigger in _triggers(differs):
        schema_editor.execute(create(*trigger, MESSAGE))


def let_go(apps, schema_editor):
    _create, drop, differs = VENDORS[schema_editor.connection.vendor]
    for name, table, *_rest in _triggers(differs):
        schema_editor.execute(drop(name, table))


class Migration(migrations.Migration):
    dependencies = [("partners", "0015_commitments_passed_on")]

    operations = [migrations.RunPython(keep, let_go, elidable=False)]
