"""The two documents of the department against every rule, with the data of the province loaded.

Together they have one slip: the call says «Đề án Đề án». The submission of 7/2023 has none that a
rule is about: it repeats no words, lists no units, names partners and numbers as the registers
have them, writes its one date rightly, and its addressee and distribution list fit.
"""

import datetime as dt
from dataclasses import replace

import pytest

from deadlines.value import HANOI
from dispatches.domain import checking, dossiers, incoming
from dispatches.domain.filling_in import filled
from dispatches.letter import Letter
from dispatches.lint import RULES
from dispatches.models import Checklist
from tests.consultations import rounds
from tests.dispatches.factories import clerk, entry, officer
from tests.factories import AT

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2023, 7, 17, 8, tzinfo=HANOI)
DAY = NOW.date()
NUMBER = "347/CNV-ĐP"


@pytest.fixture
def call():
    return Letter.from_json(rounds.loaded().dispatch.letter)


@pytest.fixture
def submission(call):
    checklist = Checklist.objects.get(code="garok")
    origin = incoming.receive(entry(full_number=NUMBER), by=clerk(), at=NOW)
    dossier = dossiers.open_dossier(
        title="Kết nối", origin=origin, checklist=checklist, by=officer(), at=NOW
    )
    dossiers.draft_pack(dossier, by=officer(), at=NOW)
    return filled(dossier.documents.get(template__code="garok-to-trinh").dispatch)


def test_both_documents_together_have_exactly_one_finding(call, submission):
    found = [
        (one.where, one.quote)
        for letter, day in ((call, AT.date()), (submission, DAY))
        for one in checking.findings(letter, on=day)
    ]

    assert found == [("đoạn 1", "Đề án Đề án")]


def test_each_rule_by_itself_on_each_document(call, submission):
    found = {
        rule.__name__: [
            len(list(rule(letter, checking.facts(on=day))))
            for letter, day in ((call, AT.date()), (submission, DAY))
        ]
        for rule in RULES
    }

    assert found == {
        "treaty_names": [0, 0],
        "parties": [0, 0],
        "repeated_words": [1, 0],
        "dates": [0, 0],
        "partitions": [0, 0],
        "wrong_kinds": [0, 0],
        "misspelt_names": [0, 0],
        "unregistered_numbers": [0, 0],
        "unprintable_signs": [0, 0],
    }


def test_the_number_that_the_submission_cites_is_known_only_by_its_registration(submission):
    """The control: the rules do read the submission."""
    known = checking.facts(on=DAY)
    unknown = replace(known, numbers=known.numbers - {NUMBER})

    quotes = [one.quote for rule in RULES for one in rule(submission, unknown)]

    assert quotes == [NUMBER]
