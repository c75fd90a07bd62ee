"""What was written down about an act, as words."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from accounts.audit_labels import detail_label
from deadlines.templatetags.deadlines import vn_date, vn_datetime

# The one detail that says what was changed: name -> [before, after].
CHANGES = "changes"


def lines(data: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return the details as pairs of name and words; each change is a line of its own."""
    plain = [(detail_label(name), words(data[name])) for name in data if name != CHANGES]
    return plain + [
        (detail_label(name), f"{words(before)} → {words(after)}")
        for name, (before, after) in data.get(CHANGES, {}).items()
    ]


def words(value: Any) -> str:
    """Return a value of JSON in words: days as d/m/Y, moments in Hanoi time, lists with commas."""
    match value:
        case None | "":
            return "–"
        case bool():
            return _("có") if value else _("không")
        case str():
            return _moment(value) or value
        case list():
            return ", ".join(words(each) for each in value) or "–"
        case dict():
            return "; ".join(f"{name}: {words(each)}" for name, each in value.items()) or "–"
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
