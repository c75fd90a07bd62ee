"""The table of comments and answers as it is printed, content by content."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from consultations.domain import unit_letters
from consultations.domain.figures import SILENT
from consultations.enums import Outcome, Position
from consultations.models import (
    Consolidation,
    Consultee,
    Content,
    Disposition,
    EntryCorrection,
    PendingResponse,
    Response,
)
from dispatches.models import IncomingDocument
from vietnamese.dates import short_date
from vietnamese.text import fold

# By which letter an answer came: the unit's own, or the one that it was entered from.
LETTERS = ("letter", "entered_from__document", "correction__letter__document")
PART = 500  # units without comments that are in memory at a time
# Who has no comment to be answered: listed apart, with what the record says of them.
APART = (Outcome.AGREED, Outcome.DEEMED_AGREED, Outcome.NO_REPLY)


@dataclass(frozen=True)
class Line:
    """One answer with the comments that it is for; alike ones have one line.

    `text` is the comment, `units` who made it, as the record calls them, with number and day of
    their letters («UBND huyện Lục Ngạn (Công văn số 125/UBND-VP ngày 05/8/2021)»).
    """

    units: tuple[str, ...]
    position: str
    text: str
    decision: str
    answer: str

    def said(self, *, decision_beside: bool) -> str:
        """What stands as the answer; without a column for the decision it says that, too.

        «Tiếp thu một phần: Bổ sung kinh phí.»; a text that begins with the word says it already.
        """
        if not self.answer:
            return self.decision
        if decision_beside or fold(self.answer).startswith(fold(self.decision)):
            return self.answer
        return f"{self.decision}: {self.answer}"


@dataclass(frozen=True)
class Part:
    """A content with what was said of it and what is answered."""

    content: Content
    lines: Sequence[Line]


@dataclass(frozen=True)
class Apart:
    """A unit without comments, with the letter by which it agreed if one is known.

    `ground` is why its part ended so.
    """

    unit: str
    outcome: str
    ground: str


@dataclass(frozen=True)
class Tally:
    """How many units were asked and answered, and how many comments they had."""

    asked: int
    answered: int
    comments: int

    @property
    def lines(self) -> tuple[str, str]:
        """What stands above the table in its customary form."""
        counted = (
            f"1. Tổng số cơ quan đã gửi xin ý kiến: {self.asked:02d}; "
            f"số cơ quan có văn bản trả lời: {self.answered:02d}; "
            f"tổng số ý kiến góp ý nhận được: {self.comments:02d}."
        )
        return counted, "2. Kết quả cụ thể:"


def tally(table: Consolidation) -> Tally:
    """Count them, for the sentence above the table."""
    asked = table.round.consultees.count()
    silent = table.round.consultees.filter(outcome__in=SILENT).count()
    return Tally(asked, asked - silent, table.dispositions.count())


def parts(table: Consolidation) -> Iterator[Part]:
    """Yield every content that has comments, in the order of the letter, one in memory at a time.

    A round may have 3,300 answers on 30 contents.
    """
    letters = [f"comment__response__{letter}" for letter in LETTERS]
    rows = table.dispositions.with_comment().select_related(*letters)
    in_order = rows.order_by("comment__response__consultee__position", "pk")
    for content in table.round.contents.order_by("ordinal"):
        if found := list(in_order.filter(comment__content=content)):
            yield Part(content, _lines(found))


def apart(table: Consolidation) -> QuerySet[Consultee]:
    """Return the units without comments, in the round's order, with their outcome and reason."""
    silent = table.round.consultees.filter(outcome__in=APART)
    commented = table.dispositions.values("comment__response__consultee")
    return silent.exclude(pk__in=commented).order_by("position")


def lines_apart(table: Consolidation) -> Iterator[Apart]:
    """Yield the units without comments as they are printed, some in memory at a time."""
    answers = Response.objects.select_related("term", *LETTERS)
    units = apart(table).prefetch_related(Prefetch("responses", answers))
    for unit in units.iterator(chunk_size=PART):
        answer = None if unit.outcome in SILENT else unit.counted_response
        yield Apart(
            unit=_with_letter(unit.committee, answer) if answer else unit.committee,
            outcome=unit.get_outcome_display(),
            ground=unit.outcome_reason,
        )


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
        units=tuple(_named(row.comment.response) for row in members),
        position="; ".join(map(str, positions)),
        text="\n".join(texts),
        decision=first.get_decision_display(),
        answer=first.text,
    )


def _named(response: Response) -> str:
    return _with_letter(response.consultee.committee, response)


def _with_letter(unit: str, response: Response) -> str:
    """The unit, and the letter by which it said so if one is known."""
    letter = letter_of(response)
    return f"{unit} ({letter})" if letter else unit


def letter_of(response: Response) -> str:
    """Return «Công văn số 125/UBND-VP ngày 05/8/2021», by which the unit said so, or nothing."""
    if letter := unit_letters.of_response(response):
        return f"Công văn số {letter.symbol} ngày {short_date(letter.date)}"
    if document := document_of(response):
        return f"Công văn số {document.full_number} ngày {short_date(document.date)}"
    return ""


def document_of(response: Response) -> IncomingDocument | None:
    """The letter that it was entered from, at once or when that was corrected."""
    entered: PendingResponse | None = getattr(response, "entered_from", None)
    correction: EntryCorrection | None = getattr(response, "correction", None)
    letter = correction.letter if correction else entered
    return letter.document if letter else None
