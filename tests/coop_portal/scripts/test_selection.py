import pytest
from playwright.sync_api import expect

from tests.coop_portal.scripts.conftest import ORIGIN

pytestmark = pytest.mark.browser
ROWS = """
<form data-selection>
  <input type="checkbox" data-pick-all aria-label="Tất cả">
  <input type="checkbox" data-pick aria-label="Yên Dũng">
  <input type="checkbox" data-pick aria-label="Việt Yên">
  <output data-pick-count>Chọn đơn vị để nhắc</output>
  <button data-pick-needed>Nhắc</button>
</form>
<form data-autosubmit action="/found/">
  <select name="state" aria-label="Trạng thái"><option>Mọi</option><option>Mở</option></select>
  <button>Lọc</button>
</form>
"""


@pytest.fixture
def rows(page, site):
    site.form = ROWS
    page.route("**/*", site)
    page.goto(f"{ORIGIN}/")
    return page


def test_the_number_of_selected_rows_is_said(rows):
    count, button = rows.locator("output"), rows.get_by_role("button", name="Nhắc")
    expect(count).to_have_text("Chọn đơn vị để nhắc")
    expect(button).to_be_disabled()
    rows.get_by_label("Tất cả").check()
    expect(count).to_have_text("Đã chọn 2")
    rows.get_by_label("Yên Dũng").uncheck()
    expect(count).to_have_text("Đã chọn 1")
    expect(button).to_be_enabled()
    assert rows.get_by_label("Tất cả").evaluate("box => box.indeterminate")


def test_a_filter_chosen_by_keyboard_waits_for_the_button(rows):
    chooser = rows.get_by_label("Trạng thái")
    chooser.press("ArrowDown")
    expect(chooser).to_have_value("Mở")
    assert rows.url == f"{ORIGIN}/"
    rows.get_by_role("button", name="Lọc").click()
    rows.wait_for_url("**/found/?state=*")
