"""What an act on many does to the units of one part: remind, extend, note.

Each returns why a unit was left out, by its key; everything else about the unit is done.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.domain.audit import record
from consultations.domain import notices, reminders, terms
from consultations.enums import BulkAct
from consultations.errors import ConsultationRefused
from consultations.models import BulkRun, Consultee, Round
from deadlines.enums import DeadlineKind
from deadlines.value import Deadline


@dataclass(frozen=True, kw_only=True)
class Part:
    """One part of a run while its round is locked."""

    run: BulkRun
    round: Round
    units: list[int]
    at: datetime

    def consultees(self) -> QuerySet[Consultee]:
        """The units of the part with their course."""
        units = self.round.consultees.filter(pk__in=self.units).with_course()
        return units.select_related("draft").order_by("pk")

    def owing(self) -> set[int]:
        """The units of the part that owe an answer."""
        asked = self.round.consultees.filter(pk__in=self.units)
        return set(asked.unanswered().values_list("pk", flat=True))


def parts_of(deadline: Deadline) -> dict[str, str]:
    """Return a deadline as a run keeps it."""
    if deadline.date is None:
        raise ValueError("an extension names its day")
    parts = {"kind": deadline.kind.value, "date": deadline.date.isoformat()}
    return parts | ({"time": deadline.time.isoformat()} if deadline.time else {})


def deadline_of(parts: Mapping[str, str]) -> Deadline:
    """Return the deadline that a run keeps."""
    moment = time.fromisoformat(parts["time"]) if "time" in parts else None
    return Deadline(DeadlineKind(parts["kind"]), date.fromisoformat(parts["date"]), time=moment)


def remind(part: Part) -> dict[int, str]:
    """Write a reminder to each unit that owes an answer, late or not, and has an address."""
    refused = {}
    owing = part.owing()
    for unit in part.consultees():
        if part.round.is_over:
            refused[unit.pk] = _("Đợt lấy ý kiến đã kết thúc.")
        elif unit.pk not in owing:
            refused[unit.pk] = _("Đơn vị đã trả lời.")
        elif not unit.address:
            refused[unit.pk] = _("Đơn vị chưa có địa chỉ nhận.")
        elif not reminders.can_be_reminded(unit):
            refused[unit.pk] = _("Chưa ghi nhận ngày đơn vị nhận được văn bản.")
        else:
            notices.reminder_by_hand(
                unit, order=str(part.run.key), by=part.run.started_by, at=part.at
            )
    return refused


def extend(part: Part) -> dict[int, str]:
    """Give each unit its own later deadline, unless it has a later one or has answered."""
    refused = {}
    deadline = deadline_of(part.run.deadline or {})
    owing = part.owing()
    for unit in part.consultees():
        if unit.pk not in owing:
            refused[unit.pk] = _("Đơn vị đã trả lời.")
            continue
        try:
            terms.extend(
                part.round,
                consultee=unit,
                deadline=deadline,
                reason=part.run.text,
                by=part.run.started_by,
                at=part.at,
            )
        except ConsultationRefused as refusal:
            refused[unit.pk] = str(refusal)
    return refused


def note(part: Part) -> dict[int, str]:
    """Write the note in the trail of each unit; the run itself holds its words."""
    for unit in part.consultees():
        record(
            by=part.run.started_by,
            action="consultee.noted",
            on=unit,
            at=part.at,
            note=part.run.text,
        )
    return {}


ACTS: dict[BulkAct, Callable[[Part], dict[int, str]]] = {
    BulkAct.REMIND: remind,
    BulkAct.EXTEND: extend,
    BulkAct.NOTE: note,
}
