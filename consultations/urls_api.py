"""Addresses for other systems, under «api/»."""

from django.urls import path

from consultations.views import api

app_name = "api"

urlpatterns = [
    path("", api.ApiPage.as_view(), name="page"),
    path("openapi.json", api.OpenApi.as_view(), name="schema"),
    path("v1/calls/", api.Calls.as_view(), name="calls"),
    path("v1/calls/<int:pk>/", api.Call.as_view(), name="call"),
    path("v1/calls/<int:pk>/consultees/", api.Consultees.as_view(), name="consultees"),
]
