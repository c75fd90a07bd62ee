"""What the database holds of agreements beyond their steps.

A text that changes an agreement belongs to a first one, and only an extension in force extends that.
What opinions are asked about stays until the signing, what was signed stays for good; its days and
its term are put right only with an entry of the history, which the version counts. An end has its
day. A unit signs while it exists. What rests on a document is no earlier than it. Where the portal has
an agreement from papers the printed name of a party may be found out later.
"""

from importlib import import_module

from django.db import migrations, models

from accounts import joint_rules
from accounts.joint_rules import Rule

signed = import_module("partners.migrations.0016_what_was_signed_stays")
AGREEMENT, PARTY, UNIT = "partners_agreement", "partners_agreementparty", "districts_district"
FILE, EVENT, OPINION = "partners_agreementtext", "partners_agreementevent", "partners_agreementopinion"
BELOW = "what changes an agreement belongs to a first one"
EXTENDED = "only an extension in force moves an end, and only on"
ASKED = "what opinions are asked about is not changed"
ENDED = "an end has its day"
THERE = "a unit signs while it exists"
NAME = "the name of a party stands as it was printed"
UNSIGNED = "what is signed is there once the signing is allowed"
MISTAKEN = "only what was recorded may have been in error, and stays so"
CITED = "what rests on a document is no earlier than it"
# Rules that were held in another shape.
LIFTED = [("partners_signed_same", AGREEMENT), ("partners_party_named_same", PARTY)]

TEXT = ("title", "kind", "level", "district_id")
AGREED = ("languages", "term_months", "renewal", "renewal_months", "notice_months")
DAYS = ("signed_on", "place", "effective_on", "effective_early", "ends_on")

KINDS = [
    ("begun", "Lập hồ sơ"),
    ("recorded", "Ghi nhận thỏa thuận đã ký"),
    ("step", "Chuyển trạng thái"),
    ("asked", "Lấy ý kiến"),
    ("report", "Báo cáo, thông báo"),
    ("renewal", "Quyết định về gia hạn"),
    ("extended", "Được gia hạn bằng văn bản kèm theo"),
    ("inherited", "Được kế thừa"),
    ("rearmed", "Đổi ngày, thời hạn"),
    ("corrected", "Đính chính"),
    ("mistaken", "Đánh dấu ghi nhầm"),
]


def lift(apps, schema_editor):
    """On SQLite they are lifted before migrations run."""
    if schema_editor.connection.vendor == "postgresql":
        for name, table in LIFTED:
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {name} ON {table}")
            schema_editor.execute(f"DROP FUNCTION IF EXISTS {name}()")


def _children():
    moved = signed._changed(("parent_id",))
    below = (
        f"NEW.parent_id IS NOT NULL AND EXISTS (SELECT 1 FROM {AGREEMENT} p "
        "WHERE p.id = NEW.parent_id AND p.parent_id IS NOT NULL)"
    )
    above = (
        f"NEW.parent_id IS NOT NULL AND EXISTS (SELECT 1 FROM {AGREEMENT} c WHERE c.parent_id = NEW.id)"
    )
    extends = (
        f"EXISTS (SELECT 1 FROM {AGREEMENT} c WHERE c.parent_id = NEW.id AND c.child_kind = 'extension' "
        "AND c.state IN ('in_force', 'implementing', 'suspended') AND c.extended_to = NEW.extended_to)"
    )
    another_end = (
        f"NEW.parent_id IS NULL AND {signed._changed(('extended_to',))} "
        f"AND (NEW.extended_to IS NULL OR NEW.extended_to <= OLD.extended_to OR NOT {extends})"
    )
    no_end = "NEW.extended_to IS NOT NULL AND NEW.child_kind <> 'extension' AND NOT NEW.recorded"
    return [
        Rule("partners_child_of_first", AGREEMENT, "INSERT", below, BELOW),
        Rule("partners_child_moved", AGREEMENT, "UPDATE", f"{moved} AND ({below} OR {above})", BELOW),
        Rule("partners_extended_new", AGREEMENT, "INSERT", no_end, EXTENDED),
        Rule("partners_extended_by_child", AGREEMENT, "UPDATE", another_end, EXTENDED),
    ]


def _texts():
    asked = (
        "OLD.state IN ('consulting', 'disagreed', 'submitted', 'permitted') AND "
        + signed._changed((*TEXT, *AGREED, "extended_to"))
    )
    unentered = f"{signed._changed((*AGREED, *DAYS))} AND NEW.version <> OLD.version + 1"
    another = f"OLD.state IN {signed.SIGNED} AND ({signed._changed((*TEXT, 'recorded'))} OR {unentered})"
    early = (
        f"NEW.kind = 'signed' AND EXISTS (SELECT 1 FROM {AGREEMENT} a WHERE a.id = NEW.agreement_id "
        f"AND a.state <> 'permitted' AND a.state NOT IN {signed.SIGNED})"
    )
    fixed = f"(OLD.responsible_from IS NOT NULL OR {signed._of('OLD', 'NOT a.recorded')})"
    renamed = f"{signed._changed(('printed_name',))} AND {fixed}"
    return [
        Rule("partners_asked_same", AGREEMENT, "UPDATE", asked, ASKED),
        Rule("partners_signed_same", AGREEMENT, "UPDATE", another, signed.MESSAGE),
        Rule("partners_signed_text_early", FILE, "INSERT", early, UNSIGNED),
        Rule("partners_party_named_same", PARTY, "UPDATE", renamed, NAME),
    ]


def _documents():
    """What takes effect before its signing rests on a text that is signed later."""
    event = (
        'NEW.document_date > NEW."on" AND NOT (NEW.kind = \'step\' AND NEW.after = \'in_force\')'
    )
    reply = "NEW.document_date > NEW.replied_on"
    return [
        Rule("partners_event_cites_earlier", EVENT, "INSERT", event, CITED),
        Rule("partners_reply_cites_earlier_new", OPINION, "INSERT", reply, CITED),
        Rule("partners_reply_cites_earlier", OPINION, "UPDATE", reply, CITED),
    ]


def _days():
    no_day = "NEW.state IN ('ended', 'withdrawn') AND NEW.ends_on IS NULL"
    lost = f"{no_day} AND (OLD.state <> NEW.state OR OLD.ends_on IS NOT NULL)"
    signs = "{}.role <> 'carries_out' AND {}.responsible_from IS NULL"
    absent = "(d.valid_from > a.signed_on OR d.valid_to <= a.signed_on)"
    another_day = (
        f"NEW.signed_on IS NOT NULL AND {signed._changed(('signed_on',))} AND EXISTS "
        f"(SELECT 1 FROM {PARTY} p JOIN {UNIT} d ON d.id = p.district_id WHERE p.agreement_id = NEW.id "
        f"AND {signs.format('p', 'p')} AND {absent.replace('a.', 'NEW.')})"
    )
    another_unit = (
        f"{signs.format('NEW', 'NEW')} AND EXISTS (SELECT 1 FROM {AGREEMENT} a JOIN {UNIT} d "
        f"ON d.id = NEW.district_id WHERE a.id = NEW.agreement_id AND {absent})"
    )
    return [
        Rule("partners_end_new", AGREEMENT, "INSERT", no_day, ENDED),
        Rule("partners_end_day", AGREEMENT, "UPDATE", lost, ENDED),
        Rule("partners_signer_there", AGREEMENT, "UPDATE", another_day, THERE),
        Rule("partners_signer_there_new", PARTY, "INSERT", another_unit, THERE),
    ]


def _mistakes():
    """What else holds of the mark stands in 0034."""
    wrong = "NEW.mistaken_on IS NOT NULL AND NOT NEW.recorded"
    return [
        Rule("partners_mistaken_new", AGREEMENT, "INSERT", wrong, MISTAKEN),
        Rule("partners_mistaken_recorded", AGREEMENT, "UPDATE", wrong, MISTAKEN),
    ]


RULES = [*_children(), *_texts(), *_documents(), *_days(), *_mistakes()]


class Migration(migrations.Migration):
    dependencies = [("partners", "0027_below_the_first")]

    operations = [
        migrations.AlterField(
            model_name="agreementevent",
            name="kind",
            field=models.CharField(choices=KINDS, max_length=10),
        ),
        # Without a default, so that SQLite adds the column and builds nothing anew.
        migrations.AddField(
            model_name="agreement",
            name="mistaken_on",
            field=models.DateField(editable=False, null=True, verbose_name="đánh dấu ghi nhầm ngày"),
        ),
        migrations.RunPython(lift, migrations.RunPython.noop, elidable=False),
        joint_rules.operation(RULES),
    ]
