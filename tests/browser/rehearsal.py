"""The whole portal as `make run` starts it, in a folder of its own: broker, worker, mail, web."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from django.conf import settings

from coop_portal.rehearsal.waiting import wait_until
from tests import migrated


@dataclass(frozen=True)
class Rehearsal:
    """A running portal: where it answers, and the folder in which it keeps everything."""

    url: str
    folder: Path

    def refuse_mail_to(self, address: str) -> None:
        """Let the mail server refuse this address for good."""
        (self.folder / "refused_addresses.txt").write_text(address, "utf-8")

    def mails(self) -> list[EmailMessage]:
        """Return what the mail server was given, in order."""
        return [
            message_from_bytes(path.read_bytes(), policy=policy.default)
            for path in sorted((self.folder / "mails").glob("*.eml"))
        ]

    def mail(self, subject: str) -> EmailMessage:
        """Return the mail whose subject begins like this, as soon as it has come."""
        found: list[EmailMessage] = []

        def has_come() -> bool:
            found[:] = [mail for mail in self.mails() if mail["Subject"].startswith(subject)]
            return bool(found)

        wait_until(has_come, seconds=30, what=f"a mail «{subject}»")
        return found[0]


@contextmanager
def running_rehearsal(folder: Path) -> Iterator[Rehearsal]:
    """Run the portal until the block ends; it is well when the block starts.

    How the migrations run at a first start is a matter of test_launcher.
    """
    migrated.lay_out(folder / "portal.sqlite3")
    port = _free_port()
    log = folder / "rehearsal.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "manage.py", "run_rehearsal"],
            cwd=settings.BASE_DIR,
            env={
                "PATH": os.environ["PATH"],
                "DJANGO_SETTINGS_MODULE": "tests.browser.settings",
                "WEB_CONCURRENCY": "1",
                "VAR_DIR": str(folder),
                "PORT": str(port),
            },
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        wait_until(
            lambda: process.poll() is not None or "runs in rehearsal" in log.read_text("utf-8"),
            seconds=240,
            what=f"the rehearsal runs (see {log})",
        )
        assert process.poll() is None, log.read_text("utf-8")
        yield Rehearsal(f"http://127.0.0.1:{port}", folder)
    finally:
        process.terminate()
        process.wait(60)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]
