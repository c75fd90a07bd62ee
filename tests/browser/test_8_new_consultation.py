"""An officer makes a consultation from nothing; a unit without an address holds it up."""

from playwright.sync_api import expect

from tests.browser.letters import text_of_pdf
from tests.browser.person import lines

TITLE = "Kế hoạch hợp tác quốc tế năm 2022"
FIRST = "Danh mục hoạt động"
AN_PHU = "vanthu.anphu@bacgiang.example"


def test_a_unit_is_added_without_an_address(officer):
    officer.open("/don-vi/")
    officer.follow("Thêm đơn vị")
    officer.type("Mã", "an-phu")
    officer.main.get_by_label("Loại").select_option("xã")
    officer.type("Tên", "An Phú")
    officer.type("Thứ tự", "11")
    officer.press("Thêm đơn vị")

    officer.sees("Đã thêm đơn vị.", "UBND xã An Phú")


def test_a_deadline_that_is_over_is_refused_and_nothing_typed_is_lost(officer):
    officer.open("/")
    officer.follow("Lấy ý kiến mới")
    officer.type("Tên việc lấy ý kiến", TITLE)
    officer.type("Cách gọi dự thảo", "dự thảo Kế hoạch")
    officer.choose("huyện Lục Ngạn")
    officer.choose("xã An Phú")
    officer.type("Ngày (khi ghi ngày)", "05/8/2021")
    officer.main.get_by_label("Đơn vị soạn thảo").select_option(index=1)
    officer.main.get_by_label("Người ký").select_option(index=1)
    officer.type("Kính gửi: UBND …", "các huyện, xã")
    officer.type("Căn cứ, mở đầu", "Thực hiện Chương trình công tác năm 2021.")
    officer.press("Lập dự thảo")

    assert lines(officer.main.get_by_role("alert").locator("li")) == [
        "Thời hạn «trước ngày 05/8/2021» đã qua."
    ]
    assert officer.typed("Căn cứ, mở đầu") == "Thực hiện Chương trình công tác năm 2021."
    assert officer.typed("Tên việc lấy ý kiến") == TITLE


def test_the_draft_says_what_is_still_missing(officer):
    officer.type("Ngày (khi ghi ngày)", "20/8/2021")
    officer.press("Lập dự thảo")

    officer.sees("Đã lập dự thảo. Hãy thêm các nội dung xin ý kiến.")
    assert obstacles(officer) == [
        "Chưa có nội dung xin ý kiến.",
        "UBND xã An Phú chưa có địa chỉ nhận công văn.",
    ]
    expect(officer.main.get_by_role("button", name="Trình duyệt")).to_be_disabled()


def obstacles(person):
    return lines(person.main.locator(".note.error li"))


def test_contents_are_added(officer):
    for heading, passages in (
        (
            FIRST,
            "1. Huyện Lục Ngạn: xúc tiến tiêu thụ vải thiều tại Nhật Bản.\n2. Các xã phối hợp.",
        ),
        ("Kinh phí thực hiện", "Từ nguồn ngân sách địa phương."),
    ):
        officer.follow("Thêm nội dung")
        officer.type("Tiêu đề", heading)
        officer.type("Nội dung", passages)
        if heading == FIRST:
            officer.choose("huyện Lục Ngạn")
        officer.press("Lưu")
        officer.sees("Đã lưu nội dung xin ý kiến.")

    contents = officer.section("Nội dung xin ý kiến").locator(".content")
    assert lines(contents.locator("h3")) == ["1. Danh mục hoạt động", "2. Kinh phí thực hiện"]
    assert lines(contents.locator("h3 + p")) == [
        "Liên quan trực tiếp: Lục Ngạn",
        "Chung cho các đơn vị",
    ]


def test_a_unit_without_an_address_is_red_until_it_has_one(officer):
    assert obstacles(officer) == ["UBND xã An Phú chưa có địa chỉ nhận công văn."]
    red = officer.main.get_by_role("row", name="Xã An Phú").locator(".st.bad")
    assert lines(red) == ["Chưa có địa chỉ"]

    officer.follow("Nhập địa chỉ")
    officer.type("Địa chỉ nhận công văn", AN_PHU)
    officer.press("Lưu")
    officer.open("/")
    officer.follow(TITLE)
    assert obstacles(officer) == []


def test_the_letter_is_composed_from_what_was_typed(officer):
    letter = text_of_pdf(officer.letter_beside(pages=1))

    assert "Thực hiện Chương trình công tác năm 2021." in letter
    assert "1. Danh mục hoạt động" in letter
    assert "trước ngày 20/8/2021" in letter


def test_it_is_approved_and_issued_with_a_number_ahead_of_the_paper_book(
    officer, leader, clerk, rehearsal
):
    rehearsal.refuse_mail_to(AN_PHU)
    officer.press("Trình duyệt")
    leader.open("/")
    leader.follow("Xem và duyệt")
    leader.press("Duyệt văn bản")
    clerk.open("/")
    clerk.follow("Cấp số, phát hành")
    clerk.follow("Cấp số, ban hành")
    clerk.type("Số", "175")
    clerk.press("Cấp số và ban hành")
    clerk.sees("Số kế tiếp là 171.", "các số từ 171 đến 174 được ghi là đã dùng ở sổ giấy")

    clerk.main.get_by_label("Các số bỏ cách đã dùng ở sổ giấy").check()
    clerk.press("Cấp số và ban hành")
    clerk.sees("Đã ban hành văn bản; số và ngày đã ghi vào sổ.", "175/SNgV-")


def test_a_refused_mail_is_sent_again_when_its_mailbox_is_there(officer, rehearsal):
    officer.open("/thu-di/?state=failed&q=an+phu")
    officer.look_again(lambda: "UBND xã An Phú" in officer.text, what="the call is refused")
    officer.follow("UBND xã An Phú")
    officer.sees("Không gửi được", f"550 5.1.1 No such mailbox: {AN_PHU}")

    rehearsal.refuse_mail_to("")
    officer.press("Gửi lại")
    officer.look_again(lambda: "Máy chủ thư đã nhận" in officer.text, what="it is sent again")
    assert rehearsal.mails()[-1]["To"].addresses[0].addr_spec == AN_PHU


def test_the_board_of_the_new_round_shows_both_units(officer):
    officer.open("/")
    officer.follow(TITLE)

    assert [row[1:4] for row in officer.rows()] == [
        [
            "Huyện Lục Ngạn Liên quan trực tiếp nội dung 1",
            "Chưa mở",
            "Đã nhận 12/8 08:00",
        ],
        ["Xã An Phú", "Chưa mở", "Đã nhận 12/8 08:00"],
    ]
