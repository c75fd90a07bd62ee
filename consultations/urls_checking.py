"""Addresses of the checking inside a unit; included by consultations.urls."""

from django.urls import path

from consultations.views import checking

urlpatterns = [
    path("<int:consultee>/trinh/", checking.HandInDraft.as_view(), name="hand_in"),
    path("<int:consultee>/tra-lai/", checking.GiveBackDraft.as_view(), name="give_back"),
    path("<int:consultee>/trinh/<int:version>/", checking.HandedIn.as_view(), name="handed_in"),
]
