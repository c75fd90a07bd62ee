"""A printed page as a ruler and a reader see it; lengths in points from the top left corner."""

import io
import subprocess
from dataclasses import dataclass

import pdfplumber

MM = 72 / 25.4


@dataclass(frozen=True)
class Line:
    """One line of one column: its words, edges, and the fonts and sizes of its letters."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    fonts: frozenset[str]
    sizes: frozenset[float]

    @property
    def middle(self):
        return (self.left + self.right) / 2


@dataclass(frozen=True)
class Page:
    """A page: its size, lines of text in drawing order, and ruled lines as (left, right, top)."""

    width: float
    height: float
    lines: tuple[Line, ...]
    rules: tuple[tuple[float, float, float], ...]

    def line(self, start):
        """The line that begins with the given words."""
        (found,) = [line for line in self.lines if line.text.startswith(start)]
        return found

    def number(self):
        """The line in the top margin, if there is one."""
        return next((line for line in self.lines if line.bottom < 20 * MM), None)

    def between(self, upper, lower):
        """The lines under one line and above another."""
        return [line for line in self.lines if upper.bottom <= line.top and line.bottom < lower.top]


def pages(pdf):
    """Read every page of a PDF."""
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        return [_page(page) for page in document.pages]


def _page(page):
    runs = []
    for letter in page.chars:
        last = runs[-1][-1] if runs else None
        same_line = last and abs(last["bottom"] - letter["bottom"]) < 2
        if not same_line or not -2 < letter["x0"] - last["x1"] < 60:
            runs.append([])
        runs[-1].append(letter)
    rules = tuple((rect["x0"], rect["x1"], rect["top"]) for rect in page.rects)
    lines = (_line(run) for run in runs)
    return Page(page.width, page.height, tuple(line for line in lines if line.text), rules)


def _line(letters):
    inked = [letter for letter in letters if not letter["text"].isspace()] or letters
    return Line(
        text=" ".join("".join(letter["text"] for letter in letters).split()),
        left=min(letter["x0"] for letter in inked),
        right=max(letter["x1"] for letter in inked),
        top=min(letter["top"] for letter in inked),
        bottom=max(letter["bottom"] for letter in inked),
        fonts=frozenset(letter["fontname"].partition("+")[2] for letter in inked),
        sizes=frozenset(round(letter["size"], 1) for letter in inked),
    )


def words(pdf, *options):
    """The words of the whole document as `pdftotext` reads them, without page numbers."""
    text = subprocess.run(
        ["pdftotext", *options, "-", "-"], input=pdf, capture_output=True, check=True
    ).stdout.decode()
    found = []
    for number, page in enumerate(text.split("\f"), start=1):
        lines = page.splitlines()
        if number > 1 and str(number) in lines:
            lines.remove(str(number))
        found += " ".join(lines).split()
    return found
