"""Settings of a worker that a test starts and kills: the portal's own, on the test's database."""

import os

from coop_portal.settings import *  # noqa: F403
from coop_portal.settings import DATABASES

DATABASES["default"]["NAME"] = os.environ["WORKER_DATABASE"]
MEDIA_ROOT = os.environ["WORKER_FILES"]
