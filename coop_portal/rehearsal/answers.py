"""What the story answers to comments, and how the next draft changes after them.

    {"to": ["Đề nghị bổ sung Hàn Quốc."], "decision": "tiếp thu", "answer": "Tiếp thu, bổ sung…",
     "due": "2021-08-13", "change": {"old": "…Nhật Bản.", "new": "…Nhật Bản, Hàn Quốc.",
                                     "note": "bổ sung Hàn Quốc"}}

Comments are named by their words; several on one content are answered together. Those with a day
are given to a colleague, who answers on that day.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from consultations.domain.dispositions import Ruling
from consultations.enums import Decision
from vietnamese.text import fold

DECISIONS = {fold(str(label)): Decision(value) for value, label in Decision.choices}


@dataclass(frozen=True)
class Change:
    """The words of the draft that the comments changed, and how one says so in short."""

    old: str
    new: str
    note: str


@dataclass(frozen=True)
class Answered:
    """One answer to comments of these words."""

    comments: tuple[str, ...]
    ruling: Ruling
    due: date | None = None
    change: Change | None = None


def answered(row: dict[str, Any]) -> Answered:
    """Read one answer; KeyError, TypeError or ValueError where it is none."""
    comments = row["to"]
    if not isinstance(comments, list) or not all(isinstance(one, str) for one in comments):
        raise TypeError("«to» is a list of comments")
    return Answered(
        comments=tuple(comments),
        ruling=Ruling(decision=DECISIONS[fold(row["decision"])], text=row["answer"]),
        due=date.fromisoformat(row["due"]) if "due" in row else None,
        change=Change(**row["change"]) if "change" in row else None,
    )
