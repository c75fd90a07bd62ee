"""What stands against sending a round's letter, and what deserves a second look."""

from collections.abc import Iterator
from datetime import date, datetime, time

from consultations.models import Round
from deadlines.value import HANOI
from deadlines.working_days import WorkingCalendar
from dispatches.models import Dispatch
from outbox.domain.messages import is_usable
from vietnamese.dates import short_date, weekday


def obstacles(round_: Round, at: datetime) -> list[str]:
    """Return what must be mended before the letter may be submitted or issued."""
    return list(_obstacles(round_, at))


def _obstacles(round_: Round, at: datetime) -> Iterator[str]:
    term = round_.original_term
    if term is None:
        yield "Chưa có thời hạn trả lời."
    elif not term.deadline.accepts(at):
        yield f"Thời hạn «{term.deadline_phrase}» đã qua."
    if not round_.contents.exists():
        yield "Chưa có nội dung xin ý kiến."
    consultees = list(round_.consultees.all())
    if not consultees:
        yield "Chưa có đơn vị được lấy ý kiến."
    for consultee in consultees:
        if not consultee.address:
            yield f"{consultee.committee} chưa có địa chỉ nhận công văn."
        elif not is_usable(consultee.address):
            yield f"Không gửi thư được đến địa chỉ «{consultee.address}» của {consultee.committee}."


def warnings(round_: Round, calendar: WorkingCalendar) -> list[str]:
    """Return what is allowed but unusual: a deadline whose last day is a day off."""
    term = round_.original_term
    if term is None or not term.deadline.falls_on_day_off(calendar):
        return []
    last = term.deadline.last_day
    working = term.deadline.last_working_day(calendar)
    return [
        (
            f"Ngày cuối nhận ý kiến ({weekday(last)} {short_date(last)}) là ngày nghỉ; "
            f"ngày làm việc cuối là {weekday(working)} {short_date(working)}."
        )
    ]


def issue_guard(dispatch: Dispatch, on: date) -> list[str]:
    """Say to the register why a round's letter may not leave on that day."""
    round_ = Round.objects.filter(dispatch=dispatch).first()
    if round_ is None:
        return []
    return obstacles(round_, datetime.combine(on, time.min, HANOI))
