"""The board of a round of 350 and of 3,300 units with 30 contents: pages, exports, memory."""

import os
import time
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.bench.memory import high_mark
from tests.consultations import rounds
from tests.consultations.big_rounds import big_round
from tests.factories import signed_in

SIZES = (350, 3300)  # full pages at both: a last page without an answer asks for no comments
CONTENTS = 30
REQUESTS = 3
# The whole of a page's rows at the largest page; what grows with the round is left to the exports.
PAGES = (
    ("board", ""),
    ("board, 100 a page", "?size=100"),
    ("board, filtered", "?state=owing&concerned=yes&kind=ward"),
    ("board, last page", "?page=999&sort=-unit"),
    ("matrix", "bang-noi-dung/"),
    ("matrix, 100 a page", "bang-noi-dung/?size=100"),
    ("remind all found", "hang-loat/nhac/?state=owing"),
)
EXPORTS = (
    ("board as workbook", "?export=xlsx"),
    ("matrix as workbook", "bang-noi-dung/?export=xlsx"),
    ("round as archive", "ho-so/"),
)
NOTES = f"""\
Wall time of one request through Django's test client, the least of {REQUESTS}; exports once.
Memory: how far a forked process grows above what it had while it writes the export.
Database: {{vendor}}. {CONTENTS} contents; of ten units four have answered all of them."""


def main() -> None:
    """Print the section."""
    settings.ALLOWED_HOSTS = ["testserver"]
    print(NOTES.format(vendor=connection.vendor))
    made = [big_round(size, CONTENTS, prefix=f"s{size}-") for size in SIZES]
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    client = signed_in(rounds.person("officer"))
    print(f"\n{'':24} {SIZES[0]:>10,} {SIZES[1]:>10,}   queries")
    for name, address in PAGES:
        few, many = (_page(client, round_, address) for round_ in made)
        verdict = "yes" if few[1] == many[1] else "NO"
        _print(name, few[0], many[0], f"{few[1]} {many[1]}   equal {verdict}")
    for name, address in EXPORTS:
        few, many = (_export(client, round_, address) for round_ in made)
        _print(name, few[0], many[0], f"{few[1]} {many[1]}   {few[2]} and {many[2]} MiB more")


def _print(name: str, few: float, many: float, rest: str) -> None:
    print(f"{name:24} {few * 1000:>7.0f} ms {many * 1000:>7.0f} ms   {rest}")


def _asked(client, round_, address: str) -> bytes:
    response = client.get(f"/lay-y-kien/{round_.pk}/{address}")
    assert response.status_code == 200
    return response.getvalue()


def _page(client, round_, address: str) -> tuple[float, int]:
    _asked(client, round_, address)
    times = []
    for _request in range(REQUESTS):
        began = time.perf_counter()
        _asked(client, round_, address)
        times.append(time.perf_counter() - began)
    return min(times), _queries(client, round_, address)


def _queries(client, round_, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        _asked(client, round_, address)
    return len(queries)


def _export(client, round_, address: str) -> tuple[float, int, int]:
    grown = _growth(client, round_, address)
    began = time.perf_counter()
    _asked(client, round_, address)
    return time.perf_counter() - began, _queries(client, round_, address), grown


def _growth(client, round_, address: str) -> int:
    """By how many MiB a forked process grows at most while it makes the export."""
    reading, writing = os.pipe()
    connection.close()
    if child := os.fork():
        os.close(writing)
        with os.fdopen(reading) as answer:
            grown = answer.read()
        os.waitpid(child, 0)
        return int(grown)
    Path("/proc/self/clear_refs").write_text("5")  # the high mark begins anew
    before = high_mark(os.getpid())
    _asked(client, round_, address)
    with os.fdopen(writing, "w") as answer:
        answer.write(str(high_mark(os.getpid()) - before))
    os._exit(0)
