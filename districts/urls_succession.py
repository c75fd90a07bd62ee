"""Addresses about units over time, part of the addresses of districts."""

from django.urls import path

from districts.views import acts, communes, transfer

urlpatterns = [
    path("sap-xep/", acts.ActList.as_view(), name="acts"),
    path("sap-xep/ghi/", acts.EnterAct.as_view(), name="act_new"),
    path("sap-xep/<int:pk>/", acts.ActOne.as_view(), name="act"),
    path("sap-xep/<int:pk>/sua/", acts.CorrectAct.as_view(), name="act_change"),
    path("sap-xep/<int:pk>/ke-thua/", acts.AddSuccessors.as_view(), name="act_successors"),
    path("<int:pk>/chuyen-viec/", transfer.Transfer.as_view(), name="transfer"),
    path("nhap-xa-phuong/", communes.ImportCommunes.as_view(), name="communes"),
    path("nhap-xa-phuong/mau/", communes.CommunesTemplate.as_view(), name="communes_template"),
]
