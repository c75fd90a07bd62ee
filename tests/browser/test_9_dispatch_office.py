"""A document from the first word to its recipient, and what came in for an officer."""

import re

SUBJECT = "V/v mời tham gia lớp bồi dưỡng hội nhập quốc tế"


def submit(officer):
    officer.press("Lưu và đóng")
    officer.letter_beside(pages=1)
    officer.press("Trình duyệt")


def test_an_officer_writes_beside_the_page_and_sees_slips_at_once(officer):
    officer.open("/van-ban/soan/")
    officer.main.get_by_label("Thể loại").select_option("Công văn")
    officer.main.get_by_label("Đơn vị soạn thảo").select_option(index=1)
    officer.type("Trích yếu", SUBJECT)
    officer.press("Lập dự thảo")
    officer.sees("Soạn: Công văn")
    officer.letter_beside(pages=1)
    officer.main.locator("[name=rows-0-text]").fill("Lớp mở thứ Hai, ngày 17/8/2021.")

    officer.sees("Ngày 17/8/2021 là thứ Ba, không phải “thứ Hai”.")


def test_what_is_to_nobody_is_not_submitted(officer):
    submit(officer)

    officer.sees("Văn bản chưa ghi nơi nhận ở mục «Kính gửi».")


def test_it_is_submitted_with_its_addressees(officer):
    officer.letter_beside(pages=1)
    officer.follow("Soạn")
    officer.letter_beside(pages=1)
    officer.type("Kính gửi", "UBND huyện Lục Ngạn\nSở Nội vụ")
    officer.type("Nơi nhận", "Như trên;\nLưu: VT, NV.")
    submit(officer)

    officer.sees("Đã trình lãnh đạo duyệt.", "Chờ duyệt")


def test_the_leader_returns_it_with_a_remark_on_a_block(leader):
    leader.open("/")
    leader.follow(SUBJECT)
    leader.letter_beside(pages=1)
    leader.page.get_by_text("Trả lại người soạn thảo").click()
    leader.type("Lý do trả lại", "Sửa ngày")
    leader.page.get_by_text("Nhận xét từng đoạn").click()
    leader.main.locator("[name=remark-0]").fill("Ngày này là thứ Ba")
    leader.press("Trả lại")
    leader.letter_beside(pages=1)

    leader.sees("Đã trả lại văn bản cho người soạn thảo.")


def test_the_officer_finds_it_on_the_desk_and_mends_it(officer):
    officer.open("/")
    officer.sees("Trả lại: Sửa ngày")
    officer.follow(f"Mở {SUBJECT}")
    officer.sees("Ngày này là thứ Ba")
    officer.letter_beside(pages=1)
    officer.follow("Soạn")
    officer.letter_beside(pages=1)
    officer.main.locator("[name=rows-0-text]").fill("Lớp mở thứ Ba, ngày 17/8/2021./.")
    submit(officer)

    officer.does_not_see("Cần xem lại câu chữ:")


def test_it_is_approved_and_numbered(leader, clerk):
    leader.open("/")
    leader.follow(SUBJECT)
    leader.letter_beside(pages=1)
    leader.press("Duyệt văn bản")
    leader.letter_beside(pages=1)
    clerk.open("/")
    clerk.follow(SUBJECT)
    clerk.letter_beside(pages=1)
    clerk.follow("Cấp số, ban hành")
    clerk.press("Cấp số và ban hành")

    clerk.sees("Đã ban hành", "2 nơi nhận chưa gửi")


def test_it_is_sent_each_in_its_way(clerk):
    clerk.letter_beside(pages=1)
    clerk.follow("Gửi văn bản")
    clerk.main.get_by_label("Cách gửi UBND huyện Lục Ngạn").select_option("Trên cổng")
    clerk.main.get_by_label("Cách gửi Sở Nội vụ").select_option("Giao trực tiếp")
    clerk.press("Xem lại trước khi gửi")
    clerk.sees("1 đơn vị nhận văn bản trên cổng.", "1 nơi nhận bản giấy")
    with clerk.page.expect_navigation():
        clerk.main.get_by_role("button", name=re.compile("^Gửi|^Ghi")).first.click()
    clerk.inspect()

    # Nothing leaves before the PDF is made.
    there = "Đã đưa lên cổng, chưa mở"
    clerk.look_again(lambda: there in clerk.text, what="the document is in the unit's portal")
    clerk.sees("Chờ giao")


def test_the_unit_opens_it_and_that_is_seen(luc_ngan, clerk):
    luc_ngan.open("/don-vi/van-ban-nhan/")
    luc_ngan.follow(SUBJECT)
    luc_ngan.file(luc_ngan.main.get_by_role("link", name="Tải PDF"))

    clerk.look_again(lambda: "Nơi nhận đã mở" in clerk.text, what="the opening")
