"""The answers to comments as an Excel sheet: out, and back in after a look (trả lời bằng Excel)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.domain.audit import record
from accounts.models import User
from accounts.sheet_table import Row
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
PART = 500  # comments that are in memory at a time on the way out
MOST = 100_000  # comments of 3,300 units on 30 contents


@dataclass(frozen=True)
class Fault:
    """What is wrong with a row of the sheet, by its number there."""

    line: int
    what: str


@dataclass(frozen=True)
class Change:
    """A row that answers a comment anew."""

    row: Disposition
    ruling: Ruling


@dataclass(frozen=True)
class Plan:
    """What a sheet would do: nothing while it has faults."""

    changes: Sequence[Change]
    faults: Sequence[Fault]
    same: int


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


def plan(table: Consolidation, sheet: Sequence[Row]) -> Plan:
    """Return what the sheet would change, and what is wrong with it; writes nothing.

    A row without a decision and without words leaves its comment as it is.
    """
    known = {f"{row.pk}": row for row in table.dispositions.with_comment()}
    changes: dict[int, Change] = {}
    answers: dict[int, Ruling] = {}
    faults, same = [], 0
    for line in sheet:
        number = int(line["line"])
        try:
            change = _read(line, known, changes)
        except ConsultationRefused as refusal:
            faults.append(Fault(number, str(refusal)))
            continue
        if change is None:
            same += 1
            continue
        group = change.row.group_id
        if group and answers.setdefault(group, change.ruling) != change.ruling:
            faults.append(Fault(number, _("Góp ý đã gộp phải có cùng một trả lời.")))
        changes[change.row.pk] = change
    return Plan(list(changes.values()), faults, same)


@transaction.atomic
def take_in(
    table: Consolidation, sheet: Sequence[Row], *, source: str, by: User, at: datetime
) -> int:
    """Answer what the sheet answers, all or nothing; return how many comments have a new answer."""
    found = plan(table, sheet)
    if found.faults:
        raise ConsultationRefused(_("Tệp còn dòng có lỗi nên chưa ghi trả lời nào."))
    alike: dict[Ruling, dict[int, int]] = {}
    for change in found.changes:
        alike.setdefault(change.ruling, {})[change.row.pk] = change.row.version
    done = decide_each(table, [(seen, ruling) for ruling, seen in alike.items()], by=by, at=at)
    record(by=by, action="consolidation.imported", on=table, at=at, file=source, comments=done)
    return done


def _read(line: Row, known: dict[str, Disposition], taken: dict[int, Change]) -> Change | None:
    key, _dot, version = line["key"].partition(".")
    row = known.get(key)
    if row is None:
        raise ConsultationRefused(_("Mã «%(key)s» không thuộc đợt này.") % {"key": line["key"]})
    if row.pk in taken:
        raise ConsultationRefused(_("Mã «%(key)s» có hai dòng.") % {"key": line["key"]})
    ruling = _ruling(line)
    if ruling is None or (ruling.decision, ruling.text) == (row.decision, row.text):
        return None
    if version != str(row.version):
        raise ConsultationRefused(_("Góp ý đã có người khác xử lý sau khi tệp được xuất."))
    return Change(row, ruling)


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
