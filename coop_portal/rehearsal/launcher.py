"""Starts everything a rehearsal consists of, watches it, stops it."""

import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from types import FrameType
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management import call_command

from accounts.models import User
from coop_portal.rehearsal.broker import embedded_broker
from coop_portal.rehearsal.errors import CannotRunError
from coop_portal.rehearsal.mail_sink import RefusedAddresses, mail_sink
from coop_portal.rehearsal.place import folder_to_itself, require_free_port
from coop_portal.rehearsal.processes import running
from coop_portal.rehearsal.waiting import wait_until
from coop_portal.rehearsal.worker import worker

WEB = [sys.executable, "-m", "gunicorn", "-c", "python:coop_portal.gunicorn"]
PORT = urlsplit(settings.SITE_URL).port or 80
ACCOUNTS = settings.BASE_DIR / "data" / "bac_giang" / "accounts.json"


@dataclass(frozen=True)
class Part:
    """One process of the rehearsal and where it writes."""

    name: str
    process: subprocess.Popen[bytes]
    log: Path


def run(say: Callable[[str], object], *, folder: Path) -> None:
    """Run until Ctrl-C or SIGTERM, or until a part ends; leave no process behind."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _leave)
    with folder_to_itself(folder), ExitStack() as stack:
        require_free_port(PORT)
        _prepare(say)
        _watch(list(_start(stack, folder)), say)


def _leave(number: int, frame: FrameType | None) -> None:
    """Unwind, and let no impatient second signal break off the unwinding."""
    for impatient in (signal.SIGINT, signal.SIGTERM):
        signal.signal(impatient, signal.SIG_IGN)
    sys.exit(0)


def _prepare(say: Callable[[str], object]) -> None:
    # WhiteNoise looks for collected files first; a rehearsal has none.
    Path(settings.STATIC_ROOT).mkdir(exist_ok=True)
    call_command("migrate", verbosity=0)
    if not User.objects.exists():
        say("Loading data/bac_giang")
        call_command("load_bac_giang")


def _start(stack: ExitStack, folder: Path) -> Iterator[Part]:
    logs = folder / "log"
    log = logs / "broker.log"
    broker = stack.enter_context(embedded_broker(folder, log=log))
    yield Part("broker", broker.process, log)
    refused = RefusedAddresses(folder / "refused_addresses.txt")
    mail_port = stack.enter_context(mail_sink(folder / "mails", refused))
    environment = {
        "PORTAL_MODE": "rehearsal",
        "BROKER_URL": broker.url,
        "EMAIL_URL": f"smtp://127.0.0.1:{mail_port}",
    }
    log = logs / "worker.log"
    yield Part("worker", stack.enter_context(worker(environment, log=log)), log)
    log = logs / "web.log"
    yield Part("web", stack.enter_context(running(WEB, log=log, environment=environment)), log)


def _watch(parts: list[Part], say: Callable[[str], object]) -> None:
    """Say how to get in as soon as all is well, then look after the parts for ever."""

    def well() -> bool:
        _require_alive(parts)
        return _healthy()

    health = f"{settings.SITE_URL}/suc-khoe/"
    wait_until(well, seconds=60, every=0.5, what=f"{health} says that all is well")
    say(_welcome())
    while True:
        _require_alive(parts)
        time.sleep(0.5)


def _require_alive(parts: list[Part]) -> None:
    for part in parts:
        if part.process.poll() is not None:
            raise CannotRunError(
                f"The {part.name} process ended with status {part.process.returncode}, "
                f"so everything was stopped. Read {part.log}"
            )


def _healthy() -> bool:
    with closing(HTTPConnection("127.0.0.1", PORT, timeout=5)) as connection:
        try:
            connection.request("GET", "/suc-khoe/")
            return connection.getresponse().status == HTTPStatus.OK
        except (OSError, HTTPException):
            return False


def _welcome() -> str:
    accounts = json.loads(ACCOUNTS.read_text("utf-8"))["accounts"]
    lines = [
        f"  {account['username']:<12} {account['password']:<18} {account['full_name']}"
        for account in accounts
    ]
    return "\n".join(
        [
            f"\nThe portal runs in rehearsal: {settings.SITE_URL}",
            "\nDemonstration accounts (name, password, who):",
            *lines,
            "\nMails are kept in var/mails, logs in var/log. Ctrl-C stops everything.",
        ]
    )
