"""Moving the rehearsal's clock, so that everything due on the way happens at its own moment."""

import time
from datetime import datetime

from consultations.domain.catch_up import moments_between
from consultations.tasks import act_on_many, tick
from deadlines import clock
from deadlines.domain import portal_clock
from deadlines.domain.calendar import working_calendar
from dispatches.tasks import build_pdfs, make_copies, send_deliveries
from outbox.domain import sending
from outbox.enums import MessageState
from outbox.models import Message
from outbox.tasks import send, tell_due
from partners.tasks import count_contacts

PATIENCE = 30  # real seconds that mail in another worker's hands may take


def advance(to: datetime) -> None:
    """Walk the clock from where it stands to `to`, stopping wherever something falls due.

    Runs the same tasks that beat rings for in production. ValueError for a step backwards.
    """
    for moment in [*moments_between(clock.now(), to, working_calendar()), to]:
        portal_clock.move(moment)
        do_what_is_due()


def do_what_is_due() -> None:
    """Build, plan and send until nothing is due at the clock's moment."""
    build_pdfs()
    make_copies()
    send_deliveries()
    tick()
    act_on_many()
    count_contacts()
    tell_due()
    for message_id in list(sending.due(clock.wall()).values_list("pk", flat=True)):
        send(message_id)
    _wait_for_other_workers()


def _wait_for_other_workers() -> None:
    """Let mail that another worker holds be marked at this moment, not at a later one."""
    end = time.monotonic() + PATIENCE
    while Message.objects.filter(state=MessageState.SENDING).exists():
        if time.monotonic() > end:
            return
        time.sleep(0.05)
