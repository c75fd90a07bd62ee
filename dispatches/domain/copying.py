"""Making the copies of a run, a part at a time, by whichever worker comes first.

The rows say what is missing. A worker claims a run until its lease ends, makes a part, and writes
it down in one transaction, if the run is still its own. Killed before that it has written nothing:
when the lease is over another one makes that part. So no copy is lost and none is made twice; a
file that nobody's row names may stay behind.
"""

import logging
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from accounts.actors import SYSTEM
from accounts.domain.audit import record
from dispatches.domain import binding, copies, files
from dispatches.domain.printing import PDF
from dispatches.domain.runs import tally
from dispatches.enums import CopyState
from dispatches.letter import Letter
from dispatches.models import LetterCopy, LetterRun

logger = logging.getLogger(__name__)

PART = 1000
LEASE = timedelta(minutes=5)  # longer than the renderer's limits let a part take
MAX_ATTEMPTS = 3
WRITTEN = ("state", "file", "line", "sha256", "size", "problem")


def due(wall: datetime) -> QuerySet[LetterRun]:
    """Runs to go on with now: unfinished, and in nobody's hands or in those of a dead worker."""
    free = Q(lease_until=None) | Q(lease_until__lt=wall)
    return LetterRun.objects.filter(free, finished_at=None).order_by("pk")


def claim(run_id: int, *, wall: datetime) -> LetterRun | None:
    """Take the run for this process until `wall + LEASE`; None if it is not to be had."""
    with transaction.atomic(durable=True):
        claimed = (
            due(wall)
            .filter(pk=run_id)
            .order_by()
            .update(lease_until=wall + LEASE, attempts=F("attempts") + 1)
        )
    return LetterRun.objects.select_related("dispatch").get(pk=run_id) if claimed else None


def go_on(run: LetterRun, *, at: datetime) -> None:
    """Make the next part of a claimed run, or finish it.

    A part at which workers die again and again fails as a whole, so that the rest goes on.
    """
    waiting = list(run.copies.filter(state=CopyState.WAITING).order_by("ordinal")[:PART])
    given_up = run.attempts > MAX_ATTEMPTS
    if not waiting:
        _finish(run, bind=not given_up, at=at)
    elif given_up:
        problem = _("Tiến trình tạo bản PDF dừng giữa chừng nhiều lần.")
        _write_down(run, [copies.failed(copy, problem) for copy in waiting])
    else:
        letter = Letter.from_json(run.dispatch.letter or {})
        _write_down(run, copies.make(letter, waiting, at=at))


def _write_down(run: LetterRun, done: list[LetterCopy]) -> None:
    with transaction.atomic():
        if _let_go(run):
            # Row by row: with so many different values that is faster than one statement for all.
            for copy in done:
                waiting = LetterCopy.objects.filter(pk=copy.pk, state=CopyState.WAITING)
                waiting.update(**{name: getattr(copy, name) for name in WRITTEN})


def _finish(run: LetterRun, *, bind: bool, at: datetime) -> None:
    counts = tally(run)
    bound = None
    if bind and counts.made:
        bound = files.store(binding.bind(run), media_type=PDF, at=at)
    with transaction.atomic():
        if _let_go(run, finished_at=at, bound=bound):
            record(
                by=SYSTEM,
                action="dispatch.copies_made",
                on=run.dispatch,
                at=at,
                count=counts.made,
                failed=counts.failed,
            )


def _let_go(run: LetterRun, **changes: object) -> bool:
    """Give the claim back with the changes, if it is still ours."""
    ours = LetterRun.objects.filter(pk=run.pk, lease_until=run.lease_until, finished_at=None)
    if ours.update(lease_until=None, attempts=0, **changes):
        return True
    logger.warning("Run %s outlasted its lease; what was made is not ours to write down", run.pk)
    return False
