"""Addresses of outgoing mail, under «thu-di/»."""

from django.urls import path

from outbox import views

app_name = "outbox"
urlpatterns = [
    path("", views.MessageList.as_view(), name="list"),
    path("<int:pk>/", views.MessageDetail.as_view(), name="detail"),
    path("<int:pk>/gui-lai/", views.MessageRetry.as_view(), name="retry"),
]
