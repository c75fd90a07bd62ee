"""The limited child process behind `dispatches.pdf`: started, kept ready, killed.

Loading WeasyPrint and the fonts takes about 0.6 s, a letter 0.1 s. So one child stays ready after
its answer, and answers the next request in another fork of itself (see dispatches.pdf_child). A
request that finds none ready starts a child of its own: nobody waits for another one's page.
"""

import atexit
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from contextlib import suppress
from pathlib import Path
from typing import IO, cast

ROOT = Path(__file__).resolve().parent.parent


class ChildFailedError(Exception):
    """The child ended without an answer; the message has its status and what it said."""


class ChildTooSlowError(Exception):
    """The child was killed because the time was over."""


class Child:
    """A process that answers one request after another, none of which can outlast its time."""

    def __init__(self) -> None:
        # For the child's copies of fonts, and for what it says; the child removes it at its end.
        self._folder = tempfile.mkdtemp(prefix="dispatch-")
        self._errors = (Path(self._folder) / "errors").open("a+b", buffering=0)
        self._process = subprocess.Popen(
            [sys.executable, "-s", "-m", "dispatches.pdf_child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            cwd=ROOT,
            env=_environment(self._folder),
            start_new_session=True,
        )
        self._requests = cast("IO[bytes]", self._process.stdin)
        self._answers = cast("IO[bytes]", self._process.stdout)
        self._late = False

    def ask(self, request: bytes, seconds: int) -> bytes:
        """Return the answer to one request; raise one of the errors above."""
        self._errors.truncate(0)
        timer = threading.Timer(seconds, self._kill_late)
        timer.start()
        try:
            self._requests.write(request + b"\n")
            self._requests.flush()
            answer = self._answers.readline()
        except BrokenPipeError:
            answer = b""
        finally:
            timer.cancel()
            timer.join()
        if answer.endswith(b"\n"):
            return answer
        raise self._failure()

    def _failure(self) -> Exception:
        status = self._process.wait()
        if self._late:
            return ChildTooSlowError()
        self._errors.seek(0)
        said = self._errors.read().decode(errors="replace")[-4000:]
        return ChildFailedError(f"exit status {status}\n{said}")

    def _kill_late(self) -> None:
        self._late = True
        self._kill()

    def _kill(self) -> None:
        """Kill the child and its fork; a number whose process was waited for may be another's."""
        if self._process.returncode is None:
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)

    @property
    def is_ready(self) -> bool:
        return not self._late and self._process.poll() is None

    def stop(self) -> None:
        """End the child and leave nothing of it behind."""
        self._kill()
        self._process.wait()
        for file in (self._requests, self._answers, self._errors):
            with suppress(BrokenPipeError):  # a request that nobody read
                file.close()
        shutil.rmtree(self._folder, ignore_errors=True)


# At most one. A process that is forked from this one has to start its own.
_ready: list[Child] = []
os.register_at_fork(after_in_child=_ready.clear)


def answer(request: bytes, seconds: int) -> bytes:
    """Put the request to the child that is ready, or to a new one; raise one of the errors."""
    child = _take()
    try:
        said = child.ask(request, seconds)
    except BaseException:
        child.stop()
        raise
    _keep_ready(child)
    return said


@atexit.register
def dismiss() -> None:
    """End the child that is ready."""
    while _ready:
        _ready.pop().stop()


def _take() -> Child:
    with suppress(IndexError):
        while not (child := _ready.pop()).is_ready:
            child.stop()
        return child
    return Child()


def _keep_ready(child: Child) -> None:
    if child.is_ready and not _ready:
        _ready.append(child)
    else:
        child.stop()


def _environment(folder: str) -> dict[str, str]:
    """Give the child none of the parent's secrets, and the same conditions on every machine."""
    return {
        "PATH": os.defpath,
        "LANG": "C.UTF-8",
        "TZ": "UTC",
        "TMPDIR": folder,
        "PYTHONHASHSEED": "0",
        "PYTHONDONTWRITEBYTECODE": "1",
        "FONTCONFIG_FILE": str(ROOT / "dispatches" / "fontconfig" / "fonts.conf"),
    }
