"""All answers of a round as one table that people read and print (bảng ý kiến).

What a unit agrees to without words is one row; each content on which it says more has its own. Of a
unit that sent several versions all stand, and which one counts.
"""

from collections.abc import Iterable, Iterator
from typing import IO

from django.db.models import Prefetch
from django.utils.text import capfirst

from accounts.printed_sheet import Group, Heading, PrintedSheet, Title, printed
from consultations.domain.answer_table import LETTERS, letter_of
from consultations.domain.figures import SILENT
from consultations.enums import Position, Source, UnitState
from consultations.models import Comment, Consultee, Response, Round
from deadlines.value import HANOI, day_in_hanoi
from dispatches.blocks import Column, Paragraph, Table
from dispatches.letter import Appendix
from vietnamese.dates import clock_time, short_date

CHUNK = 50  # units in memory at a time, with what they said
# About 140 characters of the sheet's font fit across the page.
COLUMNS = (
    ("STT", 8),
    ("Đơn vị", 20),
    ("Tiếp nhận", 22),
    ("Nội dung", 24),
    ("Ý kiến", 14),
    ("Nội dung góp ý", 34),
    ("Ghi nhận", 20),
)
NOT_YET = "Chưa có văn bản trả lời"
Cells = tuple[str, ...]


def sheet(round_: Round) -> IO[bytes]:
    """Return the table as an Excel sheet to be printed, written row by row."""
    titles = [
        Title(title(round_), bold=True),
        Title(f"({asked_by(round_)})", italic=True),
        Title(counted(round_), centred=False),
    ]
    headings = [Heading(text, width, centred=not place) for place, (text, width) in _placed()]
    groups = (Group([row]) for row in rows(round_))
    return printed(PrintedSheet("Bảng ý kiến", titles, headings, groups))


def pages(round_: Round, found: Iterable[Cells]) -> Appendix:
    """Return the table for a PDF, on pages that lie across; `found` are its rows."""
    columns = tuple(
        Column(text, width, "left" if place else "center") for place, (text, width) in _placed()
    )
    table = Table(columns, tuple(found))
    return Appendix(title(round_), (Paragraph.of(counted(round_)), table), landscape=True)


def title(round_: Round) -> str:
    """Return the title of the table."""
    return f"BẢNG Ý KIẾN THAM GIA VÀO {round_.title.upper()}"


def asked_by(round_: Round) -> str:
    """Return «Theo Công văn số 170/SNgV-NV ngày 02/8/2021 của Sở Ngoại vụ»."""
    letter = round_.dispatch
    day = f" ngày {short_date(letter.date)}" if letter.date else ""
    return f"Theo {letter.cited}{day} của {letter.issuer}"


def counted(round_: Round) -> str:
    """Return how many units were asked, and how many have answered."""
    units = round_.consultees.all()
    silent = units.filter(outcome__in=SILENT) if round_.closed_at else units.unanswered()
    asked, owing = units.count(), silent.count()
    return f"Số đơn vị được lấy ý kiến: {asked:02d}; số đơn vị đã gửi ý kiến: {asked - owing:02d}."


def rows(round_: Round) -> Iterator[Cells]:
    """Yield the rows in the round's order, a part of the units in memory at a time."""
    contents = round_.contents.count()
    waiting = set(round_.consultees.with_waiting_reply().values_list("pk", flat=True))
    answers = Response.objects.order_by("version").select_related("term", *LETTERS)
    units = round_.consultees.prefetch_related(
        Prefetch("responses", answers), "responses__comments__content"
    )
    in_order = units.order_by("position").iterator(chunk_size=CHUNK)
    for number, unit in enumerate(in_order, start=1):
        if not unit.responses.all():
            state = UnitState.PENDING.label if unit.pk in waiting else NOT_YET
            outcome = unit.get_outcome_display() or str(state)
            yield (str(number), unit.committee, "", "", outcome, "", unit.outcome_reason)
        for answer in unit.responses.all():
            yield from _of_answer(str(number), unit, answer, contents)


def _placed() -> Iterable[tuple[int, tuple[str, int]]]:
    return enumerate(COLUMNS)


def _of_answer(number: str, unit: Consultee, answer: Response, contents: int) -> Iterator[Cells]:
    comments = sorted(answer.comments.all(), key=lambda comment: comment.content.ordinal)
    plain = [one for one in comments if one.position == Position.AGREE and not one.text]
    beginning = (number, unit.committee, _received(answer))
    note = _noted(unit, answer)
    if plain:
        whole = len(plain) == contents
        about = "Tất cả nội dung" if whole else f"Nội dung {_ordinals(plain)}"
        yield (*beginning, about, str(Position.AGREE.label), "", note)
    for one in comments:
        if one not in plain:
            about = f"{one.content.ordinal}. {one.content.title}"
            yield (*beginning, about, one.get_position_display(), one.text, note)


def _ordinals(comments: Iterable[Comment]) -> str:
    return ", ".join(str(comment.content.ordinal) for comment in comments)


def _received(answer: Response) -> str:
    """«Số 07/2021, 09:00 ngày 04/8/2021», below it the unit's letter if one is known."""
    at = answer.received_at.astimezone(HANOI)
    words = f"Số {answer.receipt}, {clock_time(at.time())} ngày {short_date(day_in_hanoi(at))}"
    return "\n".join(filter(None, (words, letter_of(answer))))


def _noted(unit: Consultee, answer: Response) -> str:
    """Which version it is, by which way it came, how late, and whether it counts."""
    several = len(unit.responses.all()) > 1
    said = (
        f"bản {answer.version}" if several else "",
        "" if answer.source == Source.ONLINE else str(answer.get_source_display()).lower(),
        f"muộn {answer.days_late} ngày" if answer.is_late else "",
        "gửi sau khi kết thúc" if answer.shut_out else "",
        "" if answer == unit.counted_response else "không tính vào kết quả",
    )
    return capfirst("; ".join(filter(None, said)))
