import contextlib
import io
import os
import signal
import socketserver
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from dispatches import pdf_assets, pdf_process, unprintable
from dispatches.blocks import Paragraph, Run
from dispatches.layout import letter_html, title
from dispatches.pdf import MEBIBYTE, Limits, RenderError, render_many, render_pdf
from dispatches.pdf_child import FIRST_PAGE
from tests.dispatches.paper import pages, words
from tests.dispatches.seed_letter import SEED
from tests.racing import at_once
from tests.waiting import wait_until

HEAD = (
    '<!DOCTYPE html><html lang="vi"><title>Thử</title><style>body { font: 12pt "Dispatch Serif" }'
)


@pytest.fixture(scope="module")
def seed():
    return letter_html(SEED)


@pytest.fixture(scope="module")
def pdf(seed):
    return render_pdf(seed)


@pytest.fixture
def visitors():
    """A web server that remembers who called, and its port."""
    called = []

    class Visit(socketserver.BaseRequestHandler):
        def handle(self):
            called.append(self.request.recv(100))

    with socketserver.TCPServer(("127.0.0.1", 0), Visit) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}).start()
        yield called, server.server_address[1]
        server.shutdown()


def test_the_same_page_gives_the_same_bytes(seed, pdf):
    first, second = render_many([seed, seed])

    assert first == second == pdf


def test_the_first_page_makes_the_child_load_which_signs_the_fonts_have():
    unprintable._known.cache_clear()

    unprintable.name_unprintable(FIRST_PAGE)

    assert unprintable._known.cache_info().currsize == 1


def test_a_batch_keeps_its_order():
    made = render_many([f"{HEAD}</style><p>số {number}" for number in range(5)])

    assert [words(pdf) for pdf in made] == [["số", str(number)] for number in range(5)]


def test_fonts_are_embedded_with_their_letters(pdf):
    with pikepdf.open(io.BytesIO(pdf)) as document:
        fonts = {
            str(font.BaseFont).partition("+")[2]: font.DescendantFonts[0].FontDescriptor
            for page in document.pages
            for font in page.Resources.Font.values()
        }
        assert all("/FontFile2" in descriptor for descriptor in fonts.values())

    assert set(fonts) == {
        "Dispatch-Serif",
        "Dispatch-Serif-Bold",
        "Dispatch-Serif-Italic",
        "Dispatch-Serif-Bold-Italic",
    }


def test_the_document_is_tagged_titled_and_says_its_language(pdf):
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert str(document.Root.Lang) == "vi"
        assert bool(document.Root.MarkInfo.Marked)
        assert str(document.docinfo["/Title"]) == title(SEED)
        assert bool(document.Root.ViewerPreferences.DisplayDocTitle)
        metadata = document.open_metadata()
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "A")
        assert {"/P", "/H1", "/H2"} <= structure(document.Root.StructTreeRoot)


def structure(element):
    """The kinds of structure elements under one element."""
    children = element.get("/K", [])
    found = {str(element.get("/S"))}
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        if isinstance(child, pikepdf.Dictionary):
            found |= structure(child)
    return found


def test_no_trace_of_the_machine_or_the_hour_of_printing(pdf):
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert set(document.docinfo.keys()) == {"/Producer", "/Title"}


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "{{ x }}", "{% x %}", "</p></div>"])
def test_what_was_typed_is_what_is_printed(text):
    letter = replace(SEED, blocks=(Paragraph.of(text, " ", Run(text, bold=True)),))

    assert f"thành phố. {text} {text} Nơi nhận:" in " ".join(words(render_pdf(letter_html(letter))))


def test_no_address_and_no_file_is_reached(visitors):
    called, port = visitors
    address = f"http://127.0.0.1:{port}"
    page = f"""{HEAD}
        @import url("{address}/style.css");
        @import url("file:///etc/passwd");
        @font-face {{ font-family: X; src: url("{address}/font.ttf"); }}
        p {{ font-family: X; background: url("{address}/background.png"); }}
        </style>
        <link rel="stylesheet" href="{address}/link.css">
        <link rel="attachment" href="file:///etc/passwd">
        <img src="{address}/image.png"><img src="file:///etc/passwd"><img src="asset:passwd">
        <object data="file:///etc/passwd"></object><embed src="{address}/embed">
        <svg><image href="{address}/image.svg"/><use href="file:///etc/passwd#x"/></svg>
        <p>còn nguyên</p>"""

    made = render_pdf(page)

    assert called == []
    assert words(made)[-2:] == ["còn", "nguyên"]
    with pikepdf.open(io.BytesIO(made)) as document:
        assert len(document.attachments) == 0


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "http://127.0.0.1/",
        "data:text/css,a",
        "asset:",
        "asset:../../etc/passwd",
        "ASSET:serif",
        "/usr/share/fonts/truetype/liberation2/LiberationSerif-Regular.ttf",
    ],
)
def test_only_the_portal_s_own_assets_are_read(url):
    with pytest.raises(ValueError, match="refused"):
        pdf_assets.read_asset(url)


def test_hangul_and_han_are_printed_in_their_own_fonts():
    name = "충청남도 漢字 日本"
    letter = replace(SEED, agency=name, blocks=(Paragraph.of(name, Run(name, bold=True)),))

    first = pages(render_pdf(letter_html(letter)))[0]
    fonts = {font for line in first.lines for font in line.fonts if "충" in line.text}
    assert {"Dispatch-Hangul", "Dispatch-Hangul-Bold", "Dispatch-Han"} <= fonts


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Đồng ý 👍.", "Đồng ý [U+1F44D]."),
        ("❤️ ลาว", "[U+2764] [U+0E25][U+0E32][U+0E27]"),
        ("½ … • ₫ € → ≥ № “Ⅳ” 한국 河 カ Лук", "½ … • ₫ € → ≥ № “Ⅳ” 한국 河 カ Лук"),
    ],
)
def test_a_sign_that_no_font_has_is_named_and_not_left_out(typed, printed):
    letter = replace(SEED, blocks=(Paragraph.of(typed),))

    assert printed in " ".join(words(render_pdf(letter_html(letter)), "-raw"))


@pytest.mark.parametrize(
    "bomb",
    [
        f"{HEAD} p {{ font-size: 1e9px }}</style><p>Lớn",
        f"{HEAD}</style>" + "<div>" * 5000,
        f"{HEAD}</style><table><tr>" + "<td>x" * 200_000 + "</table>",
    ],
    ids=["huge letters", "deep nesting", "wide table"],
)
def test_a_bomb_ends_within_its_limits(bomb):
    started = time.monotonic()

    with pytest.raises(RenderError, match="Không tạo được PDF") as raised:
        render_pdf(bomb, limits=Limits(seconds=2, memory_bytes=512 * MEBIBYTE))

    assert time.monotonic() - started < 5
    assert len(raised.value.detail) < 5000


def test_too_little_memory_is_an_error_not_a_crash(seed):
    with pytest.raises(RenderError, match="vượt quá giới hạn"):
        render_pdf(seed, limits=Limits(memory_bytes=100 * MEBIBYTE))


def test_the_time_is_named_and_nothing_is_left_behind(seed, tmp_path, monkeypatch):
    pdf_process.dismiss()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    with pytest.raises(RenderError, match="quá 2 giây cho phép"):
        render_many([seed] * 100, limits=Limits(seconds=2))

    assert list(tmp_path.iterdir()) == []
    assert processes_started_in(tmp_path) == []


def processes_started_in(folder):
    """The processes whose environment names a folder."""
    found = []
    for environment in Path("/proc").glob("[0-9]*/environ"):
        with contextlib.suppress(OSError):
            if str(folder).encode() in environment.read_bytes():
                found.append(environment.parent.name)
    return found


@pytest.fixture
def watched(tmp_path, monkeypatch):
    """The folder of the only child there is, begun in this test."""
    pdf_process.dismiss()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    yield tmp_path
    pdf_process.dismiss()


def the_child(folder):
    """The number of the one child, once the fork that gave the last answer is gone."""
    wait_until(lambda: len(processes_started_in(folder)) == 1, seconds=5, what="just one child")
    return int(processes_started_in(folder)[0])


def test_one_child_stays_ready_and_answers_each_page_from_the_same_state(seed, pdf, watched):
    assert [render_pdf(seed), render_pdf(f"{HEAD}</style>x"), render_pdf(seed)][::2] == [pdf, pdf]

    the_child(watched)
    pdf_process.dismiss()
    assert processes_started_in(watched) == []
    assert list(watched.iterdir()) == []


def test_who_finds_no_child_ready_waits_for_nobody(seed, pdf, watched):
    assert at_once(*[lambda: render_pdf(seed)] * 3) == [pdf] * 3
    the_child(watched)


def test_a_child_that_was_killed_meanwhile_is_replaced(seed, pdf, watched):
    render_pdf(seed)
    child = the_child(watched)
    os.kill(child, signal.SIGKILL)
    os.waitid(os.P_PID, child, os.WEXITED | os.WNOWAIT)

    assert render_pdf(seed) == pdf


def test_a_page_that_fails_takes_the_child_along_and_not_the_next_page(seed, pdf, watched):
    render_pdf(seed)
    with pytest.raises(RenderError) as raised:
        render_pdf(seed, limits=Limits(memory_bytes=100 * MEBIBYTE))

    assert "MemoryError" in raised.value.detail
    assert render_pdf(seed) == pdf


def test_a_process_that_is_forked_from_the_portal_starts_its_own_child(seed, watched):
    render_pdf(seed)
    if not (process := os.fork()):
        os._exit(len(pdf_process._ready))

    assert os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) == 0
    the_child(watched)


def test_the_child_ends_with_a_parent_that_is_killed(tmp_path):
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=os.environ | {"TMPDIR": str(tmp_path)},
    )
    with parent:
        assert parent.stdout.readline() == b"ready\n"
        parent.kill()

    wait_until(lambda: not processes_started_in(tmp_path), seconds=10, what="the child's end")
    assert list(tmp_path.iterdir()) == []


PARENT = """
from dispatches.pdf import render_pdf
render_pdf("a")
print("ready", flush=True)
input()
"""


def test_a_missing_font_is_named(seed, monkeypatch):
    lost = pdf_assets.Font(Path("/usr/share/fonts/lost.ttf"), "Dispatch Serif")
    monkeypatch.setitem(pdf_assets.FONTS, "serif", lost)

    with pytest.raises(RenderError, match=r"thiếu phông chữ /usr/share/fonts/lost\.ttf"):
        render_pdf(seed)


def test_the_child_inherits_no_secret(seed, pdf, monkeypatch):
    pdf_process.dismiss()
    monkeypatch.setenv("FONTCONFIG_FILE", "/nowhere")
    monkeypatch.setenv("LANG", "C")
    monkeypatch.setenv("TZ", "America/New_York")

    assert render_pdf(seed) == pdf
