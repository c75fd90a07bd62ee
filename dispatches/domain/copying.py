"""Making the copies of a run, a part at a time, by whichever worker comes first.

As every run (see outbox.run_leases): no copy is lost and none is made twice; a file that nobody's
row names may stay behind.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.actors import SYSTEM
from accounts.domain.audit import record
from dispatches.domain import binding, copies, files
from dispatches.domain.printing import PDF
from dispatches.domain.runs import tally
from dispatches.enums import CopyState
from dispatches.letter import Letter
from dispatches.models import LetterCopy, LetterRun
from outbox import run_leases

PART = 1000
LEASE = timedelta(minutes=5)  # longer than the renderer's limits let a part take
MAX_ATTEMPTS = 3
WRITTEN = ("state", "file", "line", "sha256", "size", "problem")


def due(wall: datetime) -> QuerySet[LetterRun]:
    """Runs to go on with now."""
    return run_leases.due(LetterRun.objects.all(), wall)


def claim(run_id: int, *, wall: datetime) -> LetterRun | None:
    """Take the run for this process; None if it is not to be had."""
    runs = LetterRun.objects.select_related("dispatch")
    return run_leases.claim(runs, run_id, wall=wall, lease=LEASE)


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
    return run_leases.give_back(LetterRun.objects.all(), run, **changes)
