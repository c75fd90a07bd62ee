"""All addresses of the portal."""

from django.conf import settings
from django.urls import include, path

from coop_portal.views.health import health
from coop_portal.views.home import Home

urlpatterns = [
    path("", Home.as_view(), name="home"),
    path("suc-khoe/", health, name="health"),
    path("lay-y-kien/", include("consultations.urls")),
]
if settings.PORTAL_REHEARSAL:
    urlpatterns.append(path("dien-tap/", include("coop_portal.rehearsal_urls")))

handler400 = "coop_portal.views.errors.bad_request"
