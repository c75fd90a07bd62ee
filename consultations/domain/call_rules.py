"""How long a call has to be at least (thời hạn lấy ý kiến tối thiểu), in working days."""

from datetime import datetime

from django.db import transaction

from accounts.domain.audit import record
from accounts.models import User
from consultations.models import CallRules, Round
from consultations.models.call_rules import MINIMUM
from deadlines.domain.calendar import working_calendar
from deadlines.value import day_in_hanoi


def minimum_days() -> int:
    """Return the department's minimum, in working days; 0 where there is none."""
    rules = CallRules.objects.first()
    return rules.minimum_days if rules else MINIMUM


@transaction.atomic
def set_minimum(days: int, *, by: User, at: datetime) -> None:
    """Lay down another minimum; it holds for letters that leave from now on."""
    before = minimum_days()
    rules, _created = CallRules.objects.update_or_create(only=True, defaults={"minimum_days": days})
    record(by=by, action="callrules.set", on=rules, at=at, before=before, minimum_days=days)


def is_too_short(round_: Round, at: datetime) -> bool:
    """Whether a letter that left now would give fewer working days than the minimum.

    The day of the letter does not count (Civil Code 2015, art. 147), the last day does. One that
    runs from each unit's receipt gives what it says.
    """
    term, days = round_.original_term, minimum_days()
    if term is None or days == 0:
        return False
    if term.deadline.working_days:
        return term.deadline.working_days < days
    return term.deadline.last_day < working_calendar().add(day_in_hanoi(at), days)
