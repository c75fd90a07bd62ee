"""The portal as a whole: settings, addresses, Celery and the pages that draw from several apps."""

from coop_portal.celery import app as celery_app

__all__ = ["celery_app"]
