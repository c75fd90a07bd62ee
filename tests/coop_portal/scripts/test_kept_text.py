import pytest
from playwright.sync_api import expect

from tests.coop_portal.scripts.conftest import ORIGIN

pytestmark = pytest.mark.browser
TYPED = "Bổ sung Hàn Quốc"
KEPT = "localStorage['portal:5:answer-17']"


@pytest.fixture
def lost(tab, site, write):
    """A text that the server refused because the session was over, and the sign-in page."""
    site.answer = {"status": 403, "body": ""}
    write(TYPED)
    tab.get_by_label("Góp ý").blur()
    expect(tab.locator(".unsaved")).to_have_count(1)
    site.user = ""
    tab.goto(f"{ORIGIN}/sign-in/")
    site.user = "5"
    return tab


def test_a_text_survives_a_lost_session(lost):
    lost.goto(f"{ORIGIN}/")
    expect(lost.get_by_label("Góp ý")).to_have_value(TYPED)
    expect(lost.get_by_label("Không nhất trí")).to_be_checked()
    expect(lost.locator(".restored")).to_contain_text("Đã lấy lại nội dung chưa gửi")


def test_it_can_be_dropped(lost):
    lost.goto(f"{ORIGIN}/")
    lost.get_by_role("button", name="Bỏ nội dung này").click()
    expect(lost.get_by_label("Góp ý")).to_have_value("")
    expect(lost.locator(".restored")).to_have_count(0)
    assert lost.evaluate(KEPT) is None


def test_it_asks_before_it_covers_what_somebody_else_has_saved(lost, site):
    site.version, site.text = "9", "Bản của đồng nghiệp"
    lost.goto(f"{ORIGIN}/")
    expect(lost.get_by_label("Góp ý")).to_have_value("Bản của đồng nghiệp")
    lost.get_by_role("button", name="Lấy lại").click()
    expect(lost.get_by_label("Góp ý")).to_have_value(TYPED)


def test_another_person_never_sees_it(lost, site):
    site.user = "6"
    lost.goto(f"{ORIGIN}/")
    expect(lost.locator(".restored")).to_have_count(0)
    expect(lost.get_by_label("Góp ý")).to_have_value("")


def test_signing_out_leaves_nothing_in_the_browser(lost):
    lost.goto(f"{ORIGIN}/")
    lost.get_by_role("button", name="Đăng xuất").click()
    lost.wait_for_url("**/signed-out/*")
    assert lost.evaluate(KEPT) is None


@pytest.mark.parametrize(("user_after", "kept"), [("5", False), ("", True)])
def test_a_submitted_text_is_forgotten_once_a_page_shows_that_it_arrived(
    tab, site, write, user_after, kept
):
    write(TYPED)
    site.user = user_after
    tab.get_by_role("button", name="Gửi").click()
    tab.wait_for_url(f"{ORIGIN}/submitted/")
    assert (tab.evaluate(KEPT) is not None) is kept
