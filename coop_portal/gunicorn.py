"""Configuration of the web server: `gunicorn -c python:coop_portal.gunicorn`.

gunicorn's own options still win, for example `--bind 10.0.0.5:8000` in production.
"""

import os
import sys
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from coop_portal.environment import LOOPBACK

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coop_portal.settings")
try:
    REHEARSAL = settings.PORTAL_REHEARSAL
except ImproperlyConfigured as refusal:
    sys.exit(str(refusal))

wsgi_app = "coop_portal.wsgi"
bind = f"127.0.0.1:{settings.WEB_PORT}"
worker_class = "gthread"
workers = settings.WEB_PROCESSES
threads = 4
# Longer than the longest request: a letter's preview may take a minute (dispatches.pdf).
timeout = 90
graceful_timeout = 30
# Workers are renewed now and then, not all at once: what leaks stays small.
max_requests = 2000
max_requests_jitter = 200
# Nobody steers the server but its supervisor.
control_socket_disable = True


def on_starting(server: Any) -> None:
    """Refuse to show a rehearsal, with its known passwords, to a network."""
    for address in server.cfg.address if REHEARSAL else ():
        if not isinstance(address, str) and address[0] not in (*LOOPBACK, "::1"):
            sys.exit(
                f"A rehearsal may not listen on {address[0]}: its passwords are known. "
                "Bind to 127.0.0.1, or set PORTAL_MODE=production."
            )
