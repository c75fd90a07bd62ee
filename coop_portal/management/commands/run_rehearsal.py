"""`manage.py run_rehearsal`: the whole portal on this machine, as `make run` starts it."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from coop_portal.rehearsal import launcher
from coop_portal.rehearsal.errors import CannotRunError


class Command(BaseCommand):
    """Start broker, mail sink, worker, beat and web server; stop them together."""

    help = "Start the portal in rehearsal: broker, mail sink, worker with beat, web server."

    def handle(self, **_options: Any) -> None:
        """Run until stopped."""
        if not settings.PORTAL_REHEARSAL:
            raise CommandError("PORTAL_MODE is production. Unset it to run a rehearsal.")
        try:
            launcher.run(self._say, folder=settings.VAR_DIR)
        except (CannotRunError, TimeoutError, ChildProcessError) as reason:
            raise CommandError(str(reason)) from reason

    def _say(self, text: str) -> None:
        # Into a file or a pipe, too, at once: whoever waits for the address reads it there.
        self.stdout.write(text)
        self.stdout.flush()
