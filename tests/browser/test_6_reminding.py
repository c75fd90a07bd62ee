"""The clock moves: reminders go to those who owe an answer; the officer reminds and extends."""

from tests.browser.answering import open_call, say

REMINDED = ["bacgiang", "langgiang", "lucnam", "sondong", "vietyen", "yenthe"]


def to(mails):
    """Whose mail it is, by the first part of the address."""
    return sorted(mail["To"].addresses[0].username.removeprefix("vanthu.") for mail in mails)


def new_mails(rehearsal, before, subject):
    return [mail for mail in rehearsal.mails()[before:] if mail["Subject"].startswith(subject)]


def test_a_unit_leaves_a_draft_behind(meet):
    viet_yen = meet("vietyen")
    open_call(viet_yen)
    say(viet_yen, 2, "Nhất trí kèm góp ý", "Đề nghị bổ sung Đài Loan.")
    viet_yen.press("Kiểm tra và gửi", inside=viet_yen.main.locator("aside"))

    viet_yen.open("/")
    viet_yen.sees("Có bản nháp lưu 02/8 08:00, chưa gửi")


def test_the_next_morning_those_who_owe_an_answer_are_reminded(officer, rehearsal):
    before = len(rehearsal.mails())
    officer.open("/lay-y-kien/2/")
    officer.press("Ngày làm việc sau, 08:00")

    officer.sees("Đồng hồ của cổng nay là 08:00 thứ Ba 03/8/2021.")
    reminders = new_mails(rehearsal, before, "Nhắc tham gia ý kiến (còn 5 ngày)")
    assert to(reminders) == REMINDED
    other_words = [m for m in reminders if "Đơn vị đã có bản nháp" in m.get_content()]
    assert to(other_words) == ["vietyen"]


def test_the_board_tells_what_went_and_what_comes(officer):
    rows = {row[1].split(" Liên quan")[0]: row[2:5] for row in officer.rows()}
    assert rows["Huyện Sơn Động"] == [
        "Chưa mở",
        "Đã nhận 02/8 08:00",
        "Đã nhắc 03/8 08:00 Kế tiếp 05/8 08:00",
    ]
    assert rows["Huyện Việt Yên"][0] == "Đang soạn, 1/3 nội dung"
    assert rows["Huyện Lục Ngạn"] == ["Nhất trí kèm góp ý", "Trả lời 02/8 08:00", ""]


def test_the_officer_reminds_a_selection(officer, rehearsal):
    before = len(rehearsal.mails())
    officer.choose("Chọn thành phố Bắc Giang")
    officer.choose("Chọn huyện Việt Yên")
    officer.sees("Đã chọn 2")
    officer.press("Nhắc đơn vị đã chọn…")

    officer.sees("Nhắc 2 đơn vị", "UBND thành phố Bắc Giang", "UBND huyện Việt Yên")
    officer.main.get_by_text("Xem trước thư gửi UBND thành phố Bắc Giang").click()
    officer.sees("Thời hạn: trước ngày 09/8/2021", "còn 5 ngày")
    officer.press("Gửi nhắc")

    officer.sees("Đã gửi nhắc 2 đơn vị.")
    officer.press("Thêm 1 giờ")
    assert to(new_mails(rehearsal, before, "Nhắc tham gia")) == ["bacgiang", "vietyen"]


def test_one_unit_gets_more_time(officer, rehearsal):
    before = len(rehearsal.mails())
    officer.follow("Huyện Việt Yên")
    officer.follow("Gia hạn riêng")
    officer.type("Ngày", "06/8/2021")
    officer.type("Lý do gia hạn", "Đơn vị đang phòng, chống dịch.")
    officer.press("Gia hạn")
    officer.sees("Thời hạn mới phải sau thời hạn đang áp dụng (trước ngày 09/8/2021).")

    officer.type("Ngày", "12/8/2021")
    officer.press("Gia hạn")
    officer.sees("Đã gia hạn: trước ngày 12/8/2021.")
    officer.press("Thêm 1 giờ")
    assert to(new_mails(rehearsal, before, "Gia hạn tham gia ý kiến (trước ngày 12/8/2021)")) == [
        "vietyen"
    ]


def test_all_get_one_day_more(officer, meet, rehearsal):
    before = len(rehearsal.mails())
    officer.open("/lay-y-kien/2/")
    officer.follow("Gia hạn")
    officer.type("Ngày", "10/8/2021")
    officer.type("Lý do gia hạn", "Ngày cuối là ngày nghỉ.")
    officer.press("Gia hạn")

    officer.sees(
        "Đã gia hạn: trước ngày 10/8/2021.",
        "Trước ngày 10/8/2021",
        "Đã gia hạn; hạn ban đầu: trước ngày 09/8/2021.",
    )
    officer.press("Thêm 1 giờ")
    told = to(new_mails(rehearsal, before, "Gia hạn tham gia ý kiến (trước ngày 10/8/2021)"))
    assert [unit for unit in REMINDED if unit not in told] == ["vietyen"]
    viet_yen = meet("vietyen")
    viet_yen.open("/")
    viet_yen.sees("Trước ngày 12/8/2021", "Đã gia hạn; hạn ban đầu: trước ngày 09/8/2021.")


def test_reminders_follow_the_new_deadline(officer, rehearsal):
    before = len(rehearsal.mails())
    officer.press("Ngày làm việc sau, 08:00")

    assert to(new_mails(rehearsal, before, "Nhắc tham gia ý kiến (còn")) == REMINDED
