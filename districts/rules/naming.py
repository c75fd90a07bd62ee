"""Names of units as people write them: «thị xã Chũ», «Phường Việt Yên», «UBND xã …»."""

import re
from collections.abc import Container

from districts.enums import UnitKind
from vietnamese.text import clean_line, fold, nfc

_COMMITTEE = re.compile(r"^(ubnd|ủy ban nhân dân|uỷ ban nhân dân)\s+", re.IGNORECASE)


def parse(text: str) -> tuple[UnitKind, str] | None:
    """Return kind and name of «thị xã Chũ»; None where the text says no kind or no name."""
    line = _COMMITTEE.sub("", clean_line(text))
    for kind in UnitKind:
        start = f"{kind.word} "
        if nfc(line).casefold().startswith(start) and (name := line[len(start) :].strip()):
            return kind, name
    return None


def free_code(kind: UnitKind, name: str, year: int, taken: Container[str]) -> str:
    """Return a code that nobody has: by the name, else with the year, else with the kind."""
    short, long = _slug(name), _slug(kind.full_name(name))
    candidates = [short, f"{short}-{year}", long, f"{long}-{year}"]
    numbered = (f"{long}-{year}-{number}" for number in range(2, 1000))
    return next(code for code in (*candidates, *numbered) if code and code not in taken)


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")[:40]
