"""The printed page of a letter against Decree 30/2020, Appendix I: sizes, places, page breaks."""

import datetime
from dataclasses import replace
from itertools import pairwise

import pytest

from dispatches.blocks import BasisLine, CentredLine, ListItem, Paragraph, Run
from dispatches.layout import letter_html
from dispatches.letter import Letter, Signature
from dispatches.pdf import render_many
from tests.dispatches.paper import MM, pages, words
from tests.dispatches.seed_letter import SEED

REGULAR, BOLD, ITALIC, BOLD_ITALIC = (
    frozenset({f"Dispatch-Serif{style}"}) for style in ("", "-Bold", "-Italic", "-Bold-Italic")
)
LEFT, RIGHT = 30 * MM, (210 - 15) * MM
LONG_NAME = (
    "Ủy ban nhân dân các huyện, thành phố và các cơ quan chuyên môn thuộc Ủy ban nhân dân tỉnh"
)
DECISION = (
    CentredLine.of("GIÁM ĐỐC SỞ NGOẠI VỤ"),
    BasisLine.of("Căn cứ Luật Điều ước quốc tế;"),
    CentredLine.of("QUYẾT ĐỊNH:"),
    Paragraph.of("Điều 1. Thành lập Tổ công tác."),
)
LETTERS = {
    "draft": SEED,
    "issued": replace(SEED, number=170, date=datetime.date(2021, 8, 2)),
    "by deputy": replace(
        SEED, signature=Signature(("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"), "Nguyễn Quang Tuấn")
    ),
    "to several": replace(SEED, addressees=("Sở Tư pháp", LONG_NAME)),
    "decision": replace(SEED, addressees=(), blocks=DECISION),
    "with basis": replace(SEED, blocks=(BasisLine.of("Căn cứ Luật Điều ước quốc tế;"),)),
}
SENTENCE = "Sở Ngoại vụ trân trọng đề nghị UBND các huyện, thành phố tham gia ý kiến đúng hạn. "


def close(value, margin=1.0):
    return pytest.approx(value, abs=margin)


@pytest.fixture(scope="module")
def pdfs():
    made = render_many([letter_html(letter) for letter in LETTERS.values()])
    return dict(zip(LETTERS, made, strict=True))


@pytest.fixture(scope="module")
def seed_pages(pdfs):
    return pages(pdfs["draft"])


@pytest.fixture(scope="module")
def first(seed_pages):
    return seed_pages[0]


def test_the_words_are_the_document_s_in_its_order(pdfs):
    content = " ".join(
        ("- " if isinstance(block, ListItem) else "") + block.text for block in SEED.blocks
    )
    head = (
        "UBND TỈNH BẮC GIANG SỞ NGOẠI VỤ CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
        " Độc lập - Tự do - Hạnh phúc Số: /SNgV-NV"
        " V/v đề nghị tham gia ý kiến vào Đề án hợp tác cấp địa phương (lần 2)"
        " Bắc Giang, ngày tháng 8 năm 2021"
    )
    rest = (
        f"Kính gửi: UBND các huyện, thành phố. {content} Nơi nhận: - Như trên;"
        " - GD; PGĐ Nguyễn Quang Tuấn ; - Lưu: VT; NV. GIÁM ĐỐC Ngô Biên Cương"
    ).split()

    assert words(pdfs["draft"], "-raw") == head.split() + rest
    assert words(pdfs["draft"])[-len(rest) :] == rest


def test_paper_and_margins(seed_pages):
    assert len(seed_pages) == 3
    for page in seed_pages:
        assert (page.width, page.height) == (close(210 * MM, 0.1), close(297 * MM, 0.1))
        assert min(line.left for line in page.lines) >= LEFT - 0.5
        assert max(line.right for line in page.lines) <= RIGHT + 0.5
        assert max(line.bottom for line in page.lines) <= (297 - 20) * MM + 1


@pytest.mark.parametrize(
    ("start", "fonts", "size"),
    [
        ("UBND TỈNH", REGULAR, 12),
        ("SỞ NGOẠI VỤ", BOLD, 12),
        ("CỘNG HÒA", BOLD, 12),
        ("Độc lập", BOLD, 13),
        ("Số:", REGULAR, 13),
        ("V/v", REGULAR, 12),
        ("Bắc Giang, ngày", ITALIC, 13),
        ("Kính gửi:", REGULAR, 14),
        ("Thực hiện Quyết định", REGULAR, 14),
        ("1. Mục tiêu", BOLD, 14),
    ],
)
def test_sizes_and_styles_on_the_first_page(first, start, fonts, size):
    line = first.line(start)

    assert (line.fonts, line.sizes) == (fonts, {size})


@pytest.mark.parametrize(
    ("start", "fonts", "size"),
    [
        ("Nơi nhận:", BOLD_ITALIC, 12),
        ("- Như trên;", REGULAR, 11),
        ("- Lưu: VT; NV.", REGULAR, 11),
        ("GIÁM ĐỐC", BOLD, 14),
        ("Ngô Biên Cương", BOLD, 14),
    ],
)
def test_sizes_and_styles_of_the_closing(seed_pages, start, fonts, size):
    line = seed_pages[-1].line(start)

    assert (line.fonts, line.sizes) == (fonts, {size})


def test_bold_inside_a_sentence(seed_pages):
    assert seed_pages[-1].line("gửi về Sở Ngoại vụ trước ngày 09/8/2021.").fonts == REGULAR | BOLD


def test_the_header_has_two_columns_centred_each(first):
    left, right = (LEFT + RIGHT * 0.4 + LEFT * 0.6) / 2, (LEFT * 0.6 + RIGHT * 0.4 + RIGHT) / 2

    for start in ("UBND TỈNH", "SỞ NGOẠI VỤ", "Số:", "V/v", "hợp tác cấp"):
        assert first.line(start).middle == close(left)
    for start in ("CỘNG HÒA", "Độc lập", "Bắc Giang, ngày"):
        assert first.line(start).middle == close(right)
    assert first.line("UBND TỈNH").top == close(first.line("CỘNG HÒA").top)
    assert first.line("Số:").bottom == close(first.line("Bắc Giang, ngày").bottom)


def test_the_line_under_the_motto_is_as_long_as_the_motto(first):
    motto = first.line("Độc lập")
    left, right, top = max(first.rules)

    assert (left, right) == (close(motto.left), close(motto.right))
    assert 0 < top - motto.bottom + 2 < 5


def test_the_line_under_the_agency_is_a_third_to_a_half_of_its_name(first):
    agency = first.line("SỞ NGOẠI VỤ")
    left, right, top = min(first.rules)

    assert 1 / 3 <= (right - left) / (agency.right - agency.left) <= 1 / 2
    assert (left + right) / 2 == close(agency.middle)
    assert 0 < top - agency.bottom + 2 < 5


def test_the_subject_stands_6_points_under_the_number(first):
    gap = first.line("V/v").top - first.line("Số:").bottom

    assert gap == close(6 + 0.15 * 12, 1)  # 6 points and the leading of the line
    assert first.line("hợp tác cấp").text == "hợp tác cấp địa phương (lần 2)"


def test_room_for_the_number_and_the_day_of_a_draft(first, pdfs):
    issued = pages(pdfs["issued"])[0]

    assert issued.line("Số:").text == "Số: 170/SNgV-NV"
    assert issued.line("Bắc Giang, ngày").text == "Bắc Giang, ngày 02 tháng 8 năm 2021"
    for start in ("Số:", "Bắc Giang, ngày"):
        draft_line, issued_line = first.line(start), issued.line(start)
        assert draft_line.right - draft_line.left >= issued_line.right - issued_line.left - 1


def test_the_body_is_justified_and_indented(first):
    body = [line for line in first.lines if line.top > first.line("Kính gửi:").bottom]
    gaps = [below.top - above.top for above, below in pairwise(body)]
    starts = {round(line.left - LEFT) for line in body}

    assert first.line("Kính gửi:").middle == close((LEFT + RIGHT) / 2)
    assert starts == {0, 36}  # 1.27 cm
    assert {round(gap, 1) for gap in gaps} == {17.5, 23.5}  # a line; a line and 6 points
    for line, gap in zip(body, gaps, strict=False):
        assert gap > 20 or line.right == close(RIGHT, 0.3)


def test_line_spacing_is_between_single_and_one_and_a_half():
    single = 14 * 1.149  # the font's own line height

    assert single <= 17.5 <= 1.5 * single


def test_page_numbers_from_the_second_page_at_the_top_in_the_middle(seed_pages):
    first, *others = seed_pages

    assert first.number() is None
    for number, page in enumerate(others, start=2):
        line = page.number()
        assert (line.text, line.fonts, line.sizes) == (str(number), REGULAR, {14})
        assert line.middle == close((LEFT + RIGHT) / 2)


def test_recipients_and_signature_side_by_side(seed_pages):
    last = seed_pages[-1]
    post, name = last.line("GIÁM ĐỐC"), last.line("Ngô Biên Cương")

    assert last.line("Nơi nhận:").left == close(LEFT)
    assert last.line("- Như trên;").left == close(LEFT)
    assert last.line("Nơi nhận:").top == close(post.top, 3)
    assert post.middle == close(name.middle)
    assert post.left > (LEFT + RIGHT) / 2
    assert name.top - post.bottom >= 30 * MM


def test_two_lines_of_authority(pdfs):
    last = pages(pdfs["by deputy"])[-1]

    assert last.line("KT. GIÁM ĐỐC").middle == close(last.line("PHÓ GIÁM ĐỐC").middle)
    assert last.line("Nơi nhận:").top == close(last.line("KT. GIÁM ĐỐC").top, 3)


def test_several_addressees_have_their_dashes_under_the_colon(pdfs):
    page = pages(pdfs["to several"])[0]
    label, one, other = page.line("Kính gửi"), page.line("- Sở Tư pháp;"), page.line("- Ủy ban")

    assert label.text == "Kính gửi:"
    assert one.left == close(other.left, 0.1)
    assert one.left == close(label.right - 14 * 0.278, 1)  # the colon's own width
    assert label.bottom < one.bottom < other.bottom


def test_a_basis_is_in_italics(pdfs):
    assert pages(pdfs["with basis"])[0].line("Căn cứ").fonts == ITALIC


def test_a_centred_line_is_bold_in_the_middle_and_stays_with_what_follows(pdfs):
    page = pages(pdfs["decision"])[0]
    authority, done = page.line("GIÁM ĐỐC SỞ"), page.line("QUYẾT ĐỊNH:")

    for line in (authority, done):
        assert (line.middle, line.fonts, line.sizes) == (close((LEFT + RIGHT) / 2), BOLD, {14})
    assert authority.bottom < page.line("Căn cứ").top < done.top < page.line("Điều 1.").top
    fillers = tuple(Paragraph.of(f"Dòng {number}.") for number in range(40))
    letters = [
        replace(SEED, blocks=(*fillers[:count], *DECISION[-2:], Paragraph.of(SENTENCE * 5)))
        for count in range(18, 26)
    ]
    for pdf in render_many([letter_html(letter) for letter in letters]):
        [at] = [one for one in pages(pdf) if any(x.text == "QUYẾT ĐỊNH:" for x in one.lines)]
        assert at.line("Điều 1.")


def letter_of(lines_before: int, last: str) -> Letter:
    fillers = tuple(Paragraph.of(f"Dòng {number}.") for number in range(lines_before))
    return replace(SEED, blocks=(*fillers, Paragraph.of(SENTENCE * 3), Paragraph.of(last)))


@pytest.mark.parametrize(
    "last", ["Trân trọng./.", SENTENCE + "Trân trọng./.", SENTENCE * 6 + "./."]
)
def test_the_signature_never_parts_from_the_last_lines(last):
    letters = [letter_of(count, last) for count in range(10, 28)]

    for pdf in render_many([letter_html(letter) for letter in letters]):
        page = pages(pdf)[-1]
        body = [line for line in page.lines if 20 * MM < line.bottom < page.line("GIÁM ĐỐC").top]
        assert len(body) >= 2
        assert body[-1].text.endswith("./.")
        assert page.line("Ngô Biên Cương").bottom <= (297 - 20) * MM
        assert page.line("- Lưu: VT; NV.")


def test_lines_are_filled_wherever_the_bold_words_fall():
    letters = [
        replace(
            SEED,
            blocks=(
                Paragraph.of(
                    "i" * shift + " " + SENTENCE, Run("ngày 09/8", bold=True), f" {SENTENCE}"
                ),
                ListItem.of("i" * shift + " " + SENTENCE * 2),
            ),
        )
        for shift in range(1, 60, 4)
    ]

    for pdf in render_many([letter_html(letter) for letter in letters]):
        (page,) = pages(pdf)
        body = page.between(page.line("Kính gửi:"), page.line("GIÁM ĐỐC"))
        assert len(body) >= 5
        for above, below in pairwise(body):
            same_paragraph = below.top - above.top < 20
            assert not same_paragraph or above.right == close(RIGHT, 0.3)
