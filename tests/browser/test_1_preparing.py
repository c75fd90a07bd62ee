"""The officer finds round 2 as a draft, reads it beside its letter, and submits it."""

from tests.browser.letters import text_of_pdf
from tests.browser.person import lines

LETTER = "Đề án hợp tác cấp địa phương, lấy ý kiến lần 2"


def test_home_shows_what_is_closed_and_what_is_in_preparation(officer):
    officer.open("/")

    officer.sees("Không có đợt lấy ý kiến nào đang mở.")
    assert lines(officer.section("Đang chuẩn bị").locator("li")) == [
        f"Dự thảo {LETTER} trước ngày 09/8/2021 Mở"
    ]
    assert lines(officer.section("Đã kết thúc").locator("li")) == [
        "2021 Đề án hợp tác cấp địa phương, lấy ý kiến lần 1 "
        "Công văn 169/SNgV-HTQT ngày 29/3/2021 6 nhất trí, 4 không có văn bản trả lời Xem"
    ]


def test_a_list_on_a_phone_says_what_each_value_is(officer):
    officer.open("/lay-y-kien/")

    cells = officer.main.locator("tbody tr").first.locator("td").all()
    assert [cell.get_attribute("data-label") for cell in cells] == [
        None,
        "Công văn",
        "Ngày",
        "Thời hạn",
        "Trạng thái",
        "Đã trả lời",
    ]


def test_the_first_round_is_kept_as_the_document_tells_it(officer):
    officer.open("/")
    officer.follow("Đề án hợp tác cấp địa phương, lấy ý kiến lần 1")

    outcomes = {unit: outcome for unit, outcome, *_rest in officer.rows()}
    assert sorted(unit for unit, outcome in outcomes.items() if outcome == "Nhất trí") == [
        "Huyện Hiệp Hòa",
        "Huyện Lục Nam",
        "Huyện Lục Ngạn",
        "Huyện Tân Yên",
        "Huyện Yên Thế",
        "Thành phố Bắc Giang",
    ]
    assert sorted(
        unit for unit, outcome in outcomes.items() if outcome == "Không có văn bản trả lời"
    ) == ["Huyện Lạng Giang", "Huyện Sơn Động", "Huyện Việt Yên", "Huyện Yên Dũng"]


def test_the_draft_shows_contents_deadline_and_warnings(officer):
    officer.open("/")
    officer.follow(LETTER)

    officer.sees(
        "Trước ngày 09/8/2021",
        "Hạn cuối: hết Chủ nhật 08/8/2021, 24:00 giờ Hà Nội.",
        "Ngày cuối nhận ý kiến (Chủ nhật 08/8/2021) là ngày nghỉ; "
        "ngày làm việc cuối là thứ Sáu 06/8/2021.",
        "Lặp từ: “Đề án Đề án”.",
    )
    contents = officer.section("Nội dung xin ý kiến").locator(".content")
    assert lines(contents.locator("h3")) == [
        "1. Mục tiêu cụ thể của Đề án đối với các huyện, thành phố",
        "2. Định hướng lĩnh vực, đối tác hợp tác của các huyện, thành phố giai đoạn 2021-2025",
        "3. Nhiệm vụ của UBND các huyện, thành phố trong tổ chức thực hiện Đề án",
    ]
    assert lines(contents.locator("h3 + p")) == [
        "Chung cho các đơn vị",
        "Liên quan trực tiếp: Bắc Giang, Lục Ngạn, Việt Yên, Yên Dũng",
        "Liên quan trực tiếp: Bắc Giang, Lục Ngạn, Việt Yên, Yên Dũng",
    ]


def test_the_letter_beside_it_has_neither_number_nor_day(officer):
    letter = text_of_pdf(officer.letter_beside(pages=3))

    assert "Số: /SNgV-NV" in letter
    assert "Bắc Giang, ngày tháng 8 năm 2021" in letter
    assert (
        "UBND thành phố Bắc Giang và các huyện Hiệp Hòa, Lục Nam, Lục Ngạn, Tân Yên, Yên Thế "
        "nhất trí" in letter
    )
    assert "dự thảo Đề án Đề án đẩy mạnh hợp tác quốc tế" in letter


def test_the_officer_submits_it(officer):
    officer.press("Trình duyệt")

    officer.sees("Đã trình lãnh đạo duyệt.", "Chờ duyệt")
    officer.open("/")
    assert lines(officer.section("Đang chuẩn bị").locator("li")) == [
        f"Chờ duyệt {LETTER} trước ngày 09/8/2021 Mở"
    ]
