"""All addresses of the portal."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.i18n import set_language

from coop_portal.views import agenda
from coop_portal.views.health import health
from coop_portal.views.home import Home

urlpatterns = [
    path("", Home.as_view(), name="home"),
    path("lich/", agenda.Agenda.as_view(), name="agenda"),
    path("lich/qua-han/", agenda.Overdue.as_view(), name="overdue"),
    path("lich/dia-chi/", agenda.OpenFeed.as_view(), name="open_feed"),
    path("lich/thu-hoi/", agenda.RevokeFeed.as_view(), name="revoke_feed"),
    path("lich/<str:secret>.ics", agenda.Feed.as_view(), name="feed"),
    path("bao-cao/", include("coop_portal.report_urls")),
    path("suc-khoe/", health, name="health"),
    # Also for recipients of documents, who have no account.
    path("ngon-ngu/setlang/", login_not_required(set_language), name="set_language"),
    path("tai-khoan/", include("accounts.urls")),
    path("thu-di/", include("outbox.urls")),
    path("van-ban/", include("dispatches.urls")),
    path("don-vi/", include("districts.urls")),
    path("doi-tac/", include("partners.urls")),
    path("lay-y-kien/", include("consultations.urls")),
    path("api/", include("consultations.urls_api")),
]
if settings.PORTAL_REHEARSAL:
    urlpatterns.append(path("dien-tap/", include("coop_portal.rehearsal_urls")))

handler400 = "coop_portal.views.errors.bad_request"
handler500 = "coop_portal.views.errors.server_error"
