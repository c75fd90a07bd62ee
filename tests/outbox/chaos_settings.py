"""Settings of the processes that the chaos test starts: the portal's own, with short times."""

import os
from datetime import timedelta

from coop_portal.settings import *  # noqa: F403
from coop_portal.settings import DATABASES

DATABASES["default"]["NAME"] = os.environ["CHAOS_DATABASE"]

EMAIL_TIMEOUT = 2
OUTBOX_LEASE = timedelta(seconds=6)
BEAT_SECONDS = 1
CELERY_BEAT_SCHEDULE = {"sweep": {"task": "outbox.sweep", "schedule": 1.0}}
