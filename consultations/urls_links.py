"""Addresses of personal links; included by consultations.urls."""

from django.urls import path

from consultations.views import links, unit_links

urlpatterns = [
    path("lien-ket/", links.SignInByLink.as_view(), name="link"),
    path("lien-ket/gui-lai/", links.AskForLink.as_view(), name="ask_for_link"),
    path(
        "<int:pk>/don-vi/<int:consultee>/lien-ket/",
        unit_links.UnitLinks.as_view(),
        name="unit_links",
    ),
    path(
        "<int:pk>/don-vi/<int:consultee>/lien-ket/<int:user>/cap/",
        unit_links.GiveLink.as_view(),
        name="give_link",
    ),
    path(
        "<int:pk>/don-vi/<int:consultee>/lien-ket/<int:user>/thu-hoi/",
        unit_links.RevokeLink.as_view(),
        name="revoke_link",
    ),
]
