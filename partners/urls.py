"""Addresses about partners and agreements."""

from django.urls import path

from partners import views

app_name = "partners"

urlpatterns = [
    path("", views.PartnerList.as_view(), name="list"),
    path("<int:pk>/", views.PartnerPage.as_view(), name="partner"),
    path("thoa-thuan/", views.AgreementList.as_view(), name="agreements"),
]
