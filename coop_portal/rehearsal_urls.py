"""Addresses of the rehearsal; routed in rehearsal only."""

from django.urls import path

from coop_portal.views.rehearsal import MoveClock

app_name = "rehearsal"

urlpatterns = [path("chuyen-gio/", MoveClock.as_view(), name="move")]
