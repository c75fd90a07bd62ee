"""Entry of the web process: `gunicorn coop_portal.wsgi`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coop_portal.settings")
application = get_wsgi_application()
