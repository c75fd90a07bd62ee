"""A run that is done part by part, by whichever worker comes first.

For every table of runs: `finished_at`, `lease_until`, `attempts`. The rows of a run say what is
missing. A worker claims the run until its lease ends, does a part, and writes it down in one
transaction together with `give_back`, if the run is still its own. Killed before that it has
written nothing: when the lease is over another one does that part.
"""

import logging
from datetime import datetime, timedelta
from typing import Any, TypeVar

from django.db import models, transaction
from django.db.models import F, Q, QuerySet

Run = TypeVar("Run", bound=models.Model)
logger = logging.getLogger(__name__)


def due(runs: QuerySet[Run], wall: datetime) -> QuerySet[Run]:
    """Return the runs to go on with: unfinished, and in nobody's hands or in a dead worker's."""
    free = Q(lease_until=None) | Q(lease_until__lt=wall)
    return runs.filter(free, finished_at=None).order_by("pk")


def claim(runs: QuerySet[Run], pk: int, *, wall: datetime, lease: timedelta) -> Run | None:
    """Take the run for this process until `wall + lease`; None if it is not to be had."""
    with transaction.atomic(durable=True):
        claimed = (
            due(runs, wall)
            .filter(pk=pk)
            .order_by()
            .update(lease_until=wall + lease, attempts=F("attempts") + 1)
        )
    return runs.get(pk=pk) if claimed else None


def give_back(runs: QuerySet[Run], run: Any, **changes: Any) -> bool:
    """Give the claim back with the changes, if it is still ours; say whether it was."""
    ours = runs.filter(pk=run.pk, lease_until=run.lease_until, finished_at=None)
    if ours.update(lease_until=None, attempts=0, **changes):
        return True
    logger.warning("%r outlasted its lease; what was done is not ours to write down", run)
    return False
