"""Addresses about units and their officers."""

from django.urls import include, path

from districts import urls_programme, urls_succession
from districts.views import delegations, officers, received, units

app_name = "districts"

urlpatterns = [
    path("", units.UnitList.as_view(), name="list"),
    path("them/", units.NewUnit.as_view(), name="new"),
    path("<int:pk>/", units.UnitPage.as_view(), name="unit"),
    path("<int:pk>/sua/", units.ChangeUnit.as_view(), name="change"),
    path("", include(urls_programme)),
    path("cua-toi/", units.MyUnit.as_view(), name="mine"),
    path("cua-toi/uy-quyen/", delegations.Delegations.as_view(), name="delegations"),
    path(
        "cua-toi/uy-quyen/<int:pk>/thu-hoi/",
        delegations.RevokeDelegation.as_view(),
        name="delegation_revoke",
    ),
    path("van-ban-nhan/", received.Received.as_view(), name="received"),
    path("van-ban-nhan/<int:pk>/", received.ReceivedOne.as_view(), name="received_one"),
    path("van-ban-nhan/<int:pk>/tep/", received.ReceivedFile.as_view(), name="received_file"),
    path(
        "van-ban-nhan/<int:pk>/kem/<int:enclosed>/",
        received.ReceivedFile.as_view(),
        name="received_enclosure",
    ),
    path("dau-moi/", officers.OfficerList.as_view(), name="officers"),
    path("dau-moi/giao/", officers.AssignOfficer.as_view(), name="officer_assign"),
    path(
        "dau-moi/<int:pk>/quyen-gui/",
        officers.AuthoriseOfficer.as_view(),
        name="officer_authorise",
    ),
    path("dau-moi/<int:pk>/thoi/", officers.EndOfficer.as_view(), name="officer_end"),
    path("", include(urls_succession)),
]
