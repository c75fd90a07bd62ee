"""`manage.py rehearse`: a story in a portal of its own, with all its parts, and what it leaves."""

import hashlib
import json
import os
import subprocess
import sys

from django.conf import settings

SHORT = {
    "refuse_mail": ["Yên Dũng"],
    "events": [
        {
            "at": "2021-08-03T16:42:00+07:00",
            "do": "answer",
            "unit": "Lục Ngạn",
            "positions": {"1": "nhất trí", "2": "nhất trí kèm góp ý", "3": "nhất trí"},
            "comments": {"2": "Đề nghị bổ sung Hàn Quốc."},
        },
        {"at": "2021-08-05T09:00:00+07:00", "do": "open", "unit": "Việt Yên"},
        {
            "at": "2021-08-06T10:00:00+07:00",
            "do": "extend",
            "unit": "Việt Yên",
            "before": "2021-08-10",
            "reason": "Đơn vị đang phòng, chống dịch.",
        },
        {"at": "2021-08-09T08:00:00+07:00", "do": "answer", "unit": "Tân Yên"},
    ],
}
SILENT = "Không có ý kiến phản hồi, coi như nhất trí theo công văn; "
DEEMED = f"{SILENT}máy chủ thư đã nhận công văn lúc 08:00 ngày 02/8/2021."
REFUSED = (
    "Công văn không đến đơn vị: máy chủ thư từ chối "
    "(550 5.1.1 No such mailbox: vanthu.yendung@bacgiang.example)."
)
NINTH, TENTH = "2021-08-09T00:00:00+07:00", "2021-08-10T00:00:00+07:00"


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
        timeout=300,
    )
    return done.returncode, done.stdout.splitlines(), done.stderr


def row(unit, outcome, reason, *, answered_at=None, late=False, deadline=NINTH):
    return {
        "unit": unit,
        "outcome": outcome,
        "reason": reason,
        "answered_at": answered_at,
        "late": late,
        "deadline": deadline,
    }


def outcomes(out):
    return {row["unit"]: row for row in json.loads((out / "outcome.json").read_text("utf-8"))}


def test_a_story_from_a_file(tmp_path):
    story = tmp_path / "story.json"
    story.write_text(json.dumps(SHORT), "utf-8")

    status, table, complaints = rehearse(tmp_path, "--story", str(story))

    assert status == 0, complaints
    out = tmp_path / "out"
    assert json.loads((out / "outcome.json").read_text("utf-8")) == [
        row("Bắc Giang", "coi như nhất trí", DEEMED),
        row("Hiệp Hòa", "coi như nhất trí", DEEMED),
        row("Lạng Giang", "coi như nhất trí", DEEMED),
        row("Lục Nam", "coi như nhất trí", DEEMED),
        row(
            "Lục Ngạn",
            "nhất trí kèm góp ý",
            "Đã trả lời ngày 03/8/2021, số tiếp nhận 01/2021.",
            answered_at="2021-08-03T16:42:00+07:00",
        ),
        row("Sơn Động", "coi như nhất trí", DEEMED),
        row(
            "Tân Yên",
            "nhất trí",
            "Đã trả lời ngày 09/8/2021, số tiếp nhận 02/2021, muộn 1 ngày.",
            answered_at="2021-08-09T08:00:00+07:00",
            late=True,
        ),
        row(
            "Việt Yên",
            "coi như nhất trí",
            f"{SILENT}đã mở công văn trên cổng lúc 09:00 ngày 05/8/2021.",
            deadline=TENTH,
        ),
        row("Yên Dũng", "không có văn bản trả lời", REFUSED),
        row("Yên Thế", "coi như nhất trí", DEEMED),
    ]
    assert [line.split("  ")[0] for line in table] == list(outcomes(out))
    assert " ".join(table[4].split()) == (
        "Lục Ngạn nhất trí kèm góp ý 2021-08-03 16:42 "
        "Đã trả lời ngày 03/8/2021, số tiếp nhận 01/2021."
    )
    files = {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()}
    assert {name for name in files if not name.startswith("mails/")} == {
        "dispatches/round-2-draft.pdf",
        "dispatches/round-2-issued.pdf",
        "receipts/luc-ngan-1.pdf",
        "receipts/tan-yen-1.pdf",
        "outcome.json",
        "manifest.json",
    }
    manifest = json.loads((out / "manifest.json").read_text("utf-8"))
    assert manifest == {
        name: hashlib.sha256((out / name).read_bytes()).hexdigest()
        for name in files - {"manifest.json"}
    }


def test_the_story_of_the_description(tmp_path):
    status, _table, complaints = rehearse(tmp_path)

    assert status == 0, complaints
    found = outcomes(tmp_path / "out")
    assert found["Sơn Động"] == row("Sơn Động", "coi như nhất trí", DEEMED)
    assert found["Yên Dũng"] == row("Yên Dũng", "không có văn bản trả lời", REFUSED)
    assert found["Lục Ngạn"]["reason"] == "Đã trả lời ngày 04/8/2021, số tiếp nhận 05/2021."
    assert sorted(path.name for path in (tmp_path / "out" / "receipts").glob("luc-ngan-*")) == [
        "luc-ngan-1.pdf",
        "luc-ngan-2.pdf",
    ]
    assert [unit for unit, row in found.items() if row["late"]] == ["Lạng Giang"]
    assert [unit for unit, row in found.items() if row["deadline"] != NINTH] == ["Việt Yên"]


def test_a_folder_that_is_not_empty_is_left_alone(tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "letter.txt").write_text("of another rehearsal", "utf-8")

    status, table, complaints = rehearse(tmp_path)

    assert (status, table) == (1, [])
    assert "is not empty. Name a new folder with --out." in complaints
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["letter.txt"]
