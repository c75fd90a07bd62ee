"""One letter to N addressees: letters a second of the portal and of the plain loop."""

import json
import os
import subprocess
import sys
import time
from itertools import pairwise
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import pypdfium2
from django.conf import settings

from dispatches import pdf_process
from dispatches.addressees import Addressee
from dispatches.domain import copying, packing, runs
from tests.bench.copies import addressees, plain_pages, portal_copies
from tests.dispatches.factories import AT, clerk, issued
from tests.dispatches.paper import words

MANY = 3300
ROUNDS = {1: 7, 10: 5, 100: 1}
TO_REACH = {1: 0.9, 10: 6.0, MANY: 100.0}
SAMPLE = 12
NOTES = f"""\
The letter: that of the seeds' second call, 3 pages, archival and tagged.
Plain loop: HTML(string=…).write_pdf() for each letter, in a process of its own, with libraries and
fonts loaded before the clock starts; so at 1 it makes the first letter of its process.
Portal: through its limited child that is kept ready, which makes each first letter anew.
Both sides in turn, medians of {" / ".join(map(str, ROUNDS.values()))} rounds; nothing is stored."""


def main() -> None:
    """Print the section."""
    print(NOTES)
    _print_speed()
    _print_equality()
    _print_memory()
    _print_job()


def _print_speed() -> None:
    print(f"\n{'N':>6} {'plain loop':>16} {'portal':>20} {'ratio':>8}   to reach")
    list(portal_copies(addressees(1)))
    for count, rounds in ROUNDS.items():
        times = [(_plain_seconds(addressees(count)), _portal_seconds(count)) for _ in range(rounds)]
        plain, portal = (median(column) for column in zip(*times, strict=True))
        _print_row(count, count / plain, count / portal)
    portal = min(_portal_seconds(MANY) for _ in range(2))
    _print_row(MANY, 100 / plain, MANY / portal)
    print(f"The plain loop at {MANY:,} is reckoned from its 100 letters, which took {plain:.1f} s.")
    pdf_process.dismiss()
    print(
        f"With no child ready, after a start of the portal: 1 letter in {_portal_seconds(1):.2f} s."
    )


def _print_row(count: int, plain: float, portal: float) -> None:
    ratio, goal = portal / plain, TO_REACH.get(count)
    verdict = "" if goal is None else f"≥ {goal:g} {'yes' if ratio >= goal else 'NO'}"
    print(f"{count:>6,} {plain:>10.1f} a sec. {portal:>14,.1f} a sec. {ratio:>8.2f}   {verdict}")


def _plain_seconds(names: list[str], *folder: str) -> float:
    return float(
        subprocess.run(
            [sys.executable, "-m", "tests.bench.plain", *folder],
            input=json.dumps(plain_pages(names)),
            env=os.environ
            | {"FONTCONFIG_FILE": str(settings.BASE_DIR / "dispatches/fontconfig/fonts.conf")},
            cwd=settings.BASE_DIR,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
    )


def _portal_seconds(count: int) -> float:
    began = time.perf_counter()
    made = sum(1 for _copy in portal_copies(addressees(count)))
    assert made == count
    return time.perf_counter() - began


def _print_equality() -> None:
    """Of the many copies, some at equal distances are compared with those of the plain loop."""
    names = addressees(MANY)
    chosen = range(0, MANY, MANY // SAMPLE)
    copies = [copy for number, copy in enumerate(portal_copies(names)) if number in chosen]
    with TemporaryDirectory() as folder:
        _plain_seconds([names[number] for number in chosen], folder)
        plain = [Path(folder, f"{number}.pdf").read_bytes() for number in range(len(chosen))]
    pairs = list(zip(copies, plain, strict=True))
    texts = sum(words(copy) == words(whole) for copy, whole in pairs)
    pages = sum(_pixels(copy) == _pixels(whole) for copy, whole in pairs)
    print(f"\n{len(pairs)} of the {MANY:,} copies compared with the plain loop's:")
    print(f"text equal in {texts}, pages at 150 dpi equal in {pages}")


def _pixels(pdf: bytes) -> list[bytes]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.render(scale=150 / 72).to_pil().tobytes() for page in document]


def _print_memory() -> None:
    print("\nMost memory, MiB")
    whose = ("the child's fork", "the portal's process")
    for who, one, many in zip(whose, _peaks(1), _peaks(MANY), strict=True):
        print(f"{who:>22}: {one} for 1, {many} for {MANY:,}: {many / one:.2f} ×, to reach ≤ 2")


def _peaks(count: int) -> list[int]:
    printed = subprocess.run(
        [sys.executable, "-m", "tests.bench.memory", str(count)],
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    return list(map(int, printed.split()))


def _print_job() -> None:
    """The whole job, as a worker does it: rows, files, one PDF of all, one ZIP of all."""
    clock = time.perf_counter
    times = [clock()]
    run = runs.start(issued(), list(map(Addressee, addressees(MANY))), by=clerk(), at=AT)
    times.append(clock())
    while claimed := copying.claim(run.pk, wall=AT):
        copying.go_on(claimed, at=AT)
    run.refresh_from_db()
    times.append(clock())
    size = sum(map(len, packing.pack(run)))
    times.append(clock())
    started, made, packed = (after - before for before, after in pairwise(times))
    print(f"\nThe whole job of {MANY:,}, on SQLite, as a worker does it")
    print(f"{started:>8.1f} s  list taken in")
    print(f"{made:>8.1f} s  copies made and written down, bound into {run.bound.size / 1e6:.1f} MB")
    print(f"{packed:>8.1f} s  ZIP of {size / 1e6:.0f} MB")
    print(f"{MANY / (started + made + packed):>8,.0f} letters a second in all")
