"""Addresses of deliveries, under those of dispatches."""

from django.urls import path

from dispatches.views import deliveries, receiving, sending

urlpatterns = [
    path("<int:pk>/gui-nhan/", deliveries.DeliveryList.as_view(), name="deliveries"),
    path("<int:pk>/gui/", sending.Send.as_view(), name="send"),
    path("gui-nhan/<int:delivery>/gui-lai/", deliveries.SendAgain.as_view(), name="send_again"),
    path("gui-nhan/<int:delivery>/giao/", deliveries.HandOver.as_view(), name="hand_over"),
    path("gui-nhan/<int:delivery>/tra-lai/", deliveries.RecordBounce.as_view(), name="bounce"),
    path("nhan/<str:token>/", receiving.Receive.as_view(), name="receive"),
]
