"""Taking a row to send it: claimed by one UPDATE with a lease, marked only while the lease holds.

For every table whose rows leave the house one by one: `state`, `next_try_at`, `lease_until`,
`attempts`. A process that dies leaves its lease behind, and another takes the row when it runs out.
"""

from datetime import datetime, timedelta
from typing import Any, TypeVar

from django.db import models, transaction
from django.db.models import F, Q, QuerySet

from outbox.enums import MessageState

Row = TypeVar("Row", bound=models.Model)


def due(rows: QuerySet[Row], wall: datetime) -> QuerySet[Row]:
    """Return the rows to try now: those whose time has come, and those whose sender has died."""
    waiting = Q(state=MessageState.PENDING) & (Q(next_try_at=None) | Q(next_try_at__lte=wall))
    abandoned = Q(state=MessageState.SENDING, lease_until__lt=wall)
    return rows.filter(waiting | abandoned)


def claim(
    rows: QuerySet[Row], pk: int, *, wall: datetime, lease: timedelta, **more: Any
) -> Row | None:
    """Take the row for this process until `wall + lease`; None if it is not to be had.

    `more` is written with the claim. Refuses to run inside a transaction: the claim has to be
    committed before the row leaves.
    """
    with transaction.atomic(durable=True):
        claimed = (
            due(rows, wall)
            .filter(pk=pk)
            .update(
                state=MessageState.SENDING,
                lease_until=wall + lease,
                attempts=F("attempts") + 1,
                **more,
            )
        )
    return rows.get(pk=pk) if claimed else None


def held(rows: QuerySet[Row], row: Any) -> QuerySet[Row]:
    """Return the claimed row, if the claim still holds: nobody has taken it over since."""
    return rows.filter(pk=row.pk, state=MessageState.SENDING, lease_until=row.lease_until)
