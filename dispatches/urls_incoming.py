"""Addresses of incoming documents."""

from django.urls import path

from dispatches.models import IncomingDocument
from dispatches.views import incoming, incoming_files
from dispatches.views.amending import Reply
from dispatches.views.links import MakeLink

urlpatterns = [
    path("", incoming.IncomingList.as_view(), name="incoming_list"),
    path("dang-ky/", incoming.RegisterIncoming.as_view(), name="register_incoming"),
    path("<int:pk>/", incoming.IncomingDetail.as_view(), name="incoming"),
    path("<int:pk>/tep/", incoming_files.IncomingScan.as_view(), name="incoming_scan"),
    path(
        "<int:pk>/kem-theo/<int:ordinal>/",
        incoming_files.IncomingEnclosed.as_view(),
        name="incoming_enclosure",
    ),
    path(
        "<int:pk>/bo-sung-tep/",
        incoming_files.AddIncomingFiles.as_view(),
        name="add_incoming_files",
    ),
    path("<int:pk>/tra-loi/", Reply.as_view(), name="reply"),
    path("<int:pk>/chuyen/", incoming.HandIncoming.as_view(), name="hand_incoming"),
    path("<int:pk>/tien-do/", incoming.SettleIncoming.as_view(), name="settle_incoming"),
    path("<int:pk>/huy/", incoming.VoidIncoming.as_view(), name="void_incoming"),
    path("<int:pk>/lien-ket/", MakeLink.as_view(model=IncomingDocument), name="link_incoming"),
]
