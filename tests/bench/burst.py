"""2,000 answers in a burst, on SQLite and on PostgreSQL: the portal beside a bare view."""

import subprocess
import sys

from django.conf import settings

RUN = (sys.executable, "-m", "tests.bench.burst_run")


def main() -> None:
    """Print the section; each database is filled by a process of its own."""
    for before in ((), (sys.executable, "scripts/with_postgresql.py")):
        subprocess.run([*before, *RUN], cwd=settings.BASE_DIR, check=True)
