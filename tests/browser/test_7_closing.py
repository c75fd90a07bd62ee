"""The deadline passes: a late answer is kept and marked; the leader confirms how the round ends."""

from tests.browser.answering import open_call, say
from tests.browser.person import lines

OUTCOMES = [
    ["Thành phố Bắc Giang", "Nhất trí", "Đã trả lời ngày 04/8/2021, số tiếp nhận 05/2021."],
    ["Huyện Hiệp Hòa", "Không nhất trí", "Đã trả lời ngày 02/8/2021, số tiếp nhận 04/2021."],
    [
        "Huyện Lạng Giang",
        "Coi như nhất trí",
        "Không có ý kiến phản hồi, coi như nhất trí theo công văn; "
        "đã mở công văn trên cổng lúc 08:00 ngày 04/8/2021.",
    ],
    [
        "Huyện Lục Nam",
        "Coi như nhất trí",
        "Không có ý kiến phản hồi, coi như nhất trí theo công văn; "
        "máy chủ thư đã nhận công văn lúc 08:00 ngày 02/8/2021.",
    ],
    ["Huyện Lục Ngạn", "Nhất trí kèm góp ý", "Đã trả lời ngày 02/8/2021, số tiếp nhận 02/2021."],
    [
        "Huyện Sơn Động",
        "Coi như nhất trí",
        "Không có ý kiến phản hồi, coi như nhất trí theo công văn; "
        "máy chủ thư đã nhận công văn lúc 08:00 ngày 02/8/2021.",
    ],
    ["Huyện Tân Yên", "Nhất trí", "Đã trả lời ngày 02/8/2021, số tiếp nhận 03/2021."],
    [
        "Huyện Việt Yên",
        "Nhất trí kèm góp ý",
        "Đã trả lời ngày 10/8/2021, số tiếp nhận 07/2021.",
    ],
    [
        "Huyện Yên Dũng",
        "Không có văn bản trả lời",
        "Công văn không đến đơn vị: máy chủ thư từ chối địa chỉ vanthu.yendung@bacgiang.example.",
    ],
    [
        "Huyện Yên Thế",
        "Nhất trí kèm góp ý",
        "Đã trả lời ngày 10/8/2021, số tiếp nhận 06/2021, muộn 1 ngày.",
    ],
]


def test_some_answer_in_time_and_some_only_look(meet):
    bac_giang = meet("bacgiang", phone=True)
    open_call(bac_giang)
    bac_giang.press("Nhất trí toàn bộ")
    bac_giang.press("Gửi ý kiến")
    bac_giang.sees("số tiếp nhận 05/2021", "Trong thời hạn")

    lang_giang = meet("langgiang")
    open_call(lang_giang)
    lang_giang.sees("Trước ngày 10/8/2021", "Đã gia hạn; hạn ban đầu: trước ngày 09/8/2021.")


def test_an_answer_on_a_stale_page_is_kept_and_can_be_sent_late(meet, officer):
    officer.move_clock("2021-08-09T23:30")
    yen_the = meet("yenthe")
    open_call(yen_the)
    for ordinal in (1, 2, 3):
        say(yen_the, ordinal, "Nhất trí kèm góp ý", "Đề nghị kéo dài thời hạn.")
    yen_the.press("Kiểm tra và gửi", inside=yen_the.main.locator("aside"))
    officer.move_clock("2021-08-10T08:00")

    with yen_the.watcher.expecting(409):
        yen_the.press("Gửi ý kiến")
    yen_the.sees("Chưa gửi: đã hết thời hạn", "Nội dung đã soạn còn nguyên trong bản nháp")
    yen_the.press("Gửi muộn")

    yen_the.sees("số tiếp nhận 06/2021", "muộn 1 ngày", "Đề nghị kéo dài thời hạn.")


def test_the_unit_with_more_time_is_still_in_time(meet):
    viet_yen = meet("vietyen")
    viet_yen.open("/")
    viet_yen.follow("Soạn tiếp và gửi")
    for ordinal in (1, 3):
        say(viet_yen, ordinal, "Nhất trí")
    viet_yen.press("Kiểm tra và gửi", inside=viet_yen.main.locator("aside"))
    viet_yen.press("Gửi ý kiến")

    viet_yen.sees("số tiếp nhận 07/2021", "Trong thời hạn")
    viet_yen.does_not_see("muộn")


def test_the_closing_screen_lists_each_outcome_and_why(officer):
    officer.open("/")
    officer.sees("1 đơn vị còn thời hạn (trước ngày 12/8/2021); hết thời hạn đó mới kết thúc đợt.")
    officer.move_clock("2021-08-12T08:00")
    officer.open("/")
    officer.follow("Xem kết quả dự kiến")

    assert officer.rows() == OUTCOMES


def test_the_officer_proposes_and_the_leader_confirms_what_silence_means(officer, leader):
    officer.press("Trình lãnh đạo xác nhận (3 đơn vị coi như nhất trí)")
    officer.open("/")
    officer.sees("Chờ lãnh đạo xác nhận kết thúc đợt lấy ý kiến.")

    leader.open("/")
    leader.follow("Xác nhận kết thúc")
    leader.sees("3 đơn vị không trả lời sẽ được ghi «coi như nhất trí» theo câu trong công văn.")
    leader.press("Xác nhận và ghi kết quả 10 đơn vị")


def test_the_officer_finds_the_round_closed(officer):
    officer.open("/")
    assert lines(officer.section("Đã kết thúc").locator("li"))[0].endswith(
        "2 nhất trí, 3 nhất trí kèm góp ý, 1 không nhất trí, 1 không có văn bản trả lời, "
        "3 coi như nhất trí Xem"
    )


def test_a_silent_unit_reads_how_it_was_counted(meet):
    lang_giang = meet("langgiang")
    lang_giang.open("/")
    lang_giang.sees("Coi như nhất trí", "Đã kết thúc")
    lang_giang.follow("Đề án hợp tác cấp địa phương (lần 2)")

    lang_giang.sees(
        "Kết quả của đơn vị Coi như nhất trí",
        "đã mở công văn trên cổng lúc 08:00 ngày 04/8/2021.",
    )
    lang_giang.does_not_see("quá hạn")
