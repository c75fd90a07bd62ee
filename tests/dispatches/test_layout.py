import datetime
import re
from dataclasses import replace

import pytest
from django.utils import translation

from dispatches.blocks import BasisLine, CentredLine, Heading, ListItem, Paragraph, Run
from dispatches.layout import letter_html, title
from tests.dispatches.seed_letter import SEED

ISSUED = replace(SEED, number=5, date=datetime.date(2021, 2, 3))


def words(html):
    """The words of a page as a reader meets them."""
    body = html.split("<body>")[1]
    return " ".join(re.sub(r"<[^>]+>", " ", body).split())


def test_a_draft_leaves_number_and_day_blank():
    text = words(letter_html(SEED))

    assert "Số: /SNgV-NV" in text
    assert "Bắc Giang, ngày tháng 8 năm 2021" in text


def test_an_issued_letter_shows_number_and_date_padded():
    text = words(letter_html(ISSUED))

    assert "Số: 05/SNgV-NV" in text
    assert "Bắc Giang, ngày 03 tháng 02 năm 2021" in text


def test_the_page_does_not_follow_the_reader_s_language(settings):
    settings.USE_THOUSAND_SEPARATOR = True
    letter = replace(ISSUED, number=1234)
    page = letter_html(letter)

    with translation.override("en"):
        assert letter_html(letter) == page
    assert "Số: 1234/SNgV-NV" in words(page)


@pytest.mark.parametrize(
    ("addressees", "stop", "expected"),
    [
        (("Bộ Nội vụ",), False, "Kính gửi: Bộ Nội vụ Nội dung"),
        (("UBND các huyện, thành phố",), True, "Kính gửi: UBND các huyện, thành phố. Nội dung"),
        (("Sở Tư pháp", "Sở Công Thương"), False, "Kính gửi : - Sở Tư pháp; - Sở Công Thương. Nội"),
        (("A", "B", "C"), True, "Kính gửi : - A; - B; - C. Nội dung"),
    ],
)
def test_addressees(addressees, stop, expected):
    letter = replace(
        SEED, addressees=addressees, addressee_stop=stop, blocks=(Paragraph.of("Nội dung"),)
    )

    assert expected in words(letter_html(letter))


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        (
            Paragraph.of("trước ", Run("ngày 09/8/2021", bold=True), ". "),
            "<p>trước <strong>ngày 09/8/2021</strong>.</p>",
        ),
        (Paragraph.of(Run("a", bold=True, italic=True)), "<p><strong><em>a</em></strong></p>"),
        (Paragraph.of(), "<p></p>"),
        (Heading.of("1. Mục tiêu:"), "<h2>1. Mục tiêu:</h2>"),
        (ListItem.of("Bố trí kinh phí."), '<p class="item">- Bố trí kinh phí.</p>'),
        (BasisLine.of("Căn cứ Luật;"), '<p class="basis">Căn cứ Luật;</p>'),
        (CentredLine.of("QUYẾT ĐỊNH:"), '<p class="centred">QUYẾT ĐỊNH:</p>'),
    ],
)
def test_blocks(block, expected):
    assert expected in letter_html(replace(SEED, blocks=(block,)))


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "{{ x }}", "{% now 'Y' %}", "&amp;"])
def test_markup_and_template_code_are_text(text):
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    letter = replace(
        SEED,
        subject=text,
        agency=text,
        addressees=(text,),
        recipients=(text,),
        blocks=(Paragraph.of(text, Run(text, bold=True)),),
    )

    page = letter_html(letter).replace("&#x27;", "'")

    assert page.count(escaped) == 7  # once more in the title
    assert "<script" not in page


def test_titles():
    assert title(SEED) == (
        "Công văn (dự thảo) SNgV-NV: "
        "V/v đề nghị tham gia ý kiến vào Đề án hợp tác cấp địa phương (lần 2)"
    )
    assert title(replace(ISSUED, subject="V/v A")) == "Công văn số 05/SNgV-NV: V/v A"
