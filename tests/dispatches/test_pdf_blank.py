"""Copies made of a blank are the same letters as those laid out one by one."""

import io
import subprocess
from dataclasses import replace

import pikepdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dispatches.layout import letter_html
from dispatches.letter import Family
from dispatches.pdf import Limits, RenderError, lay_out_copies, render_many
from dispatches.pdf_filling import fill
from tests.dispatches.paper import words
from tests.dispatches.seed_letter import SEED
from tests.dispatches.test_layout_families import LETTERS as OF_ALL_FAMILIES

MARK = "\ue000"
LETTERS_AND_SIGNS = "aăâbcdđeêfghilmnoôơuưyàảãáạẰẮỆỖỢỤỲỴ 0123456789-–,;.()/&<>'\"«»"
FITTING = (
    "UBND huyện Lục Ngạn",
    "Ủy ban nhân dân thành phố Bắc Giang",
    "Sở Kế hoạch và Đầu tư",
    'Ông "A" & bà <b>B</b>',
    "Office of the Governor, Seo-gu, Daejeon",
    "Ô",
    "Công ty TNHH Xây dựng và Thương mại Hà Bắc",
)
WRAPPING = "Ban Chỉ đạo thực hiện Đề án hợp tác quốc tế cấp địa phương các huyện, thành phố"
HANGUL = "Hiệp hội các tỉnh trưởng 시도지사"
LETTERS = {
    "the seed": SEED,
    "without a full stop": replace(SEED, addressee_stop=False),
    "one page": replace(SEED, blocks=SEED.blocks[:1]),
    "eight pages": replace(SEED, blocks=SEED.blocks * 3),
    "capitals of other letters": replace(SEED, agency="Q", subject="Ẵ", recipients=("Như trên",)),
}


LETTERS |= {
    name: letter
    for name, letter in OF_ALL_FAMILIES.items()
    if name != "long" and letter.family != Family.SHEET  # a sheet names no addressee
}


def page_of(letter, addressee):
    return letter_html(replace(letter, addressees=(addressee,)))


def made(letter, *addressees):
    """The copies that a blank gives, None where it gives none."""
    copies = lay_out_copies(page_of(letter, MARK), MARK, addressees)
    return [fill(copies.blank, line) if line else None for line in copies.lines]


def pixels(pdf):
    """Each page at 150 dots an inch."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.render(scale=150 / 72).to_pil().tobytes() for page in document]


def drawing(pdf):
    """The operators that draw each page, and the structure tree that their marks belong to."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for page in document.pages:
            page.contents_coalesce()
        pages = [page.Contents.read_bytes().split() for page in document.pages]
        return pages, structure(document.Root.StructTreeRoot.K)


def structure(element):
    """An element of the structure tree as plain lists, numbers and names."""
    if isinstance(element, pikepdf.Array):
        return [structure(child) for child in element]
    return (str(element.S), structure(element.K)) if hasattr(element, "S") else int(element)


@pytest.fixture(scope="module")
def seeds():
    return made(SEED, *FITTING)


@pytest.mark.parametrize("letter", LETTERS.values(), ids=LETTERS)
def test_a_copy_is_the_letter_itself(letter):
    addressees = FITTING if letter is SEED else FITTING[-2:]
    plain = render_many([page_of(letter, addressee) for addressee in addressees])
    for copy, whole in zip(made(letter, *addressees), plain, strict=True):
        assert words(copy) == words(whole)
        assert pixels(copy) == pixels(whole)
        assert drawing(copy) == drawing(whole)


def test_a_line_that_wraps_or_needs_another_font_is_left_to_others():
    copies = made(SEED, FITTING[0], WRAPPING, HANGUL, FITTING[1])

    assert [copy is None for copy in copies] == [False, True, True, False]
    assert "Kính gửi: UBND huyện Lục Ngạn. Thực" in " ".join(words(copies[0]))
    assert "Kính gửi: Ủy ban nhân dân thành phố Bắc Giang. Thực" in " ".join(words(copies[3]))


def test_signs_that_no_font_has_are_named_in_letter_and_line():
    page = body(f"<p>Gửi: {MARK}</p><p>Hết 👍</p>")
    copies = lay_out_copies(page, MARK, ["Sở 😀"])
    copy = fill(copies.blank, copies.lines[0])

    whole = render_many([page.replace(MARK, "Sở 😀")])[0]
    assert words(copy) == words(whole)
    assert "[U+1F600]" in words(copy)
    assert "[U+1F44D]" in words(copy)


def body(text):
    return f'<!DOCTYPE html><html lang="vi"><title>A</title><p>Trước</p>{text}<p>Sau</p>'


@pytest.mark.parametrize(
    "text",
    [
        f"<p>Kính gửi: {MARK}</p><p>Thưa {MARK}</p>",
        f'<p title="{MARK}">Kính gửi</p>',
        f"<p>Kính gửi: <b>{MARK}</b></p>",
        f"<p><b>Kính gửi:</b> {MARK}</p>",
        f"<p>{'Kính gửi ' * 50}{MARK}</p>",
        f"<p>Kính gửi: {MARK}</p><p>Kính gửi: A</p>",
        f"<table><tr><td>{MARK}<td>{'x ' * 50}</table>",
        f'<div style="display: table; margin: auto"><p>{MARK}</p><p>Gửi kèm</p></div>',
        "<p>Kính gửi: ai đó</p>",
    ],
    ids=[
        "twice",
        "no text",
        "a part of the line",
        "after another part",
        "inside a paragraph",
        "another line that looks the same",
        "a cell whose width follows",
        "a box whose width follows",
        "nowhere",
    ],
)
def test_a_letter_in_which_more_than_a_line_may_differ_gives_no_blank(text):
    assert lay_out_copies(body(text), MARK, ["X", "Y"]) is None


def test_other_lines_may_be_drawn_anyhow():
    page = body(f'<div style="text-align: right"><p>Gửi: {MARK}</p></div><p>x<b>y</b>한</p>')
    copies = lay_out_copies(page, MARK, ["X", "Yy"])

    assert [words(fill(copies.blank, line)) for line in copies.lines] == [
        ["Trước", "Gửi:", "X", "xy한", "Sau"],
        ["Trước", "Gửi:", "Yy", "xy한", "Sau"],
    ]
    whole = render_many([page.replace(MARK, "Yy")])[0]
    assert pixels(fill(copies.blank, copies.lines[1])) == pixels(whole)


@settings(max_examples=5, deadline=None)
@given(
    st.lists(
        st.text(LETTERS_AND_SIGNS, max_size=90)
        .map(lambda text: " ".join(text.split()))
        .filter(bool),
        min_size=1,
        max_size=8,
    )
)
def test_whatever_the_names_each_copy_bears_its_own(names):
    for name, copy in zip(names, made(SEED, *names), strict=True):
        assert copy is None or f"Kính gửi: {name}. Thực hiện" in " ".join(words(copy))


def test_copies_are_archival_whole_files_each_with_an_identifier(seeds, tmp_path):
    identifiers = set()
    for copy in seeds:
        (tmp_path / "copy.pdf").write_bytes(copy)
        subprocess.run(["qpdf", "--check", tmp_path / "copy.pdf"], capture_output=True, check=True)
        with pikepdf.open(io.BytesIO(copy)) as document:
            metadata = document.open_metadata()
            assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "A")
            assert bool(document.Root.MarkInfo.Marked)
            assert len(document.objects) == document.trailer.Size - 1
            identifiers.add(bytes(document.trailer.ID[0]))
    assert len(identifiers) == len(seeds)


def test_the_blank_is_the_letter_without_the_line():
    blank = lay_out_copies(page_of(SEED, MARK), MARK, FITTING).blank

    with_the_line = words(render_many([page_of(SEED, FITTING[0])])[0])
    line = f"Kính gửi: {FITTING[0]}.".split()
    assert " ".join(words(blank)) == " ".join(with_the_line).replace(" ".join(line) + " ", "")


def test_the_same_line_makes_the_same_bytes(seeds):
    assert made(SEED, *FITTING) == seeds


def test_the_limits_hold_for_copies_too():
    with pytest.raises(RenderError, match="vượt quá giới hạn"):
        lay_out_copies(page_of(SEED, MARK), MARK, ["A"], limits=Limits(memory_bytes=2**27))
