"""What must hold of every page that anybody sees; asked at each step of the story."""

import re
from collections import defaultdict
from contextlib import contextmanager
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe

PHONE = {"width": 360, "height": 740}
GRAVE = ("serious", "critical")
# The browser's own viewer shows a PDF in a frame; it is no part of the portal.
VIEWER = ("chrome-extension", "chrome")
HARMLESS = ("data", "blob", "about")
# The kinds of parts that a page is made of: a part and what it stands in.
PARTS = """() => [...document.querySelectorAll("body *")].map((one) => [
  one.parentElement.tagName, one.parentElement.className, one.tagName, one.getAttribute("class"),
  one.getAttribute("role"), ...one.getAttributeNames()].join())"""
# What has been read by axe, by the kind of address: what shows nothing new is not read again.
READ = defaultdict(set)
# What a page still asks for when the person goes on is broken off; htmx says so.
LEFT = ("htmx:sendAbort", "htmx:afterRequest, [object HTMLDivElement]")
# A violation of the Content-Security-Policy is reported as an error of the console.
REPORT_VIOLATIONS = """
addEventListener("securitypolicyviolation", (event) =>
  console.error(`refused by ${event.effectiveDirective}: ${event.blockedURI}`));
"""


class Watcher:
    """Notes what pages of one browser context do that they must not."""

    def __init__(self, context, origin):
        self._host = urlsplit(origin).netloc
        self._axe = Axe()
        self._expected = 0
        self.complaints = []
        context.add_init_script(REPORT_VIOLATIONS)
        context.on("console", self._console)
        context.on("weberror", lambda error: self.complaints.append(f"script: {error.error}"))
        context.on("request", self._request)
        context.on("response", self._response)

    @contextmanager
    def expecting(self, status):
        """Let pages answer with this status for once."""
        self._expected = status
        yield
        self._expected = 0

    def _console(self, message):
        refused = f"status of {self._expected}" in message.text
        left = message.text.startswith(LEFT)
        if message.type == "error" and not refused and not left:
            self.complaints.append(f"console: {message.text}")

    def _request(self, request):
        address = urlsplit(request.url)
        if address.scheme not in (*VIEWER, *HARMLESS) and address.netloc != self._host:
            self.complaints.append(f"request to another host: {request.url}")

    def _response(self, response):
        if response.status >= 400 and response.status != self._expected:
            self.complaints.append(f"status {response.status}: {response.url}")

    def inspect(self, page):
        """Assert that the page is sound: quiet, named, readable by all, usable on a phone."""
        assert page.locator("html").get_attribute("lang") == "vi"
        assert page.title().removesuffix(" · Hợp tác địa phương").strip(), page.url
        found = [*self._grave_findings(page), *self._overhang(page), *self.complaints]
        assert not found, "\n".join([page.url, *found])

    def _grave_findings(self, page):
        parts, read = set(page.evaluate(PARTS)), READ[re.sub(r"\d+", "", page.url)]
        if parts <= read:
            return []
        read |= parts
        options = {"iframes": False, "resultTypes": ["violations"]}
        found = self._axe.run(page, options=options).response["violations"]
        return [
            f"{finding['id']}: {node['html']}"
            for finding in found
            if finding["impact"] in GRAVE
            for node in finding["nodes"]
        ]

    @staticmethod
    def _overhang(page):
        """Return what stands out at the right of a phone's screen."""
        before = page.viewport_size
        page.set_viewport_size(PHONE)
        found = page.evaluate(
            """() => document.documentElement.scrollWidth <= innerWidth ? [] :
            [...document.querySelectorAll("main *")].filter(
              (one) => one.getBoundingClientRect().right > innerWidth + 1
            ).map((one) => `too wide: ${one.outerHTML.slice(0, 100)}`)"""
        )
        page.set_viewport_size(before)
        return found
