"""What the history says of a change: what stood there before, and what now (sửa thông tin)."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from typing import Any

from django.utils import translation

from partners.agreement_enums import EventKind, Language
from partners.domain.agreement_terms import Terms
from partners.models import Agreement
from vietnamese.dates import short_date

# What moves the periods of validity, and the clocks with them.
OF_THE_TERM = frozenset(field.name for field in fields(Terms))
# Long texts are told without their words.
NOT_TOLD = frozenset({"note"})


def kind_of(changed: Mapping[str, Any]) -> EventKind:
    """Return whether dates moved, or something else was put right."""
    return EventKind.REARMED if OF_THE_TERM & changed.keys() else EventKind.CHANGED


def in_words(before: Agreement, columns: Mapping[str, Any]) -> str:
    """Return the changes in the office's own words, kept with the history: never translated.

    «Thời hạn (tháng): 36 → 60; ghi chú.»
    """
    with translation.override("vi"):
        told = [_line(before, name, value) for name, value in columns.items()]
    words = "; ".join(told)
    return f"{words[:1].upper()}{words[1:]}." if words else ""


def _line(before: Agreement, name: str, after: Any) -> str:
    field: Any = Agreement._meta.get_field(name)  # noqa: SLF001 - public in Django
    label = str(field.verbose_name)
    if name in NOT_TOLD:
        return label
    return f"{label}: {_told(field, getattr(before, name))} → {_told(field, after)}"


def _told(field: Any, value: Any) -> str:
    if value in (None, ""):
        return "không ghi"
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, date):
        return short_date(value)
    if field.name == "languages":
        return ", ".join(str(Language(code).label) for code in value.split(","))
    return str(dict(field.flatchoices).get(value, value))
