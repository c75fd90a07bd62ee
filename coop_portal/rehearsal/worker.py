"""A Celery worker with beat, as a child process."""

import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from coop_portal.rehearsal.processes import running
from coop_portal.rehearsal.waiting import wait_until

COMMAND = [
    *(sys.executable, "-m", "celery", "-A", "coop_portal", "worker"),
    *("-B", "-c", "2", "-l", "INFO", "--without-gossip", "--without-mingle"),
]


@contextmanager
def worker(environment: Mapping[str, str], *, log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Run a worker with beat until the block ends; it is ready when the block starts.

    `environment` adds to the caller's: DATABASE_URL, BROKER_URL, EMAIL_URL and the like.
    """
    written = log.stat().st_size if log.exists() else 0
    with running(COMMAND, log=log, environment=environment) as process:
        wait_until(
            lambda: process.poll() is not None or b" ready." in log.read_bytes()[written:],
            seconds=60,
            what=f"the worker is ready (see {log})",
        )
        yield process
