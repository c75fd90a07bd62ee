"""Somebody at a browser: opens, follows, presses, types, looks. Each new page is inspected."""

import re

from playwright.sync_api import expect

from coop_portal.rehearsal.waiting import wait_until
from tests.browser.watching import PHONE, Watcher

DESK = {"width": 1366, "height": 768}  # the department's shared desktops
PASSWORD = "Bac-Giang-2021!"


class Person:
    """One account in a browser of its own."""

    def __init__(self, browser, rehearsal, username, *, phone=False):
        self.username = username
        self.url = rehearsal.url
        self.context = browser.new_context(
            base_url=rehearsal.url,
            viewport=PHONE if phone else DESK,
            locale="vi-VN",
            timezone_id="Asia/Ho_Chi_Minh",
        )
        self.watcher = Watcher(self.context, rehearsal.url)
        self.page = self.context.new_page()

    @property
    def main(self):
        """The page without its frame."""
        return self.page.locator("main")

    @property
    def path(self):
        """Where the person is, without host."""
        return self.page.url.removeprefix(self.url)

    def sign_in(self, password=PASSWORD):
        """Type name and password into the page that asks for them."""
        self.type("Tên đăng nhập", self.username)
        self.type("Mật khẩu", password)
        self.press("Đăng nhập")

    def open(self, path):
        """Go to an address of the portal."""
        self.page.goto(path)
        self.inspect()

    def follow(self, name):
        """Click the first link whose name has these words."""
        with self.page.expect_navigation():
            self.main.get_by_role("link", name=name).first.click()
        self.inspect()

    def press(self, name, *, inside=None):
        """Click the button of this name and wait for the page that follows."""
        with self.page.expect_navigation():
            (inside or self.page).get_by_role("button", name=name, exact=True).first.click()
        self.inspect()

    def type(self, label, text):
        """Fill the field of this label, which may carry the mark of a required one."""
        self._field(label).fill(text)

    def typed(self, label):
        """What stands in the field of this label."""
        return self._field(label).input_value()

    def _field(self, label):
        name = re.compile(rf"^\s*{re.escape(label)}\s*\*?\s*$")
        return self.page.get_by_label(name).first

    def choose(self, label, *, inside=None):
        """Tick the box or choose the opinion of this label."""
        (inside or self.main).get_by_label(label, exact=True).check()

    def inspect(self):
        """Assert what holds of every page."""
        self.watcher.inspect(self.page)

    @property
    def text(self):
        """What the page says to the eye, blanks collapsed; what is folded away is not said."""
        return collapsed(self.main.inner_text())

    def sees(self, *texts):
        """Assert that the page says all this, at once or after a moment."""
        for text in texts:
            what = f"{self.path} says «{text}»; it says: {self.text}"
            wait_until(lambda said=text: said in self.text, seconds=5, what=what)

    def does_not_see(self, *texts):
        """Assert that the page says nothing of this."""
        assert [text for text in texts if text in self.text] == []

    def section(self, heading):
        """The part of the page under this heading."""
        return self.main.locator("section").filter(
            has=self.page.get_by_role("heading", name=heading)
        )

    def rows(self, *, inside=None):
        """What the rows of the page's table say, cell by cell."""
        rows = (inside or self.main).locator("tbody tr").all()
        return [lines(row.locator("td")) for row in rows]

    def letter_beside(self, *, pages):
        """The PDF of the letter whose pages are shown."""
        shown = self.main.get_by_role("region", name="Các trang của văn bản")
        expect(shown.get_by_role("img")).to_have_count(pages, timeout=30_000)
        return self.file(self.main.get_by_role("link", name="Mở bản PDF trong thẻ mới"))

    def file(self, link):
        """What the link leads to, which the person may have."""
        response = self.context.request.get(link.get_attribute("href"))
        assert response.status == 200, f"{response.status} {response.url}"
        return response.body()

    def look_again(self, condition, *, what):
        """Load the page anew until the condition holds, as one does who waits for something."""

        def holds():
            self.page.reload()
            return condition()

        wait_until(holds, seconds=60, every=0.5, what=f"{self.path}: {what}")
        self.inspect()

    def move_clock(self, moment):
        """Move the rehearsal's clock with the banner: «2021-08-03T16:42»."""
        self.page.get_by_text("Đến thời điểm…").click()
        self.type("Thời điểm, giờ Hà Nội", moment)
        self.press("Chuyển")


def lines(locator):
    """What each element says, blanks collapsed."""
    return [collapsed(text) for text in locator.all_inner_texts()]


def collapsed(text):
    """The text with each run of blanks as one."""
    return re.sub(r"\s+", " ", text).strip()
