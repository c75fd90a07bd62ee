"""The portal's addresses and, beside them, the bare view that the burst compares it with."""

from django.urls import path

from coop_portal.urls import urlpatterns as portal
from tests.bench import burst_run

urlpatterns = [
    path("bare/<int:consultee>/draft/", burst_run.bare_draft),
    path("bare/<int:consultee>/answer/", burst_run.bare_answer),
    *portal,
]
