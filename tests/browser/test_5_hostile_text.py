"""What a unit types is shown as it was typed, whatever it looks like."""

from playwright.sync_api import expect

from tests.browser.answering import COMMENT, content, open_call, say
from tests.browser.letters import text_of_pdf
from tests.browser.person import collapsed

SCRIPT = "<script>alert(1)</script>"
TEMPLATE = "{{ 7|add:1 }} {% now 'Y' %}"
HEBREW = "שלום עולם (đề nghị)"
TYPED = {1: SCRIPT, 2: TEMPLATE, 3: HEBREW}


def test_hidden_characters_are_refused_in_words_and_stay_in_the_box(meet):
    hiep_hoa = meet("hiephoa")
    open_call(hiep_hoa)

    with hiep_hoa.watcher.expecting(400):
        say(hiep_hoa, 1, "Không nhất trí", "Đề nghị\u202eđọc ngược")
        expect(content(hiep_hoa, 1).get_by_role("status")).to_contain_text(
            "Văn bản có ký tự ẩn không dùng được (U+202E)"
        )
    assert content(hiep_hoa, 1).get_by_label(COMMENT).input_value() == "Đề nghị\u202eđọc ngược"


def test_it_is_shown_as_typed_before_and_after_sending(meet, rehearsal):
    hiep_hoa = meet("hiephoa")
    for ordinal, text in TYPED.items():
        say(hiep_hoa, ordinal, "Không nhất trí", text)
    hiep_hoa.press("Kiểm tra và gửi", inside=hiep_hoa.main.locator("aside"))
    hiep_hoa.sees(*TYPED.values())

    hiep_hoa.press("Gửi ý kiến")
    hiep_hoa.sees("số tiếp nhận 04/2021", *TYPED.values())
    link = hiep_hoa.main.get_by_role("link", name="Mở phiếu tiếp nhận (PDF)")
    expect(link).to_be_visible(timeout=20_000)
    receipt = text_of_pdf(hiep_hoa.file(link))
    assert SCRIPT in receipt
    assert TEMPLATE in receipt
    mail = collapsed(rehearsal.mail("Đã nhận ý kiến số 04/2021").get_content())
    assert [said for said in TYPED.values() if said in mail] == list(TYPED.values())


def test_the_officer_sees_it_as_typed(officer):
    officer.open("/lay-y-kien/2/")
    officer.follow("Huyện Hiệp Hòa")
    officer.sees("số tiếp nhận 04/2021", "Không nhất trí", *TYPED.values())

    officer.open("/lay-y-kien/2/y-kien/")
    officer.sees(*TYPED.values())
