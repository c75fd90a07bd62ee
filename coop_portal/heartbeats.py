"""Signs of life: beat writes its own, the worker writes one when beat's ring reaches it.

So an old worker beside a young beat is a dead worker; two old ones are a dead beat.
"""

from datetime import datetime, timedelta

from coop_portal.models import Heartbeat

WORKER = "worker"
BEAT = "beat"


def note(name: str, *, at: datetime) -> None:
    """Write that the process was alive at this moment."""
    Heartbeat.objects.update_or_create(name=name, defaults={"at": at})


def ages(now: datetime) -> dict[str, timedelta | None]:
    """Return how long ago each process was last seen; None if it never was."""
    seen = dict(Heartbeat.objects.values_list("name", "at"))
    return {name: now - seen[name] if name in seen else None for name in (WORKER, BEAT)}
