"""Claim, commit, then talk to the mail server, then mark.

What can still go wrong, and was accepted. SMTP shares no transaction with the database (RFC 1047):

* The process dies, or the line breaks, after the server took the text and before the row says
  SENT. The message is sent again, with the same Message-ID and Date. So a second copy needs a
  crash or a broken line at that moment, and each worker slot has one message at a time at stake.
* The database cannot be reached at that moment. As above.
* One attempt outlasts its lease: every step of SMTP has its own time limit (EMAIL_TIMEOUT), and a
  server that uses up nearly all of it at each step can in theory exceed OUTBOX_LEASE. Another
  worker then sends a copy; the first one's mark is refused and the second one's counts.
* A server that takes the text and never answers gets it MAX_FAULTS times, then the row fails.

The other choice, to mark first and send after, would lose messages instead.
"""

import logging
from datetime import datetime, timedelta

from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import Case, F, QuerySet, When

from accounts.actors import SYSTEM
from accounts.domain import audit
from outbox import checks, leases, rules
from outbox.domain.composing import compose
from outbox.domain.transmission import Answer, transmit
from outbox.enums import MessageState, Outcome
from outbox.models import Message
from vietnamese.text import clean_line

logger = logging.getLogger(__name__)

FINAL_ACTIONS = {
    MessageState.SENT: "message.accepted",
    MessageState.FAILED: "message.failed",
    MessageState.STALE: "message.dropped",
}


def due(wall: datetime) -> QuerySet[Message]:
    """Messages to try now: pending ones whose time has come, and those whose sender has died.

    Oldest first; what was never tried goes before what is tried again.
    """
    return leases.due(Message.objects.all(), wall).order_by(
        F("next_try_at").asc(nulls_first=True), "pk"
    )


def claim(message_id: int, *, wall: datetime, lease: timedelta) -> Message | None:
    """Take the message for this process until `wall + lease`; None if it is not to be had."""
    # Is a sender before us dead? It died with the message, possibly because of it.
    abandoned = Case(When(state=MessageState.SENDING, then=1), default=0)
    messages = Message.objects.all()
    return leases.claim(
        messages, message_id, wall=wall, lease=lease, faults=F("faults") + abandoned
    )


def deliver(
    message: Message, *, at: datetime, wall: datetime, connection: BaseEmailBackend
) -> MessageState:
    """Send a claimed message and write down what came of it; return the state it has now.

    `at` is portal time and stands in the record, `wall` is real time and sets the next try.
    """
    try:
        answer = _attempt(message, at=at, connection=connection)
    except Exception as error:
        # A row that our own code stumbles over must not stop the others; it is tried a few times.
        logger.exception("Message %s broke while being sent", message.pk)
        answer = Answer(Outcome.UNCLEAR, repr(error))
    return _settle(message, answer, at=at, wall=wall)


def _attempt(message: Message, *, at: datetime, connection: BaseEmailBackend) -> Answer:
    if message.faults >= rules.MAX_FAULTS:
        return Answer(Outcome.UNCLEAR, message.server_reply)
    if not checks.still_useful(message, at):
        return Answer(Outcome.NOT_NEEDED)
    return transmit(compose(message), connection)


@transaction.atomic
def _settle(message: Message, answer: Answer, *, at: datetime, wall: datetime) -> MessageState:
    reply = clean_line(answer.reply)[:500]
    faults = message.faults + (answer.outcome is Outcome.UNCLEAR)
    verdict = rules.verdict(answer.outcome, attempts=message.attempts, faults=faults)
    settled = leases.held(Message.objects.all(), message).update(
        state=verdict.state,
        faults=faults,
        lease_until=None,
        next_try_at=verdict.delay and wall + verdict.delay,
        accepted_at=at if verdict.state is MessageState.SENT else None,
        failed_at=at if verdict.state is MessageState.FAILED else None,
        server_reply=reply,
    )
    if not settled:
        logger.warning("Message %s outlasted its lease; its mark is not ours to set", message.pk)
    elif action := FINAL_ACTIONS.get(verdict.state):
        audit.record(by=SYSTEM, action=action, on=message, at=at, server_reply=reply)
    message.refresh_from_db()
    return MessageState(message.state)
