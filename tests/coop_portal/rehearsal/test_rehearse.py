"""`manage.py rehearse`: a story in a portal of its own, with all its parts, and what it leaves."""

import datetime as dt
import hashlib
import json
import os
import subprocess
import sys
from collections import Counter
from email import message_from_bytes
from email.policy import default

import pytest
from django.conf import settings
from openpyxl import load_workbook

from coop_portal.management.commands.rehearse import Command
from coop_portal.rehearsal import story
from dispatches.exchange.reading import read
from tests.dispatches.paper import words

DEEMED = (
    "Không có ý kiến phản hồi, coi như nhất trí theo công văn; "
    "máy chủ thư đã nhận công văn lúc 08:00 ngày 02/8/2021."
)
REFUSED = "Công văn không đến đơn vị: máy chủ thư từ chối địa chỉ vanthu.yendung@bacgiang.example."
NINTH, TWELFTH = "2021-08-09T00:00:00+07:00", "2021-08-12T00:00:00+07:00"


def rehearse(folder, *arguments):
    """Run the command as a person would; return its status, its table and its complaints."""
    done = subprocess.run(
        [sys.executable, "manage.py", "rehearse", "--out", str(folder / "out"), *arguments],
        check=False,
        cwd=settings.BASE_DIR,
        env={"PATH": os.environ["PATH"], "VAR_DIR": str(folder / "var")},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=600,
    )
    return done.returncode, done.stdout.splitlines(), done.stderr


AGREED, COMMENTED = "nhất trí", "nhất trí kèm góp ý"
OUTCOMES = {
    "Bắc Giang": (COMMENTED, "03/8/2021", "03/2021", "2021-08-03T10:05"),
    "Hiệp Hòa": (AGREED, "02/8/2021", "01/2021", "2021-08-02T14:30"),
    "Lạng Giang": (COMMENTED, "10/8/2021", "08/2021, muộn 2 ngày", "2021-08-10T14:10"),
    "Lục Nam": (COMMENTED, "06/8/2021", "07/2021", "2021-08-06T16:30"),
    "Lục Ngạn": (COMMENTED, "04/8/2021", "05/2021", "2021-08-04T15:20"),
    "Sơn Động": ("coi như nhất trí", DEEMED),
    "Tân Yên": (AGREED, "03/8/2021", "02/2021", "2021-08-03T08:11"),
    "Việt Yên": (COMMENTED, "11/8/2021", "09/2021", "2021-08-11T09:30"),
    "Yên Dũng": ("không có văn bản trả lời", REFUSED),
    "Yên Thế": (COMMENTED, "05/8/2021", "06/2021", "2021-08-05T16:00"),
}
RECEIPTS = (
    *("bac-giang-1", "hiep-hoa-1", "lang-giang-1", "luc-nam-1", "luc-ngan-1", "luc-ngan-2"),
    *("tan-yen-1", "viet-yen-1", "yen-the-1"),
)


# Of each answer: which content, who made the comments, what is done with them.
ANSWERS = [
    (1, ["huyện Lục Nam"], "Giải trình"),
    (2, ["thành phố Bắc Giang"], "Tiếp thu"),
    (2, ["huyện Lục Ngạn"], "Tiếp thu"),
    (2, ["huyện Việt Yên"], "Tiếp thu một phần"),
    (3, ["thành phố Bắc Giang", "huyện Lục Ngạn"], "Tiếp thu"),
    (3, ["huyện Lạng Giang", "huyện Yên Thế"], "Giải trình"),
    (3, ["huyện Lục Nam"], "Ghi nhận"),
]


CALL, REPLY = "170-SNgV-NV.chua-ky.edxml", "vi-du-tra-loi-yen-dung.chua-ky.edxml"
CONSOLIDATION = ("to-trinh-kem-bang", "thong-bao-ket-qua", "lan-3-du-thao")
GAROK = (
    *("to-trinh", "cong-ham", "cong-ham-en", "cong-ham-ko"),
    *("thu-de-xuat", "gioi-thieu", "dau-moi"),
)
EXCHANGE = (CALL, REPLY, "import.json")
YEARS, REPORT_FORMS = ("2023", "2024", "2025-den-30-6"), ("pdf", "docx", "xlsx")
REGISTERS = (
    *("cong-van-di-2021", "van-ban-co-ten-loai-2023", "cong-ham-2023"),
    *("van-ban-den-2023", "giai-quyet-2023"),
)


@pytest.fixture(scope="module")
def retold(tmp_path_factory):
    """The story of the description in a file of its own, with one answer a day later."""
    path = tmp_path_factory.mktemp("story") / "story.json"
    text = story.DEFAULT.read_text("utf-8")
    assert text.count("2021-08-09T14:10") == 1
    path.write_text(text.replace("2021-08-09T14:10", "2021-08-10T14:10"), "utf-8")
    return path


@pytest.fixture(scope="module")
def played(tmp_path_factory, retold):
    """Play it once: where the results are, and the lines of the table."""
    folder = tmp_path_factory.mktemp("rehearsal")
    status, table, complaints = rehearse(folder, "--story", str(retold))
    assert status == 0, complaints
    return folder / "out", table


def row(unit, outcome, reason, number=None, answered_at=None):
    if number:
        reason = f"Đã trả lời ngày {reason}, số tiếp nhận {number}."
    return {
        "unit": unit,
        "outcome": outcome,
        "reason": reason,
        "answered_at": answered_at and f"{answered_at}:00+07:00",
        "late": unit == "Lạng Giang",
        "deadline": TWELFTH if unit == "Việt Yên" else NINTH,
    }


def test_each_units_outcome_and_why(played):
    out, table = played
    rows = json.loads((out / "outcome.json").read_text("utf-8"))

    assert rows == [row(unit, *told) for unit, told in OUTCOMES.items()]
    assert [line.split("  ")[0] for line in table] == list(OUTCOMES)
    assert " ".join(table[4].split()) == (
        "Lục Ngạn nhất trí kèm góp ý 2021-08-04 15:20 "
        "Đã trả lời ngày 04/8/2021, số tiếp nhận 05/2021."
    )


def message_of(mail):
    return message_from_bytes(mail.read_bytes(), policy=default)


def subject_of(mail):
    return str(message_of(mail)["Subject"])


def test_letters_receipts_and_mails_are_left_each_with_its_hash(played):
    out, _table = played
    files = {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()}

    assert {name for name in files if not name.startswith("mails/")} == {
        "dispatches/round-2-draft.pdf",
        "dispatches/round-2-issued.pdf",
        *(f"receipts/{name}.pdf" for name in RECEIPTS),
        *(f"garok/{name}.{form}" for name in GAROK for form in ("pdf", "docx")),
        "garok/ho-so.zip",
        *(f"exchange/{name}" for name in EXCHANGE),
        "consolidation/bang-tiep-thu-giai-trinh.xlsx",
        *(f"consolidation/{name}.{form}" for name in CONSOLIDATION for form in ("pdf", "docx")),
        "reports/sap-xep-don-vi.md",
        "reports/thoa-thuan-vi-du.xlsx",
        *(f"reports/bao-cao-nam-{year}.{form}" for year in YEARS for form in REPORT_FORMS),
        "reports/bao-cao-nam-2025.xlsx",
        *(f"registers/{name}.{form}" for name in REGISTERS for form in ("pdf", "xlsx")),
        "outcome.json",
        "manifest.json",
    }
    # Nine of ten calls, ten personal links, nine receipts, the extension, the reminders, a draft
    # handed in, six units told of the answers to their comments; and what is due day by day.
    subjects = [subject_of(out / name) for name in files if name.startswith("mails/")]
    digests = [subject for subject in subjects if subject.startswith("Nhắc việc:")]
    assert (len(subjects) - len(digests), bool(digests)) == (55, True)
    assert json.loads((out / "manifest.json").read_text("utf-8")) == {
        name: hashlib.sha256((out / name).read_bytes()).hexdigest()
        for name in files - {"manifest.json"}
    }


def test_the_table_answers_comments_in_every_way_and_alike_ones_together(played):
    out, _table = played
    book = load_workbook(out / "consolidation" / "bang-tiep-thu-giai-trinh.xlsx")
    found = {}
    for row in book.active.iter_rows(min_row=2, values_only=True):
        _key, ordinal, _content, unit, _position, _comment, decision, answer = row
        found.setdefault((ordinal, decision, answer), []).append(unit.removeprefix("UBND "))

    answers = [(ordinal, units, decision) for (ordinal, decision, _a), units in found.items()]
    assert sorted(answers) == sorted(ANSWERS)
    assert Counter(decision for _ordinal, units, decision in answers for _unit in units) == {
        "Tiếp thu": 4, "Tiếp thu một phần": 1, "Giải trình": 3, "Ghi nhận": 1
    }  # fmt: skip
    printed = " ".join(words((out / "consolidation" / "to-trinh-kem-bang.pdf").read_bytes()))
    assert "số cơ quan có văn bản trả lời: 08; tổng số ý kiến góp ý nhận được: 09." in printed


def test_the_colleague_was_told_of_the_comments_to_answer(played):
    out, _table = played
    mails = [message_of(path) for path in sorted((out / "mails").iterdir())]
    first = next(mail for mail in mails if "phoihop@" in str(mail["To"]))
    assert (
        "13/8/2021: Đề án hợp tác cấp địa phương (lần 2): còn 02 góp ý chưa trả lời"
    ) in first.get_body(("plain",)).get_content()


def test_the_call_left_as_a_message_and_an_example_of_a_reply_came_in(played):
    out, _table = played
    call, reply = (read((out / "exchange" / name).read_bytes()) for name in (CALL, REPLY))

    assert (call.due_date, call.content) == (
        dt.date(2021, 8, 8),
        "Thời hạn trả lời: trước ngày 09/8/2021.",
    )
    assert len(call.receivers) == 10
    assert call.attachments[0].content == (out / "dispatches/round-2-issued.pdf").read_bytes()
    assert [one.code for one in reply.response_for] == [str(call.code)]
    assert reply.subject.startswith("(ví dụ) ")
    assert "nhất trí với nội dung lấy ý kiến (ví dụ)./." in " ".join(
        words(reply.attachments[0].content, "-raw")
    )
    assert json.loads((out / "exchange" / "import.json").read_text("utf-8")) == {
        "arrival_number": "02/2021",
        "author": "UBND huyện Yên Dũng",
        "full_number": "01/UBND-VD",
        "subject": reply.subject,
        "answers": "170/SNgV-NV",
        "waits_as_answer_of": "huyện Yên Dũng",
        "state": "Chờ nhập",
    }


def test_the_submission_and_the_note_left_numbered(played):
    out, _table = played
    submission, note, korean = (
        " ".join(words((out / "garok" / f"{name}.pdf").read_bytes()))
        for name in ("to-trinh", "cong-ham", "cong-ham-ko")
    )

    assert "Số: 01/TTr-SNgV" in submission
    assert "Công văn số 347/CNV-ĐP ngày 14/7/2023" in submission
    assert "ỦY BAN NHÂN DÂN TỈNH BẮC GIANG Số: 02/CH-UBND" in note
    assert "번호: 02/CH-UBND" in korean
    assert "[[" not in submission + note + korean


def test_without_a_file_the_story_of_the_description_is_played():
    asked = Command().create_parser("manage.py", "rehearse").parse_args(["--out", "out"])

    assert asked.story == story.DEFAULT


def test_a_folder_that_is_not_empty_is_left_alone(tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "letter.txt").write_text("of another rehearsal", "utf-8")

    status, table, complaints = rehearse(tmp_path)

    assert (status, table) == (1, [])
    assert "is not empty. Name a new folder with --out." in complaints
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["letter.txt"]
