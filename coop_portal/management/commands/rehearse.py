"""`manage.py rehearse --out DIR`: play the comment call of 8/2021 from draft to outcome."""

import os
import subprocess
import sys
from argparse import ArgumentParser
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from coop_portal.rehearsal import results, story
from coop_portal.rehearsal.broker import embedded_broker
from coop_portal.rehearsal.mail_sink import RefusedAddresses, mail_sink
from coop_portal.rehearsal.worker import worker


class Command(BaseCommand):
    """Play a story against a fresh database, with broker, worker and mail server of its own."""

    help = "Play the story of round 2 headless and write letters, receipts, mails and outcomes."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--out", type=Path, required=True, help="folder for the results")
        parser.add_argument("--story", type=Path, default=story.DEFAULT, help="a story as JSON")

    def handle(self, *, out: Path, story: Path, **_options: Any) -> None:
        """Start everything, play in a child of that environment, stop everything."""
        if not settings.PORTAL_REHEARSAL:
            raise CommandError("PORTAL_MODE is production. Unset it to rehearse.")
        out, story = out.resolve(), story.resolve()
        if out.exists() and any(out.iterdir()):
            raise CommandError(f"{out} is not empty. Name a new folder with --out.")
        out.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix="rehearse-") as scratch:
            self._rehearse(out, story, Path(scratch))
        results.write_manifest(out)

    def _rehearse(self, out: Path, story: Path, scratch: Path) -> None:
        environment = {
            "PORTAL_MODE": "rehearsal",
            "DATABASE_URL": f"sqlite:///{scratch / 'portal.sqlite3'}",
            "FILES_DIR": str(scratch / "files"),
        }
        refused = scratch / "refused.txt"
        logs = scratch / "log"
        with (
            embedded_broker(scratch, log=logs / "broker.log") as broker,
            mail_sink(out / "mails", RefusedAddresses(refused)) as port,
        ):
            environment |= {
                "BROKER_URL": broker.url,
                "EMAIL_URL": f"smtp://127.0.0.1:{port}",
            }
            _manage(environment, "migrate", "--verbosity", "0")
            with worker(environment, log=logs / "worker.log"):
                _manage(
                    environment,
                    "play_story",
                    *("--story", str(story)),
                    *("--out", str(out)),
                    *("--refused", str(refused)),
                )


def _manage(environment: dict[str, str], *arguments: str) -> None:
    done = subprocess.run(
        [sys.executable, str(settings.BASE_DIR / "manage.py"), *arguments],
        env={**os.environ, **environment},
        check=False,
    )
    if done.returncode:
        raise CommandError(f"{arguments[0]} ended with status {done.returncode}.")
