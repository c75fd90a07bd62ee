"""Prints how much memory copies for N addressees take at most: python -m tests.bench.memory N.

In MiB, first the child's fork that makes them, then the portal's own process. What the kernel keeps
for an ended process (ru_maxrss) would include the one that started it, so the forks are watched.
"""

import os
import sys
import threading
from contextlib import suppress
from pathlib import Path

import django

django.setup()

from tests.bench.copies import addressees, portal_copies  # noqa: E402

EVERY = 0.001  # seconds


class Watch:
    """The highest mark of all grandchildren of this process while the block runs."""

    def __enter__(self) -> "Watch":
        self.peak = 0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look)
        self._thread.start()
        return self

    def __exit__(self, *_error) -> None:
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._over.wait(EVERY):
            for child in children(os.getpid()):
                for fork in children(child):
                    self.peak = max(self.peak, high_mark(fork))


def children(process: int) -> list[int]:
    """The processes that any thread of a process started."""
    found = []
    for task in Path(f"/proc/{process}/task").glob("*/children"):
        with suppress(OSError):
            found += map(int, task.read_text().split())
    return found


def high_mark(process: int) -> int:
    """The most memory a process has had, in MiB; 0 if it is gone."""
    with suppress(OSError, ValueError):
        lines = Path(f"/proc/{process}/status").read_text().splitlines()
        status = dict(line.split(":", 1) for line in lines)
        return int(status.get("VmHWM", "0 kB").split()[0]) // 1024
    return 0


if __name__ == "__main__":
    for _copy in portal_copies(addressees(1)):
        pass  # the child is started and ready
    with Watch() as watch:
        for _copy in portal_copies(addressees(int(sys.argv[1]))):
            pass
    print(watch.peak, high_mark(os.getpid()))
