"""Workers that a test starts as processes of their own, in order to kill them."""

import os
import subprocess
import sys
from datetime import datetime

from django.conf import settings as portal
from django.db import connection


def a_worker(script: str, run: int, *, wall: datetime, at: datetime) -> subprocess.Popen:
    """Start the script on the test's database and files; it gets the run's key and two moments."""
    settings = {
        "DJANGO_SETTINGS_MODULE": "tests.worker_settings",
        "WORKER_DATABASE": connection.settings_dict["NAME"],
        "WORKER_FILES": str(portal.MEDIA_ROOT),
    }
    return subprocess.Popen(
        [sys.executable, "-c", script, str(run), wall.isoformat(), at.isoformat()],
        env=os.environ | settings,
        cwd=portal.BASE_DIR,
        stdout=subprocess.PIPE,
    )
