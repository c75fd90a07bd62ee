"""Wording that the portal composed and nobody has changed (lời văn gợi ý).

It is marked until a person has written in it or a leader approved it, also when it was submitted
with its places filled: whoever approves has to know that no officer stands behind the words.
"""

import re
from typing import Any

from dispatches.enums import DispatchState
from dispatches.models import Dispatch
from dispatches.placeholders import TOKEN


def is_suggested(dispatch: Dispatch) -> bool:
    """Whether the text is the template's suggested one, but for its filled places."""
    if dispatch.state not in (DispatchState.DRAFT, DispatchState.SUBMITTED):
        return False
    row = dispatch.in_dossiers.select_related("template").order_by("pk").first()
    if row is None or row.template is None or not row.template.composed:
        return False
    first = dispatch.versions.order_by("ordinal").first()
    return first is not None and _is_filled(first.letter, dispatch.letter)


def _is_filled(before: Any, after: Any) -> bool:
    """Whether the one is the other with its places filled; both as JSON."""
    if isinstance(before, str) and isinstance(after, str):
        fixed = (re.escape(part) for part in TOKEN.split(before)[::2])
        return re.fullmatch(".*".join(fixed), after, re.DOTALL) is not None
    if isinstance(before, dict) and isinstance(after, dict):
        return _are_filled(before, after, before.keys() | after.keys())
    if isinstance(before, list) and isinstance(after, list):
        return len(before) == len(after) and all(map(_is_filled, before, after))
    return bool(before == after)


def _are_filled(before: dict[str, Any], after: dict[str, Any], names: set[str]) -> bool:
    # Number and day come with the issue, and are no wording.
    compared = names - {"number", "date"}
    return all(_is_filled(before.get(name), after.get(name)) for name in compared)
