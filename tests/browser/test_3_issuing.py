"""The clerk gives number and day; the worker makes the PDF, and ten mails leave with it."""

from tests.browser.letters import text_of_pdf
from tests.browser.person import lines

CLERKS = "vanthu.{}@bacgiang.example"
REFUSED = "vanthu.yendung@bacgiang.example"
REPLY = f"550 5.1.1 No such mailbox: {REFUSED}"
CALL, LINK = "Đề nghị tham gia ý kiến", "Liên kết cá nhân"
UNITS = {
    "bacgiang": "UBND thành phố Bắc Giang",
    "hiephoa": "UBND huyện Hiệp Hòa",
    "langgiang": "UBND huyện Lạng Giang",
    "lucnam": "UBND huyện Lục Nam",
    "lucngan": "UBND huyện Lục Ngạn",
    "sondong": "UBND huyện Sơn Động",
    "tanyen": "UBND huyện Tân Yên",
    "vietyen": "UBND huyện Việt Yên",
    "yendung": "UBND huyện Yên Dũng",
    "yenthe": "UBND huyện Yên Thế",
}


def test_the_clerk_is_offered_the_next_number(clerk, rehearsal):
    rehearsal.refuse_mail_to(REFUSED)
    clerk.open("/")
    assert len(lines(clerk.section("Chờ cấp số").locator("li"))) == 1
    clerk.follow("Cấp số, phát hành")
    clerk.follow("Cấp số, ban hành")

    clerk.sees("Số kế tiếp trong sổ là 170.")
    assert clerk.typed("Số") == "170"


def test_the_clerk_issues_and_the_worker_makes_the_pdf(clerk):
    clerk.press("Cấp số và ban hành")
    clerk.sees("Đã ban hành văn bản; số và ngày đã ghi vào sổ.", "170/SNgV-NV")

    clerk.look_again(lambda: "SHA-256" in clerk.text, what="the PDF is made")

    letter = text_of_pdf(clerk.letter_beside(pages=3))
    assert "Số: 170/SNgV-NV" in letter
    assert "Bắc Giang, ngày 02 tháng 8 năm 2021" in letter


def settled(person, kind):
    """The mails in the list that wait no longer: to whom, where, how it went, what was replied."""
    done = ("Máy chủ thư đã nhận", "Không gửi được")
    rows = [row for row in person.rows() if row[4] in done and row[2].startswith(kind)]
    return [[row[0], row[1], row[4], row[6]] for row in rows]


def test_ten_calls_and_ten_personal_links_leave_and_each_shows_its_state(officer, rehearsal):
    officer.open("/thu-di/")
    officer.look_again(
        lambda: [len(settled(officer, kind)) for kind in (CALL, LINK)] == [10, 10],
        what="twenty mails are gone",
    )

    accepted = [
        [name, CLERKS.format(login), "Máy chủ thư đã nhận", "250 OK"]
        for login, name in UNITS.items()
        if login != "yendung"
    ]
    assert sorted(settled(officer, CALL)) == sorted(
        [*accepted, [UNITS["yendung"], REFUSED, "Không gửi được", REPLY]]
    )
    calls = [mail for mail in rehearsal.mails() if mail["Subject"].startswith(CALL)]
    assert {mail["To"].addresses[0].addr_spec for mail in calls} == {
        CLERKS.format(login) for login in UNITS if login != "yendung"
    }
    [attached] = {part.get_content() for mail in calls for part in mail.iter_attachments()}
    assert "Số: 170/SNgV-NV" in text_of_pdf(attached)


def test_the_board_shows_where_each_unit_stands(officer):
    officer.open("/")
    officer.sees("UBND huyện Yên Dũng chưa nhận được công văn.")
    officer.follow("Mở đợt lấy ý kiến")

    officer.sees("Công văn 170/SNgV-NV ngày 02/8/2021", "Đang lấy ý kiến")
    rows = {row[1].split(" Liên quan")[0]: row[2:5] for row in officer.rows()}
    assert len(rows) == 10
    assert rows["Huyện Yên Dũng"] == ["Thư không đến", "Máy chủ từ chối 02/8 08:00", ""]
    assert rows["Huyện Sơn Động"] == ["Chưa mở", "Đã nhận 02/8 08:00", "Kế tiếp 03/8 08:00"]
