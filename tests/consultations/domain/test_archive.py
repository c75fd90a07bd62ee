"""A round as one archive: everything as it was received, each file with its hash."""

import hashlib
import json

import pytest

from consultations.domain.archive import archive
from consultations.domain.receipts import build_due_receipts
from tests.consultations import consolidations, rounds
from tests.consultations.rounds import AGREE, BUT, hanoi

pytestmark = pytest.mark.django_db
FIRST, SECOND = (f"y-kien/0001-huyen-luc-ngan/ban-{n}" for n in (1, 2))


def ended_round():
    """One of two units answered, and then once more."""
    round_ = rounds.called(rounds.drafted("Lục Ngạn", "Sơn Động"))
    unit = rounds.consultee(round_, "Lục Ngạn")
    rounds.answer(unit, (AGREE, ""), at=hanoi("03/8 09:00"))
    rounds.answer(unit, (BUT, "Bổ sung Hàn Quốc."), at=hanoi("04/8 09:00"))
    build_due_receipts(hanoi("04/8 09:01"))
    rounds.end(round_, at=hanoi("10/8 09:00"))
    return rounds.fresh(round_)


def assert_answer(said):
    assert (said["receipt"], said["received_at"]) == ("02/2021", "2021-08-04T09:00:00+07:00")
    assert said["opinions"] == [
        {"content": 1, "position": "agree_with_comments", "text": "Bổ sung Hàn Quốc."}
    ]


def assert_course(course):
    assert [(term["unit"], term["deadline"]) for term in course["terms"]] == [
        (None, "trước ngày 09/8/2021")
    ]
    calls = [mail for mail in course["mails"] if mail["kind"] == "call"]
    assert [(mail["unit"], mail["state"], bool(mail["accepted_at"])) for mail in calls] == [
        ("huyện Lục Ngạn", "sent", True),
        ("huyện Sơn Động", "sent", True),
    ]
    assert (course["contacts"], course["reopenings"]) == ([], [])
    assert course["closed_at"] == "2021-08-10T09:00:00+07:00"


def assert_outcomes(outcomes):
    leader = str(rounds.person("leader"))
    assert [
        (unit["unit"], unit["outcome"], unit["confirmed_by"]) for unit in outcomes["units"]
    ] == [
        ("UBND huyện Lục Ngạn", "nhất trí kèm góp ý", None),
        ("UBND huyện Sơn Động", "coi như nhất trí", leader),
    ]


def test_the_archive_has_letter_answers_and_outcomes_and_names_their_hashes():
    packed = dict(archive(ended_round()))

    assert list(packed) == [
        "cong-van/01-SNgV-NV.pdf",
        f"{FIRST}/y-kien.json",
        f"{FIRST}/phieu-tiep-nhan.pdf",
        f"{SECOND}/y-kien.json",
        f"{SECOND}/phieu-tiep-nhan.pdf",
        "dien-bien.json",
        "ket-qua.json",
        "manifest.json",
    ]
    assert_answer(json.loads(packed[f"{SECOND}/y-kien.json"]))
    assert_course(json.loads(packed["dien-bien.json"]))
    assert_outcomes(json.loads(packed["ket-qua.json"]))
    hashes = json.loads(packed.pop("manifest.json"))
    assert hashes == {name: hashlib.sha256(file).hexdigest() for name, file in packed.items()}


def test_the_archive_has_the_answers_to_the_comments():
    round_ = ended_round()
    table = consolidations.begun_on(round_)
    consolidations.decide(table, *table.dispositions.all(), ruling=consolidations.WHY)

    packed = dict(archive(round_))

    assert json.loads(packed["tiep-thu-giai-trinh.json"]) == {
        "completed_at": None,
        "published_at": None,
        "comments": [
            {
                "content": 1,
                "unit": "UBND huyện Lục Ngạn",
                "comment": "Bổ sung Hàn Quốc.",
                "decision": "explained",
                "answer": consolidations.WHY.text,
                "decided_by": str(rounds.person("officer")),
                "decided_at": "2021-08-10T09:00:00+07:00",
            }
        ],
    }
