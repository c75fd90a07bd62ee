"""A round as one archive: everything as it was received, each file with its hash."""

import hashlib
import json
from io import BytesIO

import pdfplumber
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override
from openpyxl import load_workbook

from consultations.domain import archive_tables, opinion_table, pending
from consultations.domain.archive import archive
from consultations.domain.receipts import build_due_receipts
from consultations.domain.withdrawing_entries import withdraw
from tests.consultations import consolidations, letters, rounds
from tests.consultations.big_rounds import big_round
from tests.consultations.rounds import AGREE, BUT, hanoi
from vietnamese.dates import short_date

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


def sheet(content):
    return [[cell for cell in row if cell] for row in load_workbook(BytesIO(content)).active.values]


def text_of(pdf):
    """What stands on the pages, line by line, on one line."""
    with pdfplumber.open(BytesIO(pdf)) as document:
        return " ".join(" ".join(page.extract_text().split()) for page in document.pages)


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
        "bang-y-kien.xlsx",
        "bang-y-kien.pdf",
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


def test_people_read_the_answers_as_a_table():
    packed = dict(archive(ended_round()))

    head, asked, counted, _columns, first, second, silent = sheet(packed["bang-y-kien.xlsx"])
    assert head == ["BẢNG Ý KIẾN THAM GIA VÀO ĐỀ ÁN"]
    assert asked == ["(Theo Công văn số 01/SNgV-NV ngày 02/8/2021 của Sở Ngoại vụ)"]
    assert counted == ["Số đơn vị được lấy ý kiến: 02; số đơn vị đã gửi ý kiến: 01."]
    unit = ["1", "UBND huyện Lục Ngạn"]
    assert first == [
        *unit,
        "Số 01/2021, 09:00 ngày 03/8/2021",
        "Tất cả nội dung",
        "Nhất trí",
        "Bản 1; không tính vào kết quả",
    ]
    said = ["1. Mục tiêu", "Nhất trí kèm góp ý", "Bổ sung Hàn Quốc.", "Bản 2"]
    assert second == [*unit, "Số 02/2021, 09:00 ngày 04/8/2021", *said]
    assert silent[:3] == ["2", "UBND huyện Sơn Động", "Coi như nhất trí"]
    printed = text_of(packed["bang-y-kien.pdf"])
    assert printed.startswith(" ".join((*head, *asked, *counted)))
    # Cells wrap, each in its column.
    assert set(" ".join((*first, *second, *silent)).split()) <= set(printed.split())


def test_a_table_too_long_for_one_pdf_is_a_sheet(monkeypatch):
    monkeypatch.setattr(archive_tables, "MOST", 2)
    packed = dict(archive(ended_round()))
    assert "bang-y-kien.pdf" not in packed
    assert len(sheet(packed["bang-y-kien.xlsx"])) == 7


def completed():
    table = consolidations.completed()
    consolidations.kind_of_submission()
    return table


def test_people_read_the_answers_to_comments_as_their_submission_has_them():
    table = completed()
    packed = dict(archive(table.round))
    rows = sheet(packed["bang-tong-hop-y-kien.xlsx"])
    printed = text_of(packed["bang-tong-hop-y-kien.pdf"])
    enclosed = "(Kèm theo Tờ trình số /TTr-SNgV ngày tháng 8 năm 2021 của Sở Ngoại vụ)"
    assert rows[0] == ["Phụ lục"]
    assert printed.startswith("Phụ lục BẢNG TỔNG HỢP, TIẾP THU, GIẢI TRÌNH Ý KIẾN")
    assert " ".join(rows[2][0].split()) == enclosed
    assert enclosed in printed
    assert set(consolidations.WHY.text.split()) <= set(printed.split())


def test_before_they_are_complete_only_as_data():
    packed = dict(archive(consolidations.begun().round))
    assert not any(name.startswith("bang-tong-hop") for name in packed)
    assert "tiep-thu-giai-trinh.json" in packed


def test_an_office_without_submissions_has_its_archive_nevertheless():
    packed = dict(archive(consolidations.completed().round))
    assert not any(name.startswith("bang-tong-hop") for name in packed)
    assert "manifest.json" in packed


def test_the_same_round_gives_the_same_files_whoever_asks():
    round_ = completed().round
    first = dict(archive(round_))
    with override("en"):
        assert dict(archive(round_)) == first


def test_more_units_are_packed_with_as_many_queries(monkeypatch):
    monkeypatch.setattr(archive_tables, "MOST", 0)
    asked = []
    for units, prefix in ((10, "a"), (40, "b")):
        round_ = big_round(units, 3, prefix=prefix)
        with CaptureQueriesContext(connection) as queries:
            list(archive(round_))
        asked.append(len(queries))
    assert asked[0] == asked[1]


def test_an_answer_by_letter_names_it_and_one_that_waits_is_no_silence():
    round_ = rounds.called(rounds.drafted("Lục Ngạn", "Sơn Động", "Yên Thế"))
    late = hanoi("10/8 09:00")
    letter = letters.waiting(round_, "Lục Ngạn", at=late)
    said = letters.said(letter, (AGREE, ""))
    pending.settle(letter, said, by=rounds.person("officer"), at=late)
    letters.waiting(round_, "Sơn Động", at=late, number=813)

    entered, waiting, owing = list(opinion_table.rows(rounds.fresh(round_)))

    day = letter.document.date
    assert entered[2].splitlines()[1] == f"Công văn số 812/UBND-VX ngày {short_date(day)}"
    assert entered[6] == "Văn bản liên thông; muộn 2 ngày"
    assert [row[4] for row in (waiting, owing)] == [
        "Có văn bản trả lời chờ nhập",
        "Chưa có văn bản trả lời",
    ]


def test_what_came_by_letter_is_told_with_its_numbers_also_when_it_was_withdrawn():
    round_ = rounds.called(rounds.drafted("Lục Ngạn", "Sơn Động"))
    officer, came = rounds.person("officer"), hanoi("04/8 09:00")
    entered = letters.waiting(round_, "Lục Ngạn", at=came)
    pending.settle(entered, letters.said(entered, (AGREE, "")), by=officer, at=came)
    entered.refresh_from_db()
    withdraw(entered, reason="Nhầm văn bản.", by=officer, at=hanoi("05/8 09:00"))
    rejected = letters.waiting(round_, "Sơn Động", at=came, number=813)
    pending.reject(rejected, reason="Không phải trả lời.", by=officer, at=came)

    packed = {name: file for name, file in archive(rounds.fresh(round_)) if ".json" in name}

    numbers = {"arrival": "01/2021", "author": entered.document.author, "number": "812/UBND-VX"}
    numbers |= {"date": entered.document.date.isoformat()}
    said = json.loads(packed[f"{FIRST}/y-kien.json"])
    assert (said["letter"], said["entered_from"]) == (None, numbers)
    assert said["withdrawn_at"] == "2021-08-05T09:00:00+07:00"
    first, second = json.loads(packed["dien-bien.json"])["letters"]
    assert first.items() >= numbers.items()
    assert (first["state"], first["receipt"], first["withdrawn"]["reason"]) == (
        "settled", "01/2021", "Nhầm văn bản."
    )  # fmt: skip
    assert (second["number"], second["state"], second["rejected_because"]) == (
        "813/UBND-VX", "rejected", "Không phải trả lời."
    )  # fmt: skip
