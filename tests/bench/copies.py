"""One letter to N addressees: by the portal, and as the pages that a plain loop would render."""

from collections.abc import Iterator

from dispatches.domain.copies import MARK, letter_to
from dispatches.domain.copying import PART
from dispatches.layout import letter_html
from dispatches.pdf import lay_out_copies, render_pdf
from dispatches.pdf_filling import fill
from tests.dispatches.seed_letter import SEED

UNITS = ("Lục Ngạn", "Lục Nam", "Sơn Động", "Yên Thế", "Hiệp Hòa", "Lạng Giang", "Tân Yên")


def addressees(count: int) -> list[str]:
    """Names of units that do not exist, all different."""
    return [f"UBND xã {number}, huyện {UNITS[number % len(UNITS)]}" for number in range(count)]


def plain_pages(names: list[str]) -> list[str]:
    """The letter's page for each name."""
    return [letter_html(letter_to(SEED, name)) for name in names]


def portal_copies(names: list[str]) -> Iterator[bytes]:
    """The letter's PDF for each name, as `dispatches.domain.copies` makes them."""
    if len(names) == 1:
        yield render_pdf(letter_html(letter_to(SEED, names[0])))
        return
    page = letter_html(letter_to(SEED, MARK))
    for start in range(0, len(names), PART):
        laid_out = lay_out_copies(page, MARK, names[start : start + PART])
        for line in laid_out.lines:
            yield fill(laid_out.blank, line)
