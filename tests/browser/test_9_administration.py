"""The administrator keeps people, duties, the calendar, the office; reads trail and outbox."""

from tests.browser.person import Person

NEW_PASSWORD = "Nui-Dong-Cao-2022"


def test_the_desk_of_the_administrator_is_the_list_of_users(administrator):
    administrator.open("/")

    administrator.sees("Người dùng", "14 kết quả")


def test_a_new_user_gets_a_password_for_once_and_replaces_it(administrator, browser, rehearsal):
    administrator.follow("Thêm người dùng")
    administrator.type("Tên đăng nhập", "nguyenvanan")
    administrator.type("Họ và tên", "Nguyễn Văn An")
    administrator.main.get_by_label("Vai trò").select_option("Cán bộ đơn vị")
    administrator.press("Lập tài khoản")
    administrator.sees("Mật khẩu dùng một lần của Nguyễn Văn An")
    given = administrator.main.locator("code").inner_text()

    newcomer = Person(browser, rehearsal, "nguyenvanan")
    newcomer.page.goto("/")
    newcomer.sign_in(given)
    newcomer.type("Mật khẩu đang dùng", given)
    newcomer.type("Mật khẩu mới", NEW_PASSWORD)
    newcomer.type("Nhập lại mật khẩu mới", NEW_PASSWORD)
    newcomer.press("Đổi mật khẩu")
    newcomer.open("/")
    newcomer.sees("Tài khoản chưa gắn với đơn vị nào")
    newcomer.context.close()


def test_the_newcomer_is_given_a_unit(administrator):
    administrator.open("/don-vi/dau-moi/")
    administrator.follow("Giao làm đầu mối")
    administrator.main.get_by_label("Cán bộ").select_option("Nguyễn Văn An")
    administrator.main.get_by_label("Đơn vị*").select_option("xã An Phú")
    administrator.type("Từ ngày", "10/8/2021")
    administrator.press("Giao làm đầu mối")

    administrator.sees("xã An Phú", "Nguyễn Văn An", "10/8/2021")


def test_a_made_up_day_is_marked_with_its_notice(administrator):
    administrator.open("/tai-khoan/lich/")
    administrator.sees("Lịch làm việc năm 2021")
    administrator.type("Ngày", "14/8/2021")
    administrator.main.get_by_label("Là ngày").select_option("làm việc, kể cả làm bù")
    administrator.type("Căn cứ", "Thông báo số 12/TB-SNgV.")
    administrator.press("Ghi vào lịch")

    administrator.sees("14/8/2021", "thứ Bảy", "Thông báo số 12/TB-SNgV.")


def test_the_names_of_the_office_can_be_changed(administrator):
    administrator.open("/van-ban/co-quan/")
    administrator.sees("Sở Ngoại vụ", "UBND tỉnh Bắc Giang", "SNgV", "SNgV-NV", "Ngô Biên Cương")
    administrator.follow("Đơn vị soạn thảo NV")
    administrator.type("Tên đơn vị", "Phòng Nghiệp vụ")
    administrator.press("Lưu")

    administrator.sees("Phòng Nghiệp vụ", "SNgV-NV")


def test_the_trail_tells_who_did_what(administrator):
    administrator.open("/tai-khoan/nhat-ky/")
    done = [row[1:3] for row in administrator.rows()]
    assert done[:2] == [
        ["Quản trị hệ thống", "Sửa đơn vị soạn thảo"],
        ["Quản trị hệ thống", "Ghi ngày nghỉ, ngày làm bù"],
    ]

    administrator.main.get_by_label("Việc").select_option("Kết thúc đợt lấy ý kiến")
    administrator.press("Lọc")
    assert [row[1:3] for row in administrator.rows()] == [
        ["Lãnh đạo Sở", "Kết thúc đợt lấy ý kiến"]
    ]


def test_the_outbox_shows_what_did_not_leave_and_nothing_useless_leaves_later(administrator):
    administrator.open("/thu-di/?state=failed")
    assert {tuple(row[:2]) for row in administrator.rows()} == {
        ("UBND huyện Yên Dũng", "vanthu.yendung@bacgiang.example")
    }

    administrator.follow("UBND huyện Yên Dũng")
    administrator.press("Gửi lại")
    administrator.look_again(
        lambda: "Không còn cần gửi" in administrator.text, what="the round is closed"
    )


def test_the_portal_is_well_at_the_end(rehearsal, administrator):
    health = administrator.context.request.get("/suc-khoe/")

    assert health.status == 200
    errors = [
        line
        for log in (rehearsal.folder / "log").glob("*.log")
        for line in log.read_text("utf-8").splitlines()
        if (" ERROR " in line or "Traceback" in line) and "/suc-khoe/" not in line
    ]
    assert errors == []
