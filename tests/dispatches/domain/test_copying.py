"""Copies are made part by part: each once, whatever happens to the workers."""

import zipfile
from datetime import timedelta
from functools import partial
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from django.conf import settings as portal

from accounts.models import AuditEvent
from dispatches.addressees import Addressee
from dispatches.domain import copies, copy_files, copying, files, packing, runs
from dispatches.errors import FileDamaged
from dispatches.layout import letter_html
from dispatches.letter import Letter
from dispatches.models import LetterRun, StoredFile
from dispatches.pdf import render_pdf
from dispatches.pdf_assets import FONTS, Font
from dispatches.tasks import make_copies
from tests.dispatches.factories import AT, clerk, issued
from tests.dispatches.paper import words
from tests.racing import at_once

pytestmark = pytest.mark.django_db
WRAPPING = "Ban Chỉ đạo thực hiện Đề án hợp tác quốc tế cấp địa phương các huyện, thành phố"
NAMES = ["UBND huyện Lục Ngạn", WRAPPING, "Sở Y tế", "Hiệp hội 시도지사", "UBND huyện Yên Thế"]
WALL = AT
LATER = WALL + copying.LEASE + timedelta(seconds=1)


def begun(names=NAMES) -> LetterRun:
    return runs.start(issued(number=214), [Addressee(name) for name in names], by=clerk(), at=AT)


def worked_off(run, wall=WALL) -> LetterRun:
    while claimed := copying.claim(run.pk, wall=wall):
        copying.go_on(claimed, at=AT)
    run.refresh_from_db()
    return run


def letter_of(run, name) -> Letter:
    return copies.letter_to(Letter.from_json(run.dispatch.letter), name)


def test_each_copy_is_the_letter_to_its_addressee():
    run = worked_off(begun())

    assert runs.tally(run) == runs.Tally(made=5, failed=0, waiting=0)
    assert [bool(copy.line) for copy in run.copies.all()] == [True, False, True, False, True]
    for copy, pdf in copy_files.read_all(run):
        assert words(pdf) == words(render_pdf(letter_html(letter_of(run, copy.addressee))))
        assert (copy_files.read(copy), copy.size) == (pdf, len(pdf))
    assert run.finished_at == AT
    trace = AuditEvent.objects.get(action="dispatch.copies_made")
    assert (trace.actor_name, trace.data) == ("Hệ thống", {"count": 5, "failed": 0})


def test_what_copies_share_is_stored_once():
    run = worked_off(begun([f"UBND xã {n}" for n in range(50)]))

    assert len({copy.file_id for copy in run.copies.all()}) == 1
    assert StoredFile.objects.count() == 2  # and all bound in one


def test_a_zip_has_every_copy_under_its_place_and_name():
    run = worked_off(begun())
    pieces = list(packing.pack(run))

    assert len(pieces) == 6
    with zipfile.ZipFile(BytesIO(b"".join(pieces))) as package:
        assert package.testzip() is None
        assert package.namelist() == [
            "0001-ubnd-huyen-luc-ngan.pdf",
            "0002-ban-chi-dao-thuc-hien-de-an-hop-tac-quoc-te-cap-dia-phuong-cac-huyen-thanh-pho.pdf",
            "0003-so-y-te.pdf",
            "0004-hiep-hoi.pdf",
            "0005-ubnd-huyen-yen-the.pdf",
        ]
        assert package.read("0003-so-y-te.pdf") == copy_files.read(run.copies.get(ordinal=3))
    assert list(packing.pack(run)) == pieces


def test_the_bound_pdf_has_all_pages_in_order_and_what_they_share_once():
    run = worked_off(begun())
    bound = files.read(run.bound)

    text = " ".join(words(bound))
    places = [text.index(f"Kính gửi: {' '.join(name.split())}.") for name in NAMES]
    assert places == sorted(places)
    with pikepdf.open(BytesIO(bound)) as book:
        assert len(book.pages) == 3 * len(NAMES)
        fonts = {font.objgen for page in book.pages for font in page.Resources.Font.values()}
        drawings = {page.Contents.objgen for page in book.pages[4 : 3 * 5 : 12]}
    assert len(fonts) == 4 + 4 + 5  # of the blank, of the wrapped one, of the one with Hangul
    assert len(drawings) == 1  # the second page of the first and of the last copy
    single = max(copy.size for copy in run.copies.all())
    assert len(bound) < 4 * single


def test_a_run_of_parts_goes_on_where_it_was(monkeypatch):
    monkeypatch.setattr(copying, "PART", 2)
    run = begun()
    left = []
    while claimed := copying.claim(run.pk, wall=WALL):
        copying.go_on(claimed, at=AT)
        left.append(runs.tally(run).waiting)

    assert left == [3, 1, 0, 0]


def test_letters_rendered_one_by_one_come_some_at_a_time(monkeypatch):
    monkeypatch.setattr(copies, "WHOLE_LIMIT", 1)
    run = begun()
    copying.go_on(copying.claim(run.pk, wall=WALL), at=AT)

    waiting = run.copies.filter(state="waiting")
    assert [copy.addressee for copy in waiting] == ["Hiệp hội 시도지사"]


def test_one_addressee_alone_can_fail(monkeypatch):
    run = begun(["Sở Y tế", "Sở " + "x" * 3, WRAPPING])
    with monkeypatch.context() as broken:
        broken.setattr(copies, "lay_out_copies", fails)
        broken.setattr(copies, "render_pdf", lambda page: fails() if "xxx" in page else b"%PDF-")
        claimed = copying.claim(run.pk, wall=WALL)
        copying.go_on(claimed, at=AT)

    assert list(run.copies.values_list("state", "problem")) == [
        ("made", ""),
        ("failed", "Không tạo được PDF"),
        ("made", ""),
    ]


def fails(*arguments):
    raise copies.RenderError("Không tạo được PDF")


def test_what_failed_is_made_at_the_second_time(monkeypatch):
    run = begun()
    with monkeypatch.context() as broken:
        broken.setitem(FONTS, "serif", Font(Path("/fonts/a.ttf"), "Dispatch Serif"))
        worked_off(run)
    assert runs.tally(run) == runs.Tally(made=0, failed=5, waiting=0)
    assert "máy chủ thiếu phông chữ" in run.copies.first().problem
    assert (run.bound, run.finished_at) == (None, AT)

    runs.retry(run, by=clerk(), at=AT)
    worked_off(run)
    assert runs.tally(run) == runs.Tally(made=5, failed=0, waiting=0)
    assert run.bound is not None


def test_the_task_finishes_all_runs_and_finds_nothing_more_to_do():
    first, second = begun(), runs.start(issued(), [Addressee("A")], by=clerk(), at=AT)
    make_copies()
    first.refresh_from_db(), second.refresh_from_db()
    assert first.finished_at
    assert second.finished_at

    make_copies()
    assert AuditEvent.objects.filter(action="dispatch.copies_made").count() == 2


def test_a_task_that_has_had_its_turn_leaves_the_rest(monkeypatch):
    monkeypatch.setattr("dispatches.tasks.TURN", timedelta(0))
    run = begun()
    make_copies()

    assert runs.tally(run).made == 5
    assert LetterRun.objects.get().finished_at is None


def test_a_worker_that_comes_back_too_late_writes_nothing(caplog):
    run = begun()
    late = copying.claim(run.pk, wall=WALL)
    assert copying.claim(run.pk, wall=WALL + copying.LEASE) is None
    quick = copying.claim(run.pk, wall=LATER)

    copying.go_on(late, at=AT)
    assert runs.tally(run).waiting == 5
    assert "outlasted its lease" in caplog.text
    copying.go_on(quick, at=AT)
    copying.go_on(late, at=AT)
    assert runs.tally(run).made == 5


def test_without_the_lease_each_row_still_says_that_it_is_made(monkeypatch):
    monkeypatch.setattr(copying, "_let_go", lambda *_, **__: True)
    run = begun()
    late, quick = copying.claim(run.pk, wall=WALL), copying.claim(run.pk, wall=LATER)
    waiting = list(run.copies.all())
    copying.go_on(quick, at=AT)

    copying._write_down(late, [copies.failed(copy, "x") for copy in waiting])
    assert runs.tally(run) == runs.Tally(made=5, failed=0, waiting=0)


def test_a_part_at_which_workers_die_fails_and_the_rest_goes_on(monkeypatch):
    monkeypatch.setattr(copying, "PART", 2)
    run = begun()
    walls = [WALL + n * 2 * copying.LEASE for n in range(copying.MAX_ATTEMPTS + 1)]
    claims = [copying.claim(run.pk, wall=wall) for wall in walls]
    copying.go_on(claims[-1], at=AT)

    assert runs.tally(run) == runs.Tally(made=0, failed=2, waiting=3)
    assert "dừng giữa chừng nhiều lần" in run.copies.first().problem
    worked_off(run)
    assert runs.tally(run) == runs.Tally(made=3, failed=2, waiting=0)


def test_copies_that_cannot_be_bound_are_finished_all_the_same(monkeypatch):
    run = begun()
    copying.go_on(copying.claim(run.pk, wall=WALL), at=AT)
    Path(portal.MEDIA_ROOT, run.copies.first().file.path).write_bytes(b"%PDF-1.7 other")
    walls = [WALL + n * 2 * copying.LEASE for n in range(copying.MAX_ATTEMPTS)]
    for wall in walls:
        with pytest.raises(FileDamaged):
            copying.go_on(copying.claim(run.pk, wall=wall), at=AT)
    copying.go_on(copying.claim(run.pk, wall=walls[-1] + 2 * copying.LEASE), at=AT)

    run.refresh_from_db()
    assert (run.finished_at, run.bound) == (AT, None)


@pytest.mark.parametrize("changes", [{"line": "1 0 0 -1 0 0 Tm"}, {"sha256": "0" * 64}])
def test_a_copy_that_is_not_what_was_made_is_not_given(changes):
    copy = worked_off(begun()).copies.first()
    for name, value in changes.items():
        setattr(copy, name, value)
    with pytest.raises(FileDamaged, match="không đúng với bản đã tạo"):
        copy_files.read(copy)


@pytest.mark.django_db(transaction=True)
def test_of_many_workers_one_gets_the_run():
    run = begun()
    claims = at_once(*[partial(copying.claim, run.pk, wall=WALL)] * 8)

    assert [claim is None for claim in claims].count(False) == 1
    assert LetterRun.objects.get().attempts == 1
