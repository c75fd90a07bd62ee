"""A story: what units and officers do in a rehearsal of round 2, as JSON.

    {"refuse_mail": ["Yên Dũng"],
     "events": [{"at": "2021-08-03T16:42:00+07:00", "do": "answer", "unit": "Lục Ngạn",
                 "positions": {"1": "nhất trí"}, "comments": {"2": "…"}}, …],
     "answers": [{"to": ["…"], "decision": "tiếp thu", "answer": "…"}, …]}

What a unit does not say of a content counts as «nhất trí», or as «nhất trí kèm góp ý» where it
wrote a comment.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from consultations.enums import Position
from coop_portal.rehearsal.answers import Answered, answered
from vietnamese.text import fold

DEFAULT = Path(__file__).with_name("story.json")
POSITIONS = {fold(str(label)): Position(value) for value, label in Position.choices}


class StoryError(ValueError):
    """The story cannot be played; the message says which event and why."""


@dataclass(frozen=True)
class Event:
    """Something that somebody does at a moment; a unit is named as the documents name it."""

    at: datetime
    unit: str


@dataclass(frozen=True)
class Open(Event):
    """The unit's staff open the call in the portal."""


@dataclass(frozen=True)
class Answer(Event):
    """The unit submits an answer, or corrects the one it gave; `by_link`: without a password."""

    positions: Mapping[int, Position]
    comments: Mapping[int, str]
    by_link: bool = False

    @property
    def ordinals(self) -> set[int]:
        """The contents that the story names."""
        return {*self.positions, *self.comments}

    def says(self, ordinal: int) -> tuple[Position, str] | None:
        """Return position and text on a content."""
        text = self.comments.get(ordinal, "")
        unsaid = Position.AGREE_WITH_COMMENTS if text else Position.AGREE
        return self.positions.get(ordinal, unsaid), text


@dataclass(frozen=True)
class Draft(Answer):
    """The unit saves a draft and does not submit it."""

    def says(self, ordinal: int) -> tuple[Position, str] | None:
        """Return what is drafted of a content; nothing where the story says nothing."""
        return super().says(ordinal) if ordinal in self.ordinals else None


@dataclass(frozen=True)
class HandIn(Answer):
    """A colleague who only drafts writes the answer and hands it in."""


@dataclass(frozen=True, kw_only=True)
class Letter(Answer):
    """The unit's letter comes on paper; the officer enters its opinions."""

    number: str
    date: date
    signer: str


@dataclass(frozen=True)
class Extend(Event):
    """The officer gives the unit, or everybody when none is named, until a later day."""

    before: date
    reason: str


@dataclass(frozen=True)
class HandOver(Event):
    """The officer records that the call was handed to a person of the unit."""

    person: str
    note: str


@dataclass(frozen=True)
class Remind(Event):
    """The officer reminds the unit, or everybody who owes an answer, at once."""


@dataclass(frozen=True)
class Close(Event):
    """The officer ends the round."""


@dataclass(frozen=True)
class Story:
    """Whose mail server refuses the call for good, and what happens in order of time.

    The `answers` are given after the end of the round.
    """

    refuse_mail: tuple[str, ...]
    events: tuple[Event, ...]
    answers: tuple[Answered, ...] = ()


def read(path: Path) -> Story:
    """Read a story; raise StoryError with the number of the event that is wrong."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, json.JSONDecodeError) as error:
        raise StoryError(f"{path}: {error}") from error
    if not isinstance(data, dict):
        raise StoryError(f"{path}: a story is a JSON object")
    refused, rows, given = (data.get(name, []) for name in ("refuse_mail", "events", "answers"))
    if not all(isinstance(part, list) for part in (refused, rows, given)):
        raise StoryError(f"{path}: «refuse_mail», «events» and «answers» are lists")
    if not all(isinstance(unit, str) for unit in refused):
        raise StoryError(f"{path}: «refuse_mail» names units")
    events = [_event(number, row) for number, row in enumerate(rows, start=1)]
    return Story(
        refuse_mail=tuple(refused),
        events=tuple(sorted(events, key=lambda event: event.at)),
        answers=tuple(_answered(number, row) for number, row in enumerate(given, start=1)),
    )


def _event(number: int, row: Any) -> Event:
    try:
        at = datetime.fromisoformat(row["at"])
        if at.tzinfo is None:
            raise ValueError("«at» needs an offset, such as +07:00")
        return _MAKERS[row["do"]](at, row)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise StoryError(f"event {number}: {error!r}") from error


def _answered(number: int, row: Any) -> Answered:
    try:
        return answered(row)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise StoryError(f"answer {number}: {error!r}") from error


def _answer(at: datetime, row: dict[str, Any]) -> Answer:
    by_link = bool(row.get("by_link", False))
    return Answer(at, _text(row, "unit"), _positions(row), _comments(row), by_link)


def _hand_in(at: datetime, row: dict[str, Any]) -> HandIn:
    return HandIn(at, _text(row, "unit"), _positions(row), _comments(row))


def _letter(at: datetime, row: dict[str, Any]) -> Letter:
    return Letter(
        at,
        _text(row, "unit"),
        _positions(row),
        _comments(row),
        number=_text(row, "number"),
        date=date.fromisoformat(row["date"]),
        signer=_text(row, "signer"),
    )


def _draft(at: datetime, row: dict[str, Any]) -> Draft:
    return Draft(at, _text(row, "unit"), _positions(row), _comments(row))


def _extend(at: datetime, row: dict[str, Any]) -> Extend:
    return Extend(at, _unit_or_all(row), date.fromisoformat(row["before"]), _text(row, "reason"))


def _hand_over(at: datetime, row: dict[str, Any]) -> HandOver:
    return HandOver(at, _text(row, "unit"), _text(row, "person"), _text(row, "note"))


def _text(row: dict[str, Any], name: str) -> str:
    text = row[name]
    if not isinstance(text, str):
        raise TypeError(f"«{name}» is text")
    return text


def _unit_or_all(row: dict[str, Any]) -> str:
    return _text({"unit": ""} | row, "unit")


def _positions(row: dict[str, Any]) -> dict[int, Position]:
    return {int(n): POSITIONS[fold(said)] for n, said in row.get("positions", {}).items()}


def _comments(row: dict[str, Any]) -> dict[int, str]:
    return {int(n): str(text) for n, text in row.get("comments", {}).items()}


_MAKERS = {
    "answer": _answer,
    "draft": _draft,
    "extend": _extend,
    "hand_in": _hand_in,
    "hand_over": _hand_over,
    "letter": _letter,
    "open": lambda at, row: Open(at, _text(row, "unit")),
    "remind": lambda at, row: Remind(at, _unit_or_all(row)),
    "close": lambda at, row: Close(at, ""),
}
