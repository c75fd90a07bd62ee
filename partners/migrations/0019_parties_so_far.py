"""Parties so far: who signs first, who beside, who succeeds whom; names become links where known.

The text of a party never changes. One that names a unit or a partner of the registers, and only
one, is linked to it; every other stays as it was written.
"""

from collections import defaultdict

from django.db import migrations

from vietnamese.text import fold

WORDS = {
    "city": "thành phố",
    "town": "thị xã",
    "district": "huyện",
    "ward": "phường",
    "commune": "xã",
}


def sort_out(apps, schema_editor):
    party = apps.get_model("partners", "AgreementParty")
    partners, units = _partners(apps), _units(apps)
    rows = defaultdict(list)
    for row in party.objects.select_related("agreement").order_by("agreement", "side", "pk"):
        rows[row.agreement_id, row.side].append(row)
    for (_agreement, side), those in rows.items():
        for row in those:
            row.folded_name = fold(row.printed_name)
            row.role = "cosigns"
        _link(those, "partner_id" if side == "theirs" else "district_id",
              partners if side == "theirs" else units)
        _sign_first(those, side)
        _succeed(those)
    party.objects.bulk_update(
        [row for those in rows.values() for row in those],
        ["folded_name", "role", "partner", "district", "succeeds"],
        batch_size=500,
    )


def _partners(apps):
    found = defaultdict(set)
    for pk, name in apps.get_model("partners", "Partner").objects.filter(
        merged_into=None
    ).values_list("pk", "name"):
        found[fold(name)].add(pk)
    for pk, text in apps.get_model("partners", "PartnerName").objects.values_list(
        "partner", "text"
    ):
        found[fold(text)].add(pk)
    return found


def _units(apps):
    found = defaultdict(set)
    for pk, kind, name in apps.get_model("districts", "District").objects.values_list(
        "pk", "kind", "name"
    ):
        if kind in WORDS:
            found[fold(f"UBND {WORDS[kind]} {name}")].add(pk)
    return found


def _link(those, column, known):
    """Each unit or partner once: a second row of it keeps its name only."""
    there = set()
    for row in those:
        key = getattr(row, column)
        if key is None:
            meant = known.get(row.folded_name, ())
            key = next(iter(meant)) if len(meant) == 1 else None
        if row.responsible_from is None and key in there:
            key = None
        elif row.responsible_from is None and key:
            there.add(key)
        setattr(row, column, key)


def _sign_first(those, side):
    own = [row for row in those if row.responsible_from is None]
    column = "partner_id" if side == "theirs" else "district_id"
    main = [row for row in own if getattr(row, column) == getattr(row.agreement, column)]
    for row in (main or own)[:1]:
        row.role = "signs"


def _succeed(those):
    """So far only who answers for the agreement was handed on, in the order of entry."""
    before = next((row for row in those if row.role == "signs"), None)
    for row in those:
        if row.responsible_from is not None:
            row.role = "signs"
            if row.side == "ours":
                row.succeeds = before
            before = row


class Migration(migrations.Migration):
    dependencies = [
        ("partners", "0018_party_roles"),
        ("districts", "0016_duties_over_time"),
    ]

    operations = [migrations.RunPython(sort_out, migrations.RunPython.noop)]
