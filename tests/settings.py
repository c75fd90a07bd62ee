"""The portal's settings for its tests: the same code; what is written goes to a temporary folder.

pytest-django reads the settings before any conftest; so what the environment says is settled here.
Only DATABASE_URL is taken from outside: `make test` sets it for the run on PostgreSQL.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

# Short, because a test's sockets and databases live under it; one per process.
SCRATCH = Path(tempfile.mkdtemp(prefix="portal-test-"))
atexit.register(shutil.rmtree, SCRATCH, ignore_errors=True)

os.environ["PORTAL_MODE"] = "rehearsal"
os.environ["VAR_DIR"] = str(SCRATCH)
# Rings are heard by nobody: a test that wants a worker starts one with its own broker.
os.environ["BROKER_URL"] = "memory://"
os.environ["EMAIL_URL"] = "smtp://127.0.0.1:9"
# The browser's test driver runs an event loop in the test's own thread.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

from coop_portal.settings import *  # noqa: E402, F403
from coop_portal.settings import DATABASES  # noqa: E402

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, not memory: threads that race and live servers need connections of their own.
    DATABASES["default"]["TEST"] = {"NAME": str(SCRATCH / "test.sqlite3")}

# Pages are asked for thousands of times; live servers find static files by themselves.
WHITENOISE_USE_FINDERS = False
(SCRATCH / "static").mkdir()
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CELERY_RESULT_BACKEND = "cache+memory://"
