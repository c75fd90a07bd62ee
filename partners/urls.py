"""Addresses about partners and agreements."""

from django.urls import include, path

from partners.views import partners

app_name = "partners"

urlpatterns = [
    path("", partners.PartnerList.as_view(), name="list"),
    path("<int:pk>/", partners.PartnerPage.as_view(), name="partner"),
    path("thoa-thuan/", include("partners.urls_agreements")),
]
