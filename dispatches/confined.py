"""Work on a stranger's file in a child process with limits: at worst it costs the child.

The parent calls `ask`; the child, a module of its own, begins with `confine`. A child that stays
ready for the next request is another matter: see dispatches.pdf_process.
"""

import resource
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any

ROOT = Path(__file__).resolve().parent.parent
MEMORY_BYTES = 1024 * 1024 * 1024
FILE_BYTES = 512 * 1024 * 1024


class ChildFailed(Exception):
    """The child ended without an answer, or was killed because the time was over."""


def ask(module: str, *arguments: str, content: bytes, seconds: int) -> bytes:
    """Return what the module says of the content, within so many seconds; ChildFailed."""
    said: bytes = _run(module, *arguments, content=content, seconds=seconds, to=subprocess.PIPE)
    return said


def ask_at_length(module: str, *arguments: str, content: bytes, seconds: int) -> IO[bytes]:
    """Return it as a temporary file, where it may be too long for this process's memory."""
    file = TemporaryFile()  # noqa: SIM115 - whoever reads it closes it
    try:
        _run(module, *arguments, content=content, seconds=seconds, to=file)
    except ChildFailed:
        file.close()
        raise
    return file


def _run(module: str, *arguments: str, content: bytes, seconds: int, to: int | IO[bytes]) -> Any:
    try:
        child = subprocess.run(
            [sys.executable, "-s", "-m", module, *arguments],
            input=content,
            stdout=to,
            stderr=subprocess.PIPE,
            cwd=ROOT,
            # None of the parent's secrets, and the same conditions on every machine.
            env={"PYTHONDONTWRITEBYTECODE": "1", "LANG": "C.UTF-8", "TZ": "UTC"},
            timeout=seconds,
            check=True,
        )
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError) as error:
        raise ChildFailed from error
    return child.stdout


def confine(*, seconds: int, memory_bytes: int = MEMORY_BYTES) -> None:
    """Bound processor seconds, address space and files; leave no core dump of a letter behind."""
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_FSIZE, (FILE_BYTES, FILE_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
