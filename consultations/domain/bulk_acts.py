"""What an act on many does to the units of one part: remind, extend, note.

Each returns why a unit was left out, by its key; everything else about the unit is done.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from accounts.domain.audit import record
from consultations.domain import notices, reminders, terms
from consultations.enums import BulkAct
from consultations.errors import ConsultationRefused
from consultations.models import BulkRun, Consultee, Round
from deadlines.value import Deadline


@dataclass(frozen=True, kw_only=True)
class Done:
    """One part of a run while its round is locked."""

    run: BulkRun
    round: Round
    units: list[int]
    at: datetime

    def consultees(self) -> Iterator[Consultee]:
        """The units of the part with their course."""
        units = self.round.consultees.filter(pk__in=self.units).with_course()
        return units.select_related("draft").order_by("pk").iterator(chunk_size=len(self.units))


def remind(part: Done) -> dict[int, str]:
    """Write a reminder to each unit that owes an answer, has an address, and has time left."""
    refused = {}
    owing = set(part.round.consultees.unanswered().values_list("pk", flat=True))
    for unit in part.consultees():
        if part.round.is_over:
            refused[unit.pk] = _("Đợt lấy ý kiến đã kết thúc.")
        elif unit.pk not in owing:
            refused[unit.pk] = _("Đơn vị đã trả lời.")
        elif not unit.address:
            refused[unit.pk] = _("Đơn vị chưa có địa chỉ nhận.")
        elif not reminders.can_be_reminded(unit, part.at):
            refused[unit.pk] = _("Thời hạn của đơn vị đã hết.")
        else:
            notices.reminder_by_hand(
                unit, order=str(part.run.key), by=part.run.started_by, at=part.at
            )
    return refused


def extend(part: Done) -> dict[int, str]:
    """Give each unit its own later deadline, unless it has a later one or has answered."""
    refused = {}
    deadline = Deadline.from_json(part.run.deadline)
    owing = set(part.round.consultees.unanswered().values_list("pk", flat=True))
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


def note(part: Done) -> dict[int, str]:
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


ACTS: dict[BulkAct, Callable[[Done], dict[int, str]]] = {
    BulkAct.REMIND: remind,
    BulkAct.EXTEND: extend,
    BulkAct.NOTE: note,
}
