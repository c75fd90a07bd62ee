"""Addresses of the registers."""

from django.urls import path

from dispatches.views import paper, registers

urlpatterns = [
    path("", registers.Registers.as_view(), name="registers"),
    path("van-ban-giay/", paper.EnterPaper.as_view(), name="enter_paper"),
    path("so-khong-dung/", registers.VoidNumber.as_view(), name="void_number"),
    path("di/<int:book>/<int:year>/", registers.PrintRegister.as_view(), name="print_outgoing"),
    path("<slug:kind>/<int:year>/", registers.PrintRegister.as_view(), name="print_arrivals"),
]
