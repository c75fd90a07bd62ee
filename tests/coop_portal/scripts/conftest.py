"""A page of its own for the scripts: their files, the words of the real template, one form."""

import pytest
from django.template.loader import render_to_string

from coop_portal.settings import BASE_DIR

ORIGIN = "http://localhost:1"
SCRIPTS = ("kept_text", "autosave", "leaving", "selection", "filters", "comment_box")
FORM = """
<form id="answer" method="post" action="/submitted/" data-autosave="/save/" data-keep="answer-17">
  <input type="hidden" name="version" value="{version}">
  <label><input type="radio" name="c2" value="agree"> Nhất trí</label>
  <label><input type="radio" name="c2" value="disagree"> Không nhất trí</label>
  <div data-shown-by="c2" data-shown-for="disagree" data-required>
    <textarea name="text" aria-label="Góp ý">{text}</textarea>
  </div>
  <p data-autosave-status></p>
  <button>Gửi</button>
</form>
<ul id="progress"></ul>
<form data-sign-out action="/signed-out/"><button>Đăng xuất</button></form>
"""


class Site:
    """Answers the browser in place of the portal; a test changes what it answers."""

    def __init__(self):
        self.form = FORM
        self.version = "7"
        self.text = ""
        self.user = "5"
        self.saves = []
        self.answer = {"status": 200, "json": {"saved": "10:32", "fields": {"version": "8"}}}

    def __call__(self, route):
        path = route.request.url.removeprefix(ORIGIN)
        if path.startswith("/static/"):
            route.fulfill(path=BASE_DIR / path.removeprefix("/"))
        elif path == "/save/":
            self.saves.append(route.request.post_data)
            route.abort() if self.answer is None else route.fulfill(**self.answer)
        else:
            route.fulfill(body=self.page(path), content_type="text/html; charset=utf-8")

    def page(self, path):
        body = self.form.format(version=self.version, text=self.text) if path == "/" else path
        scripts = "".join(f'<script src="/static/portal/{s}.js" defer></script>' for s in SCRIPTS)
        words = render_to_string("_layout/words.html")
        user = f'data-user="{self.user}"' if self.user else ""
        return (
            f"<!doctype html><html><head>{scripts}</head><body {user}>{body}{words}</body></html>"
        )


@pytest.fixture
def site():
    return Site()


@pytest.fixture
def tab(page, site):
    """A tab in which the form is open; leaving it is never refused."""
    page.route("**/*", site)
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(f"{ORIGIN}/")
    return page


@pytest.fixture
def write(tab):
    """Object to the content and say why."""

    def write(text):
        tab.get_by_label("Không nhất trí").check()
        tab.get_by_label("Góp ý").fill(text)

    return write
