"""The printed pages of every family of documents, by the ruler."""

import datetime as dt
import io
from dataclasses import replace

import pdfplumber
import pytest

from dispatches.blocks import Column, Paragraph, Table
from dispatches.layout import letter_html
from dispatches.letter import Appendix, Circulation, Family, Signature, Urgency
from dispatches.pdf import render_many
from tests.dispatches.paper import MM, pages
from tests.dispatches.seed_submission import SUBMISSION

LEFT, RIGHT = 30 * MM, (210 - 15) * MM
MIDDLE = (LEFT + RIGHT) / 2
REGULAR, BOLD, ITALIC = (
    frozenset({f"Dispatch-Serif{style}"}) for style in ("", "-Bold", "-Italic")
)
SENTENCE = "Ủy ban nhân dân tỉnh Bắc Giang trân trọng đề nghị Quý Hiệp hội hỗ trợ. "
UNIT = "UBND huyện Lục Ngạn"
TABLE = Table(
    (Column("STT", 2, "center"), Column("Đơn vị", 6), Column("Nội dung ý kiến", 12)),
    tuple((str(row), UNIT, SENTENCE * (row % 3 + 1)) for row in range(1, 41)),
)
NOTE = replace(
    SUBMISSION,
    kind="cong_ham",
    family=Family.NOTE,
    type_name="Công hàm",
    parent_agency="",
    agency="ỦY BAN NHÂN DÂN TỈNH BẮC GIANG",
    symbol="CH-UBND",
    addressees=("HIỆP HỘI CÁC TỈNH TRƯỞNG HÀN QUỐC", "Seoul"),
    blocks=(Paragraph.of(SENTENCE * 6),) * 7,
    recipients=(),
    signature=None,
)
LETTERS = {
    "named": SUBMISSION,
    "urgent": replace(
        SUBMISSION,
        urgency=Urgency.EXPRESS,
        circulation=Circulation.INTERNAL,
        footer=("Địa chỉ: Số 1, đường A", "Điện thoại: 0204"),
        blocks=(Paragraph.of(SENTENCE * 6),) * 12,
    ),
    "second degree": replace(SUBMISSION, urgency=Urgency.VERY_URGENT),
    "first degree": replace(
        SUBMISSION,
        urgency=Urgency.URGENT,
        circulation=Circulation.RETURN_AFTER_READING,
        signature=Signature(("TL. GIÁM ĐỐC", "TRƯỞNG PHÒNG"), "Trần Văn B"),
    ),
    "acting": replace(SUBMISSION, signature=Signature(("Q. GIÁM ĐỐC",), "Nguyễn Văn A")),
    "by authority": replace(
        SUBMISSION, signature=Signature(("TUQ. GIÁM ĐỐC", "CHÁNH VĂN PHÒNG"), "Lê Thị C")
    ),
    "note": NOTE,
    "note ko": replace(
        NOTE,
        language="ko",
        agency="박장성 인민위원회",
        addressees=("대한민국시도지사협의회",),
        blocks=(Paragraph.of("박장성 인민위원회는 경의를 표합니다."),),
    ),
    "note en": replace(
        NOTE, language="en", number=5, date=dt.date(2023, 7, 3), blocks=(Paragraph.of("Dear."),)
    ),
    "note to ten": replace(
        NOTE,
        addressees=tuple(f"HIỆP HỘI CÁC TỈNH TRƯỞNG HÀN QUỐC, VĂN PHÒNG {n}" for n in range(10)),
    ),
    "long foot": replace(
        SUBMISSION,
        footer=tuple(
            f"Địa chỉ trụ sở số {n}, đường Hùng Vương, phường Bắc Giang" for n in range(6)
        ),
        blocks=(Paragraph.of(SENTENCE * 6),) * 12,
    ),
    "personal": replace(
        NOTE,
        family=Family.PERSONAL,
        addressees=("Ngài Chủ tịch Hiệp hội",),
        blocks=(Paragraph.of("Thưa Ngài,"), Paragraph.of("Tôi xin gửi tới Ngài lời chào.")),
        signature=Signature(("CHỦ TỊCH",), "Nguyễn Văn A"),
    ),
    "sheet": replace(NOTE, family=Family.SHEET, subject="Đầu mối liên hệ", blocks=(TABLE,)),
    "appendices": replace(
        SUBMISSION,
        number=7,
        date=dt.date(2023, 7, 20),
        appendices=(
            Appendix("Bảng tổng hợp ý kiến", (TABLE,), landscape=True),
            Appendix("Danh sách", (Paragraph.of(SENTENCE * 6),) * 12),
        ),
    ),
    "one appendix": replace(SUBMISSION, appendices=(Appendix("Danh sách", ()),)),
    "to many": replace(
        SUBMISSION,
        agency="BAN CHỈ ĐẠO HỘI NHẬP QUỐC TẾ VÀ HỢP TÁC CẤP ĐỊA PHƯƠNG CỦA TỈNH BẮC GIANG",
        addressees=tuple(f"UBND xã số {number}" for number in range(1, 41)),
        signature=Signature(
            ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"), "Nguyễn Văn A"
        ),
    ),
    "long": replace(SUBMISSION, blocks=(Paragraph.of(SENTENCE * 32),) * 42),
    "table last": replace(SUBMISSION, blocks=(TABLE,)),
}


def close(value, margin=1.0):
    return pytest.approx(value, abs=margin)


@pytest.fixture(scope="module")
def pdfs():
    made = render_many([letter_html(letter) for letter in LETTERS.values()])
    return dict(zip(LETTERS, made, strict=True))


@pytest.fixture(scope="module")
def paper(pdfs):
    return {name: pages(pdf) for name, pdf in pdfs.items()}


def texts(page):
    return [line.text for line in page.lines]


@pytest.mark.parametrize("name", LETTERS)
def test_every_letter_of_every_page_is_printed_inside_the_margins(paper, name):
    for page in paper[name]:
        assert not [text for text in texts(page) if "\ufffd" in text or "\x00" in text]
        assert min(line.left for line in page.lines) >= LEFT - 0.5
        assert max(line.right for line in page.lines) <= page.width - 15 * MM + 0.5
        assert max(line.bottom for line in page.lines) <= page.height - 5 * MM


@pytest.mark.parametrize("name", LETTERS)
def test_no_line_stands_on_another(paper, name):
    for page in paper[name]:
        for above in page.lines:
            for below in page.lines:
                beside = below.left >= above.right - 1 or above.left >= below.right - 1
                middle = (below.top + below.bottom) / 2
                assert above is below or beside or not above.top < middle < above.bottom


def test_a_named_type_has_its_name_and_subject_in_the_middle(paper):
    (page,) = paper["named"]
    name, subject, end = (
        page.line(start) for start in ("TỜ TRÌNH", "Về việc gửi", "nghị hỗ trợ kết nối")
    )

    for line in (name, subject, end):
        assert (line.middle, line.fonts, line.sizes) == (close(MIDDLE), BOLD, {14})
    assert name.bottom <= subject.top + 1
    rules = [r for r in page.rules if r[2] > end.top]
    assert len(rules) == 1
    left, right, top = rules[0]
    assert 1 / 3 <= (right - left) / (subject.right - subject.left) <= 1 / 2
    assert ((left + right) / 2, top) == (close(MIDDLE), close(end.bottom + 1, 3))


def test_a_named_type_has_number_and_date_in_the_head_and_no_subject_there(paper):
    (page,) = paper["named"]

    assert page.line("Số:").bottom == close(page.line("Bắc Giang, ngày").bottom)
    assert page.line("Số:").sizes == {13}
    assert page.line("Bắc Giang, ngày").fonts == ITALIC
    assert [text for text in texts(page) if text.startswith("V")] == [page.line("Về việc").text]


def test_the_deputy_s_authority_in_two_lines(paper):
    (page,) = paper["named"]

    assert page.line("KT. GIÁM ĐỐC").top < page.line("PHÓ GIÁM ĐỐC").top
    assert page.line("KT. GIÁM ĐỐC").top == close(page.line("Nơi nhận:").top, 3)
    assert page.line("Nguyễn Quang Tuấn").top - page.line("PHÓ GIÁM ĐỐC").bottom >= 30 * MM


@pytest.mark.parametrize(
    ("name", "lines", "signer"),
    [
        ("acting", ["Q. GIÁM ĐỐC"], "Nguyễn Văn A"),
        ("first degree", ["TL. GIÁM ĐỐC", "TRƯỞNG PHÒNG"], "Trần Văn B"),
        ("by authority", ["TUQ. GIÁM ĐỐC", "CHÁNH VĂN PHÒNG"], "Lê Thị C"),
    ],
)
def test_who_signs_for_another_says_so_above_the_name(paper, name, lines, signer):
    (page,) = paper[name]
    block = [page.line(text) for text in (*lines, signer)]

    assert [(line.text, line.fonts, line.sizes) for line in block[:-1]] == [
        (text, BOLD, {14}) for text in lines
    ]
    assert (block[-1].fonts, block[-1].sizes) == (BOLD, {14})
    middles = [(line.left + line.right) / 2 for line in block]
    assert middles == [close(middles[0])] * len(block)
    assert block[-1].top - block[-2].bottom >= 30 * MM


@pytest.mark.parametrize(
    ("name", "words", "width"),
    [
        ("first degree", "KHẨN", 20),
        ("second degree", "THƯỢNG KHẨN", 40),
        ("urgent", "HỎA TỐC", 30),
    ],
)
def test_the_stamp_of_urgency_is_red_and_of_the_size_of_the_decree(pdfs, paper, name, words, width):
    stamp = paper[name][0].line(words)
    with pdfplumber.open(io.BytesIO(pdfs[name])) as document:
        page = document.pages[0]
        red = [c for c in page.chars if c["non_stroking_color"] == (1, 0, 0)]
        edges = [r for r in page.rects + page.curves if r["non_stroking_color"] == (1, 0, 0)]

    assert "".join(c["text"] for c in red).replace(" ", "") == words.replace(" ", "")
    assert (stamp.fonts, stamp.sizes) == (BOLD, {13})
    left, right = min(e["x0"] for e in edges), max(e["x1"] for e in edges)
    top, bottom = min(e["top"] for e in edges), max(e["bottom"] for e in edges)
    assert (right - left, bottom - top) == (close(width * MM, 0.5), close(8 * MM, 0.5))
    assert left < stamp.left < stamp.right < right


def test_the_circulation_stands_in_the_top_margin_at_the_right(paper):
    line = paper["urgent"][0].line("LƯU HÀNH NỘI BỘ")

    other = paper["first degree"][0].line("XEM XONG TRẢ LẠI")
    for placed in (line, other):
        assert placed.bottom < 20 * MM
        assert placed.left > MIDDLE
    assert [p for p in paper["urgent"][1:] if "LƯU HÀNH NỘI BỘ" in texts(p)] == []


def test_the_address_stands_under_a_line_at_the_foot_of_the_first_page_only(paper):
    first, *others = paper["urgent"]
    address = first.line("Địa chỉ:")
    under = [r for r in first.rules if r[2] > first.height / 2]

    assert (address.left, address.sizes) == (close(LEFT), {11})
    assert address.top > (297 - 25) * MM
    assert {(round(left), round(right)) for left, right, _top in under} == {(85, 553)}
    assert all(not text.startswith("Địa chỉ") for page in others for text in texts(page))


def test_a_note_has_no_name_and_its_date_and_seal_at_the_end(paper):
    first, last = paper["note"]

    assert first.line("ỦY BAN NHÂN DÂN TỈNH").middle == close(MIDDLE)
    assert first.line("Số:").left == close(LEFT)
    assert not [text for text in texts(first) if text.startswith(("Kính gửi", "CỘNG HÒA"))]
    date = last.line("Bắc Giang, ngày")
    assert (date.fonts, date.left > MIDDLE) == (ITALIC, True)
    assert max(line.bottom for line in last.lines) == date.bottom
    assert (297 - 20) * MM - date.bottom >= 30 * MM


def test_a_note_names_its_recipient_at_the_foot_of_page_1(paper):
    first, last = paper["note"]
    recipient = first.line("HIỆP HỘI CÁC TỈNH")

    assert (recipient.left, recipient.fonts) == (close(LEFT), BOLD)
    assert recipient.top > (297 - 25) * MM
    assert not [text for text in texts(last) if text.startswith("HIỆP HỘI")]


def test_a_note_bears_the_coat_of_arms_and_its_translation_does_not(pdfs):
    def drawn(name):
        with pdfplumber.open(io.BytesIO(pdfs[name])) as document:
            curves = document.pages[0].curves
            return [c for c in curves if c["bottom"] < 50 * MM]

    arms = drawn("note")
    assert len(arms) > 50
    assert (min(c["x0"] for c in arms) + max(c["x1"] for c in arms)) / 2 == close(MIDDLE, 2)
    assert [drawn("note en"), drawn("note ko")] == [[], []]


def test_translations_speak_their_language(paper):
    korean, english = paper["note ko"][0], paper["note en"][0]

    assert korean.line("박장성 인민위원회는").fonts >= {"Dispatch-Hangul"}
    assert {"(번역본)", "대한민국시도지사협의회"} <= set(texts(korean))
    assert "Bắc Giang, 2023년 7월 일" in texts(korean)
    assert {"No.: 05/CH-UBND", "(Translation)", "Bắc Giang, 3 July 2023"} <= set(texts(english))


def test_a_personal_letter_is_signed_in_full(paper):
    (page,) = paper["personal"]

    assert page.line("Bắc Giang, ngày").top < page.line("Kính gửi:").top
    assert page.line("CHỦ TỊCH").middle == close(page.line("Nguyễn Văn A").middle)
    assert page.line("CHỦ TỊCH").left > MIDDLE


def test_a_sheet_is_a_title_and_a_text(paper):
    first = paper["sheet"][0]

    assert first.lines[0].text == "ĐẦU MỐI LIÊN HỆ"
    assert (first.lines[0].middle, first.lines[0].fonts) == (close(MIDDLE), BOLD)


def test_appendices_have_roman_numbers_and_page_numbers_of_their_own(paper):
    heads = [page.lines[0].text for page in paper["appendices"]]
    starts = [index for index, head in enumerate(heads) if head.startswith("Phụ lục")]
    first, second = (paper["appendices"][start] for start in starts)
    wide = paper["appendices"][starts[0] : starts[1]]

    assert [page.lines[0].text for page in (first, second)] == ["Phụ lục I", "Phụ lục II"]
    assert {(round(p.width / MM), round(p.height / MM)) for p in wide} == {(297, 210)}
    assert (round(second.width / MM), round(second.height / MM)) == (210, 297)
    for start, end in ((starts[0], starts[1]), (starts[1], None)):
        numbers = [page.number() for page in paper["appendices"][start:end]]
        assert numbers[0] is None
        assert [n.text for n in numbers[1:]] == [str(n) for n in range(2, len(numbers) + 1)]
        assert len(numbers) > 1


def test_an_appendix_says_what_it_belongs_to(paper):
    page = next(p for p in paper["appendices"] if p.lines[0].text == "Phụ lục I")
    heading, title, enclosed = page.lines[:3]

    assert (title.text, enclosed.text) == (
        "BẢNG TỔNG HỢP Ý KIẾN",
        "(Kèm theo Tờ trình số 07/TTr-SNgV ngày 20 tháng 7 năm 2023 của Sở Ngoại vụ)",
    )
    assert [line.fonts for line in (heading, title, enclosed)] == [BOLD, BOLD, ITALIC]
    assert paper["one appendix"][1].lines[0].text == "Phụ lục"


@pytest.mark.parametrize("name", ["appendices", "sheet", "table last"])
def test_a_table_repeats_its_head_and_keeps_its_rows_whole(paper, name):
    rows = [(p, line) for p in paper[name] for line in p.lines if UNIT in line.text]

    assert len({id(page) for page, _row in rows}) > 2
    assert len(rows) == 40
    for page, row in rows:
        assert page.line("STT").top < row.top


def test_forty_addressees_with_their_dashes_under_the_colon(paper):
    lines = [line for page in paper["to many"] for line in page.lines]
    dashed = [line for line in lines if line.text.startswith("- UBND xã số")]
    label = next(line for line in lines if line.text == "Kính gửi:")

    assert len(dashed) == 40
    assert {round(line.left, 1) for line in dashed} == {round(dashed[0].left, 1)}
    assert dashed[0].left == close(label.right - 14 * 0.278)
    assert (dashed[0].text[-1], dashed[-1].text) == (";", "- UBND xã số 40.")


def test_a_long_agency_and_three_lines_of_authority(paper):
    lines = [line for page in paper["to many"] for line in page.lines]
    left = (LEFT * 1.6 + RIGHT * 0.4) / 2
    agency = [line for line in lines if line.fonts == BOLD and line.middle == close(left)]
    starts = ("TM. ỦY BAN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")
    authority = [next(li for li in lines if li.text.startswith(start)) for start in starts]

    assert len(agency) >= 3
    assert len({round(line.middle) for line in authority}) == 1


def test_thirty_pages_end_with_the_signature_and_some_text(paper):
    last = paper["long"][-1]

    assert len(paper["long"]) >= 30
    assert [page.number().text for page in paper["long"][1:]] == [
        str(n) for n in range(2, len(paper["long"]) + 1)
    ]
    assert len([line for line in last.lines if line.top < last.line("KT. GIÁM ĐỐC").top]) >= 2


def test_after_a_table_the_signature_keeps_a_row(paper):
    last = paper["table last"][-1]

    assert any(UNIT in text for text in texts(last))
    assert last.line("Nguyễn Quang Tuấn")
