"""What was written down about an act, as words."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from accounts.audit_labels import code_label, detail_label
from deadlines.templatetags.deadlines import vn_date, vn_datetime

# The one detail that says what was changed: name -> [before, after].
CHANGES = "changes"


def lines(data: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return the details as pairs of name and words; each change is a line of its own."""
    plain = [(detail_label(name), words(data[name], name)) for name in data if name != CHANGES]
    return plain + [
        (detail_label(name), f"{words(before, name)} → {words(after, name)}")
        for name, (before, after) in data.get(CHANGES, {}).items()
    ]


def words(value: Any, detail: str = "") -> str:
    """Return a value of JSON in words: days as d/m/Y, moments in Hanoi time, lists with commas.

    Codes are told by the name that they have as a value of this detail.
    """
    match value:
        case None | "":
            return "–"
        case bool():
            return _("có") if value else _("không")
        case str():
            return _moment(value) or code_label(detail, value)
        case list():
            return ", ".join(words(each, detail) for each in value) or "–"
        case dict():
            return (
                "; ".join(f"{name}: {words(each, detail)}" for name, each in value.items()) or "–"
            )
        case _:
            return str(value)


def _moment(text: str) -> str:
    try:
        return vn_date(date.fromisoformat(text)) if len(text) == len("2021-08-09") else _time(text)
    except ValueError:
        return ""


def _time(text: str) -> str:
    moment = datetime.fromisoformat(text)
    return vn_datetime(moment) if moment.tzinfo else ""
