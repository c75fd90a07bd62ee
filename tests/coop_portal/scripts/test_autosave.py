import pytest
from playwright.sync_api import expect

from tests.coop_portal.scripts.conftest import ORIGIN

pytestmark = pytest.mark.browser


@pytest.fixture
def status(tab):
    return tab.locator("[data-autosave-status]")


def test_typing_is_saved_and_said(tab, site, write, status):
    site.answer["json"]["parts"] = {"progress": "<li>Nội dung 2</li>"}
    write("Bổ sung Hàn Quốc")
    tab.get_by_label("Góp ý").blur()
    expect(status).to_have_text("✓ Đã lưu 10:32")
    expect(tab.locator("#progress li")).to_have_text("Nội dung 2")
    expect(tab.locator("form[data-unsaved]")).to_have_count(0)
    assert tab.locator("[name=version]").input_value() == "8"
    assert "version=7" in site.saves[0]


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ({"status": 403, "body": ""}, "phiên làm việc đã hết"),
        ({"status": 302, "headers": {"Location": "/sign-in/"}}, "phiên làm việc đã hết"),
        ({"status": 500, "body": ""}, "mất kết nối"),
        (None, "mất kết nối"),
        ({"status": 409, "json": {"message": "Đồng nghiệp đã lưu bản khác."}}, "Đồng nghiệp"),
    ],
)
def test_what_was_not_saved_is_said_and_kept(tab, site, write, status, answer, words):
    site.answer = answer
    write("Bổ sung Hàn Quốc")
    tab.get_by_label("Góp ý").blur()
    expect(status).to_contain_text(words)
    expect(status).to_have_class("saved unsaved")
    expect(tab.locator("form[data-unsaved]")).to_have_count(1)
    assert "Hàn Quốc" in tab.evaluate("localStorage['portal:5:answer-17']")


def test_a_lost_connection_is_tried_again_when_it_is_back(tab, site, write, status):
    site.answer, good = None, site.answer
    write("Bổ sung Hàn Quốc")
    tab.get_by_label("Góp ý").blur()
    expect(status).to_contain_text("mất kết nối")
    site.answer = good
    tab.evaluate("dispatchEvent(new Event('online'))")
    expect(status).to_have_text("✓ Đã lưu 10:32")


def test_what_is_submitted_carries_the_version_of_the_save_under_way(tab, site, write):
    sent = []
    tab.on("request", lambda r: sent.append(r.post_data) if "/submitted/" in r.url else None)
    write("Bổ sung Hàn Quốc")
    tab.get_by_role("button", name="Gửi").click()
    tab.wait_for_url(f"{ORIGIN}/submitted/")
    assert "version=8" in sent[0]


def test_a_comment_is_asked_for_only_when_it_is_wanted(tab):
    box = tab.get_by_label("Góp ý")
    expect(box).to_be_hidden()
    tab.get_by_label("Không nhất trí").check()
    expect(box).to_have_attribute("required", "")
    tab.get_by_label("Nhất trí", exact=True).check()
    expect(box).to_be_hidden()


def test_a_comment_that_was_written_stays_in_sight(tab, write):
    write("Bổ sung Hàn Quốc")
    tab.get_by_label("Nhất trí", exact=True).check()
    expect(tab.get_by_label("Góp ý")).to_be_visible()
