"""A Celery worker with beat, as a child process."""

import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from celery import Celery

from coop_portal.rehearsal.processes import running
from coop_portal.rehearsal.waiting import wait_until

COMMAND = [
    *(sys.executable, "-m", "celery", "-A", "coop_portal", "worker"),
    *("-B", "-c", "2", "-l", "WARNING", "--without-gossip", "--without-mingle"),
]


@contextmanager
def worker(environment: Mapping[str, str], *, log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Run a worker with beat until the block ends; it takes tasks when the block starts.

    `environment` adds to the caller's own and names at least BROKER_URL.
    """
    with (
        running(COMMAND, log=log, environment=environment) as process,
        # Not the portal's own application: the caller's settings may name another broker.
        Celery(broker=environment["BROKER_URL"], set_as_current=False) as caller,
    ):

        def answers() -> bool:
            if process.poll() is not None:
                raise ChildProcessError(f"The worker ended at once; read {log}")
            return bool(caller.control.ping(timeout=0.2))

        wait_until(answers, seconds=60, what=f"the worker answers (see {log})")
        yield process
