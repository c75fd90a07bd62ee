"""Addresses of messages to and from other systems; included by dispatches.urls."""

from django.urls import path

from dispatches.views import exchange

urlpatterns = [
    path("<int:pk>/lien-thong/", exchange.ExportDispatch.as_view(), name="export_dispatch"),
    path("den/lien-thong/", exchange.BringMessage.as_view(), name="bring_message"),
    path("den/lien-thong/<int:pk>/", exchange.RegisterMessage.as_view(), name="message"),
    path(
        "den/lien-thong/<int:pk>/van-ban/", exchange.MessageLetter.as_view(), name="message_letter"
    ),
]
