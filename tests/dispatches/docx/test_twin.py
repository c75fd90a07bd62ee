"""The Word file as an office program prints it, beside the PDF of the same letter."""

import subprocess
from dataclasses import replace

import pytest

from dispatches.blocks import BasisLine, CentredLine, Paragraph
from dispatches.docx import letter_docx
from dispatches.layout import letter_html
from dispatches.pdf import render_many
from tests.dispatches.paper import MM, pages
from tests.dispatches.seed_letter import SEED
from tests.dispatches.seed_submission import SUBMISSION, WHOLE_SUBMISSION
from tests.dispatches.test_layout_families import LETTERS

SENTENCE = "Sở Ngoại vụ đề nghị các cơ quan nghiên cứu, góp ý bằng văn bản. "
LONG_BEFORE_LAST = replace(
    SUBMISSION,
    blocks=(*(Paragraph.of(SENTENCE * 6),) * 3, *map(Paragraph.of, (SENTENCE * 26, SENTENCE))),
)
DECISION = replace(
    SUBMISSION,
    addressees=(),
    blocks=(
        CentredLine.of("GIÁM ĐỐC SỞ NGOẠI VỤ"),
        BasisLine.of("Căn cứ Luật Điều ước quốc tế;"),
        CentredLine.of("QUYẾT ĐỊNH:"),
        Paragraph.of("Điều 1. Thành lập Tổ công tác."),
    ),
)
SAMPLE = {
    "decision": DECISION,
    "seed": SEED,
    "submission": WHOLE_SUBMISSION,
    "long-before-last": LONG_BEFORE_LAST,
} | {
    name.replace(" ", "-"): LETTERS[name]
    for name in ("named", "urgent", "note", "note ko", "personal", "appendices", "to many")
}


def close(value, margin=2 * MM):
    return pytest.approx(value, abs=margin)


@pytest.fixture(scope="module")
def twins(tmp_path_factory):
    """The pages of both, by the name of the letter: (Word's, the PDF's)."""
    folder = tmp_path_factory.mktemp("twins")
    for name, letter in SAMPLE.items():
        (folder / f"{name}.docx").write_bytes(letter_docx(letter))
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation=file://{folder}/office",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            folder,
            *(folder / f"{name}.docx" for name in SAMPLE),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    printed = render_many([letter_html(letter) for letter in SAMPLE.values()])
    return {
        name: (pages((folder / f"{name}.pdf").read_bytes()), pages(pdf))
        for name, pdf in zip(SAMPLE, printed, strict=True)
    }


def words(made):
    """The words of all pages in a fixed order: the two lay columns down in different order."""
    return sorted(word for page in made for line in page.lines for word in line.text.split())


def letters(made):
    """The letters likewise: where fonts change inside a word, a reader of PDFs sees two words."""
    return sorted("".join(words(made)))


@pytest.mark.parametrize("name", SAMPLE)
def test_both_say_the_same_words_on_as_many_pages(twins, name):
    word, pdf = twins[name]

    read = letters if SAMPLE[name].language == "ko" else words
    assert read(word) == read(pdf)
    assert len(word) == len(pdf)


# The foot of page 1 leaves other room there: a line or three.
@pytest.mark.parametrize("name", sorted(SAMPLE.keys() - {"urgent", "note"}))
def test_both_break_the_pages_at_the_same_words(twins, name):
    """Where the fonts differ a line may end a word or two earlier."""
    for word, pdf in zip(*twins[name], strict=True):
        assert len(words([word])) == pytest.approx(len(words([pdf])), abs=3)


@pytest.mark.parametrize("name", SAMPLE)
def test_both_have_the_same_paper_and_margins(twins, name):
    for word, pdf in zip(*twins[name], strict=True):
        assert (word.width, word.height) == (close(pdf.width, 1), close(pdf.height, 1))
        assert min(line.left for line in word.lines) == close(min(line.left for line in pdf.lines))
        assert max(line.right for line in word.lines) <= pdf.width - 15 * MM + 1.5


@pytest.mark.parametrize("name", ["seed", "named", "urgent", "to-many"])
@pytest.mark.parametrize("start", ["UBND TỈNH", "CỘNG HÒA", "Độc lập", "Số:", "Bắc Giang, ngày"])
def test_the_head_has_its_columns_in_the_same_places(twins, name, start):
    word, pdf = (made[0].line(start) for made in twins[name])

    assert (word.middle, word.top) == (close(pdf.middle), close(pdf.top, 5 * MM))
    assert word.sizes == pdf.sizes


@pytest.mark.parametrize("name", ["seed", "named", "urgent", "to-many", "personal"])
def test_the_signature_is_on_the_same_side_of_the_last_page(twins, name):
    letter = SAMPLE[name]
    signer = letter.signature.name
    word, pdf = (made[-1].line(signer) for made in twins[name])

    assert word.middle == close(pdf.middle)
    post = twins[name][0][-1].line(letter.signature.lines[-1])
    assert word.top - post.bottom >= 25 * MM


@pytest.mark.parametrize("start", ["GIÁM ĐỐC SỞ", "Căn cứ", "QUYẾT ĐỊNH:", "Điều 1."])
def test_the_lines_of_a_decision_stand_in_the_same_places(twins, start):
    word, pdf = (made[0].line(start) for made in twins["decision"])

    assert (word.middle, word.top) == (close(pdf.middle), close(pdf.top, 5 * MM))
    assert word.sizes == pdf.sizes


@pytest.mark.parametrize("name", ["seed", "urgent", "appendices"])
def test_page_numbers_stand_in_the_same_place(twins, name):
    for word, pdf in zip(*twins[name], strict=True):
        expected = pdf.number()
        found = [line for line in word.lines if line.text.isdigit() and line.bottom < 20 * MM]
        if expected is None or not expected.text.isdigit():
            assert found == []
        else:
            assert [line.text for line in found] == [expected.text]
            assert found[0].middle == close(expected.middle)
