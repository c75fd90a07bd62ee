"""The countries that a partner may be of, as a department writes them: `data/countries.json`.

The members of the United Nations but for Việt Nam itself, and what it deals with besides. What is
no state of its own stands with the state that it belongs to: «Đài Loan (Trung Quốc)».
"""

import json
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from babel import Locale
from django.conf import settings

from vietnamese.collation import sort_key
from vietnamese.text import fold

HOME = "VN"
PATH = Path(settings.BASE_DIR) / "data" / "countries.json"


class Names(NamedTuple):
    """What a country is called."""

    name: str
    name_en: str


@cache
def countries() -> dict[str, Names]:
    """Return the names by ISO 3166-1 code, in the order of the Vietnamese alphabet."""
    data, cldr = _data(), _cldr()
    found = {code: cldr[code] for line in data["members"]["codes"] for code in line.split()}
    found |= {row["code"]: Names(row["name"], row["name_en"]) for row in _written(data)}
    return dict(sorted(found.items(), key=lambda country: sort_key(country[1].name)))


def country_names() -> list[tuple[str, str]]:
    """Return every country's code and Vietnamese name, to choose from."""
    return [(code, names.name) for code, names in countries().items()]


def name_of(code: str) -> str:
    """Return the Vietnamese name, also of what an old record has and nobody may choose any more."""
    return (countries().get(code) or _cldr().get(code) or Names(code, code)).name


@cache
def codes_by_name() -> dict[str, str]:
    """Return the codes by all that a list may call a country, folded: its names, its code."""
    cldr = _cldr()
    found: dict[str, str] = {
        fold(word): row["code"] for row in _written(_data()) for word in row.get("also", ())
    }
    for code, names in countries().items():
        found |= {fold(word): code for word in (*cldr[code], *names, code)}
    return found


def _written(data: dict[str, Any]) -> list[dict[str, Any]]:
    return [*data["others"], *data["names"]]


def _data() -> dict[str, Any]:
    data: dict[str, Any] = json.loads(PATH.read_text(encoding="utf-8"))
    return data


@cache
def _cldr() -> dict[str, Names]:
    """The names of the Unicode CLDR."""
    named, english = Locale("vi").territories, Locale("en").territories
    codes = (str(code) for code in named if code in english)
    return {code: Names(named[code], english[code]) for code in codes}
