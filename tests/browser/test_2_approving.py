"""The leader, on a phone, returns the letter with a reason, later approves it; edits undo that."""

from tests.browser.person import lines

ROUND = "Đề án hợp tác cấp địa phương, lấy ý kiến lần 2"
SUBJECT = "V/v đề nghị tham gia ý kiến vào Đề án hợp tác cấp địa phương (lần 2)"
REASON = "Đề nghị ghi rõ lời cảm ơn ở cuối công văn."


def waiting_for(person, heading):
    return lines(person.section(heading).locator("li"))


def reword(officer, closing):
    officer.open("/lay-y-kien/2/loi-van/")
    officer.type("Lời kết", closing)
    officer.press("Lưu")
    officer.sees("Đã lưu lời văn công văn.", "Dự thảo")


def test_the_leader_sees_what_waits_and_reads_it(leader):
    leader.open("/")
    assert waiting_for(leader, "Chờ duyệt") == [f"SNgV-NV {SUBJECT} Xem và duyệt"]

    leader.follow("Xem và duyệt")
    leader.sees(SUBJECT, "Cần xem lại câu chữ:", "Lặp từ: “Đề án Đề án”.")
    assert leader.letter_beside(pages=3).startswith(b"%PDF-")


def test_the_leader_returns_it_with_a_reason(leader, officer):
    leader.main.get_by_text("Trả lại người soạn thảo").click()
    leader.type("Lý do trả lại", REASON)
    leader.press("Trả lại")
    leader.sees("Đã trả lại văn bản cho người soạn thảo.")
    leader.open("/")
    leader.sees("Không có văn bản nào chờ duyệt.")

    officer.open("/")
    assert waiting_for(officer, "Đang chuẩn bị") == [
        f"Dự thảo {ROUND} trước ngày 09/8/2021 Trả lại: {REASON} Mở"
    ]


def test_the_officer_mends_and_submits_again(officer):
    officer.follow(ROUND)
    officer.sees(f"Lãnh đạo trả lại: {REASON}")

    reword(officer, "Sở Ngoại vụ trân trọng cảm ơn sự quan tâm, phối hợp của UBND các huyện.")
    officer.press("Trình duyệt")
    officer.sees("Đã trình lãnh đạo duyệt.")
    officer.does_not_see(REASON)


def test_what_the_leader_has_not_read_cannot_be_approved(leader, officer):
    leader.open("/")
    leader.follow("Xem và duyệt")
    reword(officer, "Sở Ngoại vụ trân trọng cảm ơn.")
    officer.press("Trình duyệt")

    leader.press("Duyệt văn bản")

    leader.sees("Nội dung đã thay đổi sau khi đồng chí mở xem. Đề nghị xem lại rồi duyệt.")


def test_an_edit_after_approval_drops_it(leader, officer):
    leader.press("Duyệt văn bản")
    leader.sees("Đã duyệt. Văn bản chờ văn thư cấp số.")

    officer.open("/lay-y-kien/2/")
    officer.sees("Chờ cấp số", "Sửa bất kỳ chỗ nào sẽ rút lại việc trình duyệt")
    reword(
        officer,
        "Sở Ngoại vụ rất mong nhận được sự quan tâm, phối hợp của UBND các huyện, thành phố",
    )

    leader.open("/")
    leader.sees("Không có văn bản nào chờ duyệt.")


def test_the_leader_approves_what_is_sent_again(leader, officer):
    officer.press("Trình duyệt")
    leader.open("/")
    leader.follow("Xem và duyệt")
    leader.press("Duyệt văn bản")

    leader.sees("Đã duyệt. Văn bản chờ văn thư cấp số.")
