"""Signs that the PDF cannot show («✓», «☐», «😀»): it prints their code in their place."""

from collections.abc import Iterator
from dataclasses import replace

from django.utils.translation import gettext as _

from dispatches.letter import Letter
from dispatches.lint.facts import Facts
from dispatches.lint.finding import Finding
from dispatches.lint.passages import Passage, passages
from dispatches.places import Place
from dispatches.unprintable import code_point, unprintable


def unprintable_signs(letter: Letter, _facts: Facts) -> Iterator[Finding]:
    """Name the signs that no font of the letters has."""
    yield from signs_without_font(letter)


def signs_without_font(letter: Letter) -> Iterator[Finding]:
    """Name them at each part of the letter, for a table once."""
    signs: dict[Passage, list[str]] = {}
    for passage in _all_texts(letter):
        if found := unprintable(passage.text):
            signs.setdefault(replace(passage, text=""), []).extend(found)
    for place, found in signs.items():
        named = ", ".join(f"{sign} ({code_point(sign)})" for sign in dict.fromkeys(found))
        message = _("Không in được ký tự %(signs)s: phông chữ của văn bản không có.")
        yield place.finding(found[0], message % {"signs": named})


def _all_texts(letter: Letter) -> Iterator[Passage]:
    yield from passages(letter)
    yield from (Passage(name, Place.ADDRESSEES) for name in letter.addressees)
    yield from (Passage(line, Place.RECIPIENTS) for line in letter.recipients)
    if signature := letter.signature:
        yield from (Passage(text, Place.SIGNATURE) for text in (*signature.lines, signature.name))
