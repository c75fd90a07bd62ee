"""Walking through the portal as a person does: along the links of its pages, form by form."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from django.db import transaction
from django.test import Client
from django.urls import resolve

SPOKEN = ("alt", "aria-label", "data-label", "placeholder", "title")
SILENT = ("script", "style")
LINKS = ("href", "hx-get")


class Page(HTMLParser):
    """What a page says, the addresses it leads to and the forms that it posts."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.links: list[str] = []
        self.forms: list[str] = []
        self._open: list[tuple[str, bool]] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        given = {name: value for name, value in attrs if value}
        # What names its own language is meant for those who speak it.
        self._open.append((tag, tag in SILENT or ("lang" in given and tag != "html")))
        if not self._silent():
            self.texts += [given[name] for name in SPOKEN if name in given]
        self.links += [given[name] for name in LINKS if name in given]
        if tag == "form" and given.get("method") == "post":
            self.forms.append(given.get("action", ""))
        if "formaction" in given:
            self.forms.append(given["formaction"])

    def handle_endtag(self, tag):
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        if data.strip() and not self._silent():
            self.texts.append(" ".join(data.split()))

    def _silent(self) -> bool:
        return any(silent for _tag, silent in self._open)


@dataclass(frozen=True)
class Visit:
    """One answer of the portal."""

    what: str  # «GET /don-vi/»
    status: int
    page: Page


@dataclass
class Walk:
    """A way through all that one person reaches, at most two pages of each kind.

    Each kind of form is sent once, with nothing filled in. The kinds are told apart by their names
    as addresses; `within` keeps to those that begin so.
    """

    client: Client
    avoiding: frozenset[str] = frozenset()
    within: tuple[str, ...] = ("",)
    kinds: Counter = field(default_factory=Counter)

    def visits(self, start: str) -> Iterator[Visit]:
        found, known = [start], {start}
        while found:
            address = found.pop(0)
            if not self._wanted("GET", address, limit=2):
                continue
            response = self.client.get(address, follow=True)
            if not response.headers["Content-Type"].startswith("text/html"):
                continue
            visit = Visit(f"GET {address}", response.status_code, Page(response.content.decode()))
            yield visit
            yield from self._empty_forms(visit.page, address)
            new = {path for link in visit.page.links if (path := local(link))} - known
            known |= new
            found += sorted(new)

    def _empty_forms(self, page: Page, address: str) -> Iterator[Visit]:
        for action in page.forms:
            target = action or address
            if self._wanted("POST", target, limit=1):
                client = Client()
                client.cookies = self.client.cookies.copy()
                with transaction.atomic():
                    response = client.post(target, follow=True)
                    transaction.set_rollback(True)
                html = response.content.decode()
                yield Visit(f"POST {target}", response.status_code, Page(html))

    def _wanted(self, method: str, address: str, *, limit: int) -> bool:
        name = resolve(address).view_name
        self.kinds[method, name] += 1
        wanted = name.startswith(self.within) and name not in self.avoiding
        return wanted and self.kinds[method, name] <= limit


def local(link: str) -> str:
    """The portal's own address in a link, without query and fragment; "" for another's."""
    path = link.partition("#")[0].partition("?")[0]
    return path if path.startswith("/") and not path.startswith("/static/") else ""
