"""The table of comments and answers as an Excel sheet in its customary form."""

import zipfile

import pytest
from openpyxl import load_workbook

from consultations.domain import answer_letters, answer_workbook
from consultations.domain.answer_letters import DECISION, OPTIONAL
from consultations.domain.dispositions import Ruling
from consultations.enums import Decision
from consultations.errors import ConsultationRefused
from tests.consultations import consolidations, rounds
from tests.consultations.consolidations import LATER, MORE, WHY

pytestmark = pytest.mark.django_db
GAP = "\xa0" * 6  # to be filled in by hand
TODAY = LATER.date()
TITLE = "BẢNG TỔNG HỢP, TIẾP THU, GIẢI TRÌNH Ý KIẾN THAM GIA VÀO ĐỀ ÁN"
DEEMED = (
    "Không có ý kiến phản hồi, coi như nhất trí theo công văn; "
    "máy chủ thư đã nhận công văn lúc 08:00 ngày 02/8/2021."
)


@pytest.fixture
def table():
    table = consolidations.completed()
    consolidations.kind_of_submission()
    return table


def sheet_of(table, columns=OPTIONAL):
    with answer_workbook.workbook(table, columns, on=TODAY) as file:
        return load_workbook(file).active


def values(sheet):
    return [[cell for cell in row if cell] for row in sheet.values]


def test_titles_rows_and_who_stands_apart(table):
    assert values(sheet_of(table, ())) == [
        ["Phụ lục"],
        [TITLE],
        [f"(Kèm theo Tờ trình số {GAP}/TTr-SNgV ngày{GAP}tháng 8 năm 2021 của Sở Ngoại vụ)"],
        [
            "1. Tổng số cơ quan đã gửi xin ý kiến: 04; số cơ quan có văn bản trả lời: 03; "
            "tổng số ý kiến góp ý nhận được: 03."
        ],
        ["2. Kết quả cụ thể:"],
        ["STT", "Nội dung lấy ý kiến", "Đơn vị góp ý", "Nội dung góp ý", ANSWER],
        [1, "Nội dung 1. Mục tiêu", "UBND huyện Lục Ngạn", MORE, f"Giải trình: {WHY.text}"],
        [2, "UBND huyện Sơn Động", "đề nghị bổ sung  kinh phí.", f"Giải trình: {WHY.text}"],
        [3, "Nội dung 2. Mục tiêu", "UBND huyện Sơn Động", "Bỏ.", f"Giải trình: {WHY.text}"],
        ["Đơn vị nhất trí hoặc không có văn bản trả lời"],
        [1, "UBND huyện Yên Thế", "Nhất trí", AGREED],
        [2, "UBND huyện Yên Dũng", "Coi như nhất trí", DEEMED],
    ]


ANSWER = "Nội dung tiếp thu, giải trình"
AGREED = "Đã trả lời ngày 02/8/2021, số tiếp nhận 03/2021."


@pytest.mark.parametrize(
    ("columns", "headings"),
    [
        ((), []),
        ((DECISION,), ["Hướng xử lý"]),
        (OPTIONAL, ["Ý kiến", "Hướng xử lý"]),
    ],
)
def test_the_columns_chosen_stand_beside_those_that_always_do(table, columns, headings):
    head = [cell.value for cell in sheet_of(table, columns)[6]]
    always = {"STT", "Nội dung lấy ý kiến", "Đơn vị góp ý", "Nội dung góp ý", ANSWER}
    assert [each for each in head if each not in always] == headings


def test_the_rows_of_a_content_share_one_cell_and_titles_go_across(table):
    merged = {str(each) for each in sheet_of(table, ()).merged_cells.ranges}
    assert merged == {"A1:E1", "A2:E2", "A3:E3", "A4:E4", "A5:E5", "B7:B8", "A10:E10"}


def test_it_prints_across_on_a4_with_the_head_row_on_each_page(table):
    sheet = sheet_of(table)
    setup = sheet.page_setup
    assert (setup.orientation, setup.paperSize, setup.fitToWidth, setup.fitToHeight) == (
        "landscape", 9, 1, 0,
    )  # fmt: skip
    assert (sheet.print_title_rows, sheet.freeze_panes) == ("$6:$6", "A7")
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    border = sheet["C8"].border
    assert {border.left.style, border.right.style, border.top.style, border.bottom.style} == {
        "thin"
    }
    assert (sheet["A2"].font.bold, sheet["A3"].font.italic) == (True, True)
    assert sheet["D7"].alignment.wrap_text


def test_the_number_of_the_submission_stands_in_it_once_it_is_issued(table):
    officer = rounds.person("officer")
    made = answer_letters.draft_submission(table, (), by=officer, at=LATER)
    rounds.issue_dispatch(made, LATER)
    table.refresh_from_db()
    assert values(sheet_of(table))[2] == [
        "(Kèm theo Tờ trình số 02/TTr-SNgV ngày 10 tháng 8 năm 2021 của Sở Ngoại vụ)"
    ]


def test_what_looks_like_a_formula_is_a_text():
    table = consolidations.begun()
    everything = list(table.dispositions.all())
    words = Ruling(decision=Decision.EXPLAINED, text="=HYPERLINK(A1)")
    consolidations.decide(table, *everything, ruling=words)
    consolidations.consolidating.complete(table, by=rounds.person("officer"), at=LATER)
    table.refresh_from_db()
    consolidations.kind_of_submission()
    with answer_workbook.workbook(table, (DECISION,), on=TODAY) as file:
        cell = load_workbook(file).active["F7"]
        assert (cell.value, cell.data_type, cell.quotePrefix) == ("=HYPERLINK(A1)", "s", True)
        with zipfile.ZipFile(file) as packed:
            assert b"<f>" not in packed.read("xl/worksheets/sheet1.xml")


def test_an_incomplete_table_is_not_given():
    with pytest.raises(ConsultationRefused, match="chưa hoàn thành"):
        answer_workbook.workbook(consolidations.begun(), (), on=TODAY)
