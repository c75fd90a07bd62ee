"""Rules over several tables: each stands in the database, also after SQLite built tables anew."""

from importlib import import_module

import pytest
from django.db import connection

from accounts import joint_rules

pytestmark = pytest.mark.django_db
NAMES = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
}
WANTED = {
    rule.name
    for app, migration in (
        ("districts", "0013_succession_stays"),
        ("districts", "0017_duties_of_local_units"),
        ("districts", "0018_one_name_at_a_time"),
        ("districts", "0021_reports_taken_back"),
        ("dispatches", "0038_agencies_paper_files"),
        ("dispatches", "0041_discarded_drafts"),
        ("partners", "0016_what_was_signed_stays"),
        ("partners", "0020_parties_hold"),
        ("partners", "0028_agreements_hold_more"),
        ("partners", "0030_own_word"),
        ("partners", "0033_place_in_its_country"),
        ("partners", "0034_marks_taken_back"),
        ("consultations", "0018_what_follows_closing"),
        ("consultations", "0019_comments_of_closed_rounds"),
        ("consultations", "0024_terms_from_receipt"),
        ("consultations", "0025_discarded_rounds"),
        ("consultations", "0027_withdrawn_entries"),
        ("consultations", "0029_corrected_receipts"),
    )
    for rule in import_module(f"{app}.migrations.{migration}").RULES
}


def standing() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(NAMES[connection.vendor])
        return {name for (name,) in cursor.fetchall()}


def test_every_rule_stands():
    assert len(WANTED) == 75
    assert standing() >= WANTED


def test_rules_are_lifted_on_sqlite_only_and_held_again():
    joint_rules.lift(using="default")
    left = standing() & WANTED
    joint_rules.hold(using="default")

    assert left == (set() if connection.vendor == "sqlite" else WANTED)
    assert standing() >= WANTED
