"""The answers to comments as an Excel sheet: out, and back in after a look (trả lời bằng Excel)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.domain.audit import record
from accounts.models import User
from accounts.sheet_table import Row, rows_under
from accounts.spreadsheet import Value
from consultations.domain.dispositions import NEED_WORDS, Ruling, decide_each
from consultations.enums import Decision
from consultations.errors import ConsultationRefused
from consultations.models import Consolidation, Disposition
from vietnamese.text import fold

HEADINGS = {
    "key": "Mã",
    "ordinal": "Nội dung số",
    "content": "Nội dung",
    "unit": "Đơn vị",
    "position": "Ý kiến",
    "comment": "Nội dung góp ý",
    "decision": "Hướng xử lý",
    "answer": "Nội dung tiếp thu, giải trình",
}
NEEDED = ("key", "decision", "answer")
COLUMNS = 20
PART = 500  # comments that are in memory at a time
KEY_DIGITS = 18  # no longer number is a key in either database
SHOWN = 100  # faulty rows that are told one by one
MOST = 100_000  # comments of 3,300 units on 30 contents


@dataclass(frozen=True)
class Fault:
    """What is wrong with a row of the sheet, by its number there."""

    line: int
    what: str


@dataclass(frozen=True)
class Change:
    """A row that answers a comment anew, and the comment's version that it was written for."""

    line: int
    version: int
    ruling: Ruling


@dataclass
class Plan:
    """What a sheet would do: nothing while rows are `faulty`; the first of them are in `faults`.

    `changes` are by the answer's key, `together` is what is said to the groups of comments.
    """

    changes: dict[int, Change] = field(default_factory=dict)
    together: dict[int, Ruling] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    faulty: int = 0
    same: int = 0

    @property
    def more_faulty(self) -> int:
        """How many faulty rows are not shown."""
        return self.faulty - len(self.faults)

    def rows(self) -> list[Row]:
        """Return what changes as rows of such a sheet, and nothing that stays as it is."""
        return [
            {
                "line": str(change.line),
                "key": f"{key}.{change.version}",
                "decision": str(change.ruling.decision.label),
                "answer": change.ruling.text,
            }
            for key, change in self.changes.items()
        ]


def rows(table: Consolidation) -> Iterator[Sequence[Value]]:
    """Return the sheet's rows; the key says which comment a row is, and at which version."""
    in_order = table.dispositions.with_comment().order_by(
        "comment__content__ordinal", "comment__response__consultee__position", "pk"
    )
    for row in in_order.iterator(chunk_size=PART):
        comment = row.comment
        yield (
            f"{row.pk}.{row.version}",
            comment.content.ordinal,
            comment.content.title,
            comment.response.consultee.committee,
            str(comment.get_position_display()),
            comment.text,
            str(row.get_decision_display()),
            row.text,
        )


def lines(cells: Iterable[Sequence[str]]) -> Iterator[Row]:
    """Return the rows of a sheet that came back, as they are read; SheetRefused."""
    return rows_under(HEADINGS, cells, needed=NEEDED, most=MOST)


def plan(table: Consolidation, sheet: Iterable[Row]) -> Plan:
    """Return what the sheet would change, and what is wrong with it; writes nothing.

    A row without a decision and without words leaves its comment as it is. The sheet may be as long
    as the table: what is kept of it are its new answers.
    """
    found = Plan()
    rows = iter(sheet)
    while part := list(islice(rows, PART)):
        known = _known(table, part)
        for line in part:
            try:
                _take(found, line, known.get(_key(line)))
            except ConsultationRefused as refusal:
                found.faulty += 1
                if found.faulty <= SHOWN:
                    found.faults.append(Fault(int(line["line"]), str(refusal)))
    return found


@transaction.atomic
def take_in(
    table: Consolidation, sheet: Iterable[Row], *, source: str, by: User, at: datetime
) -> int:
    """Answer what the sheet answers, all or nothing; return how many comments have a new answer."""
    found = plan(table, sheet)
    if found.faulty:
        raise ConsultationRefused(_("Tệp còn dòng có lỗi nên chưa ghi trả lời nào."))
    alike: dict[Ruling, dict[int, int]] = {}
    for key, change in found.changes.items():
        alike.setdefault(change.ruling, {})[key] = change.version
    done = decide_each(table, [(seen, ruling) for ruling, seen in alike.items()], by=by, at=at)
    record(by=by, action="consolidation.imported", on=table, at=at, file=source, comments=done)
    return done


def _key(line: Row) -> str:
    return line["key"].partition(".")[0]


def _known(table: Consolidation, part: Sequence[Row]) -> dict[str, Disposition]:
    """The answers that the rows are about, without the comments."""
    keys = {int(key) for key in map(_key, part) if key.isdecimal() and len(key) <= KEY_DIGITS}
    rows = table.dispositions.filter(pk__in=keys).order_by()
    needed = rows.only("consolidation", "group", "decision", "text", "version")
    return {str(row.pk): row for row in needed}


def _take(found: Plan, line: Row, row: Disposition | None) -> None:
    """Add what one row does."""
    said = {"key": line["key"]}
    if row is None:
        raise ConsultationRefused(_("Mã «%(key)s» không thuộc đợt này.") % said)
    if row.pk in found.changes:
        raise ConsultationRefused(_("Mã «%(key)s» có hai dòng.") % said)
    ruling = _ruling(line)
    if ruling is None or (ruling.decision, ruling.text) == (row.decision, row.text):
        found.same += 1
        return
    if line["key"] != f"{row.pk}.{row.version}":
        raise ConsultationRefused(_("Góp ý đã có người khác xử lý sau khi tệp được xuất."))
    found.changes[row.pk] = Change(int(line["line"]), row.version, ruling)
    if row.group_id and found.together.setdefault(row.group_id, ruling) != ruling:
        raise ConsultationRefused(_("Góp ý đã gộp phải có cùng một trả lời."))


def _ruling(line: Row) -> Ruling | None:
    said, text = line["decision"], line["answer"]
    if not said and not text:
        return None
    labels = {str(choice.label): choice for choice in Decision}
    decision = next((labels[label] for label in labels if fold(label) == fold(said)), None)
    if decision is None:
        raise ConsultationRefused(
            _("Hướng xử lý «%(said)s» không có; ghi một trong: %(choices)s.")
            % {"said": said, "choices": ", ".join(labels)}
        )
    if decision in NEED_WORDS and not text:
        raise ConsultationRefused(_("Tiếp thu một phần hoặc giải trình thì phải ghi nội dung."))
    return Ruling(decision=decision, text=text)
