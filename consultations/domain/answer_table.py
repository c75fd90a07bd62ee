"""The table of comments and answers as it is printed, content by content."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from consultations.enums import Outcome, Position
from consultations.models import Consolidation, Consultee, Content, Disposition

# Who has no comment to be answered: listed apart, with what the record says of them.
APART = (Outcome.AGREED, Outcome.DEEMED_AGREED, Outcome.NO_REPLY)


@dataclass(frozen=True)
class Line:
    """One answer with the comments that it is for; alike ones have one line.

    `text` is the comment, `units` who made it, as the record calls them.
    """

    units: tuple[str, ...]
    position: str
    text: str
    decision: str
    answer: str


@dataclass(frozen=True)
class Part:
    """A content with what was said of it and what is answered."""

    content: Content
    lines: Sequence[Line]


def parts(table: Consolidation) -> list[Part]:
    """Return every content that has comments, in the order of the letter."""
    rows = table.dispositions.with_comment().order_by(
        "comment__content__ordinal", "comment__response__consultee__position", "pk"
    )
    by_content: dict[Content, list[Disposition]] = {}
    for row in rows:
        by_content.setdefault(row.comment.content, []).append(row)
    return [Part(content, _lines(found)) for content, found in by_content.items()]


def apart(table: Consolidation) -> list[Consultee]:
    """Return the units without comments, in the round's order, with their outcome and reason."""
    silent = table.round.consultees.filter(outcome__in=APART)
    commented = table.dispositions.values("comment__response__consultee")
    return list(silent.exclude(pk__in=commented).order_by("position"))


def _lines(rows: Iterable[Disposition]) -> list[Line]:
    """A group stands where its first comment stands."""
    together: dict[tuple[str, int], list[Disposition]] = {}
    for row in rows:
        key = ("group", row.group_id) if row.group_id else ("single", row.pk)
        together.setdefault(key, []).append(row)
    return [_line(members) for members in together.values()]


def _line(members: Sequence[Disposition]) -> Line:
    texts = dict.fromkeys(row.comment.text for row in members)
    positions = dict.fromkeys(Position(row.comment.position).label for row in members)
    first = members[0]
    return Line(
        units=tuple(row.comment.response.consultee.committee for row in members),
        position="; ".join(map(str, positions)),
        text="\n".join(texts),
        decision=first.get_decision_display(),
        answer=first.text,
    )
