"""Who is writing a draft now (quyền soạn): one at a time, and only that one can save.

The pen stays with its holder until it is laid down, or another takes it over; that can be done
once the holder has shown no sign of writing for the length of the lease.
"""

from datetime import datetime, timedelta

from django.db import transaction

from accounts.domain.audit import record
from accounts.models import User
from dispatches.errors import PenHeld
from dispatches.models import Dispatch, WritingLease

LEASE = timedelta(minutes=10)


@transaction.atomic
def take(dispatch: Dispatch, *, by: User, at: datetime, over: bool = False) -> WritingLease:
    """Become the writer, or go on being it; PenHeld if another one is.

    With `over`, the pen is also taken from a holder who stopped writing. The lock on the row of
    the dispatch makes askers wait for each other.
    """
    Dispatch.objects.select_for_update().only("pk").get(pk=dispatch.pk)
    held = WritingLease.objects.select_related("holder").filter(dispatch=dispatch).first()
    if held is None:
        return WritingLease.objects.create(dispatch=dispatch, holder=by, since=at, until=at + LEASE)
    if held.holder != by:
        if not (over and held.is_over(at)):
            raise PenHeld(held, at)
        record(
            by=by, action="dispatch.pen_taken_over", on=dispatch, at=at, holder=held.holder.username
        )
        held.holder, held.since = by, at
    held.until = at + LEASE
    held.save(update_fields=["holder", "since", "until"])
    return held


def lay_down(dispatch: Dispatch, *, by: User) -> None:
    """Let others write at once."""
    WritingLease.objects.filter(dispatch=dispatch, holder=by).delete()
