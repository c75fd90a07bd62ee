"""A unit answers content by content, loses its session on the way, corrects; others agree."""

import re

from playwright.sync_api import expect

from tests.browser.answering import COMMENT, content, open_call, say
from tests.browser.letters import text_of_pdf
from tests.browser.person import lines

SOUTH_KOREA = "Đề nghị bổ sung Hàn Quốc."
LYCHEE = "Đề nghị bổ sung Hàn Quốc vào các nước ưu tiên tiêu thụ vải thiều."


def test_what_concerns_the_unit_comes_first_and_marked(luc_ngan):
    luc_ngan.open("/")
    luc_ngan.sees("Chưa trả lời", "Trước ngày 09/8/2021")
    luc_ngan.follow("Trả lời")

    headings = lines(luc_ngan.main.locator(".content h2"))
    assert [(line[:10], line.endswith("Liên quan trực tiếp đơn vị")) for line in headings] == [
        ("Nội dung 2", True),
        ("Nội dung 3", True),
        ("Nội dung 1", False),
    ]
    assert "Trung Quốc, Israel, Australia, Nhật Bản" in lines(content(luc_ngan, 2))[0]


def test_what_is_typed_is_saved(luc_ngan):
    say(luc_ngan, 2, "Nhất trí kèm góp ý", SOUTH_KOREA)

    expect(content(luc_ngan, 2).get_by_role("status")).to_have_text("✓ Đã lưu 08:00")
    assert lines(luc_ngan.main.locator("#progress li")) == [
        "Nội dung 2 Nhất trí kèm góp ý",
        "Nội dung 3 Chưa chọn",
        "Nội dung 1 Chưa chọn",
    ]


def test_the_draft_survives_a_lost_session(luc_ngan):
    luc_ngan.context.clear_cookies()
    with luc_ngan.watcher.expecting(403):
        say(luc_ngan, 2, "Nhất trí kèm góp ý", LYCHEE)
        expect(content(luc_ngan, 2).get_by_role("status")).to_contain_text(
            "Chưa lưu được vì phiên làm việc đã hết."
        )
    luc_ngan.follow("Đăng nhập lại")
    luc_ngan.sign_in()

    luc_ngan.sees("Đã lấy lại nội dung chưa gửi, giữ trên máy này lúc")
    assert content(luc_ngan, 2).get_by_label(COMMENT).input_value() == LYCHEE
    expect(content(luc_ngan, 2).get_by_role("status")).to_have_text("✓ Đã lưu 08:00")
    notice = luc_ngan.main.locator(".restored").bounding_box()
    assert notice["y"] + notice["height"] <= luc_ngan.main.locator("aside").bounding_box()["y"]
    assert content(luc_ngan, 2).bounding_box()["width"] > 600  # the wide column is still its own


def test_what_is_missing_is_said_before_sending(luc_ngan):
    luc_ngan.press("Kiểm tra và gửi", inside=luc_ngan.main.locator("aside"))

    assert luc_ngan.path.endswith("?kiem-tra=1")
    say(luc_ngan, 1, "Nhất trí")
    say(luc_ngan, 3, "Nhất trí")
    luc_ngan.press("Kiểm tra và gửi", inside=luc_ngan.main.locator("aside"))

    luc_ngan.sees("Kiểm tra trước khi gửi", LYCHEE, "Trước ngày 09/8/2021")


def test_the_receipt_has_number_time_hash_and_pdf(luc_ngan, rehearsal):
    luc_ngan.press("Gửi ý kiến")

    luc_ngan.sees(
        "Sở Ngoại vụ đã nhận ý kiến, số tiếp nhận 01/2021",
        "08:00 ngày 02/8/2021, giờ Hà Nội",
        "Trong thời hạn",
        LYCHEE,
    )
    digest = luc_ngan.main.locator(".hash").inner_text()
    assert re.fullmatch("[0-9a-f]{64}", digest)
    link = luc_ngan.main.get_by_role("link", name="Mở phiếu tiếp nhận (PDF)")
    expect(link).to_be_visible(timeout=20_000)
    receipt = text_of_pdf(luc_ngan.file(link))
    assert LYCHEE in receipt
    assert digest in receipt.replace(" ", "")
    mail = rehearsal.mail("Đã nhận ý kiến số 01/2021")
    assert mail["To"].addresses[0].addr_spec == "vanthu.lucngan@bacgiang.example"


def test_a_corrected_version_counts_and_the_first_stays(luc_ngan):
    luc_ngan.press("Gửi bản sửa")
    say(luc_ngan, 3, "Nhất trí kèm góp ý", "Đề nghị hướng dẫn mẫu Kế hoạch.")
    luc_ngan.press("Kiểm tra và gửi", inside=luc_ngan.main.locator("aside"))
    luc_ngan.press("Gửi ý kiến")

    luc_ngan.sees("số tiếp nhận 02/2021", "Đề nghị hướng dẫn mẫu Kế hoạch.")
    luc_ngan.follow("Bản 1, số tiếp nhận 01/2021")
    luc_ngan.sees("Đây là bản 1, lưu để tra cứu. Bản được tính là bản 2.", LYCHEE)
    luc_ngan.does_not_see("Đề nghị hướng dẫn mẫu Kế hoạch.")


def test_another_unit_agrees_to_all_in_two_clicks(meet):
    tan_yen = meet("tanyen", phone=True)
    open_call(tan_yen)

    tan_yen.press("Nhất trí toàn bộ")
    tan_yen.press("Gửi ý kiến")

    tan_yen.sees("số tiếp nhận 03/2021")
    assert lines(tan_yen.main.locator(".content .st")) == ["Nhất trí"] * 3


def test_another_units_addresses_are_not_found(meet, luc_ngan):
    tan_yen = meet("tanyen")
    for page in ("", "kiem-tra/", "tiep-nhan/1/", "tiep-nhan/1/pdf/", "cong-van/"):
        with tan_yen.watcher.expecting(404):
            tan_yen.open(f"{call_address(luc_ngan)}{page}")
        tan_yen.sees("Không có trang này")


def call_address(person):
    """The address of the unit's call in the round."""
    return re.match(r"/lay-y-kien/tra-loi/\d+/", person.path)[0]
