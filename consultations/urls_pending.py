"""Addresses of letters that wait to be entered as answers; included by consultations.urls."""

from django.urls import path

from consultations.views import pending

urlpatterns = [
    path("<int:pending>/", pending.EnterResponse.as_view(), name="enter_response"),
    path("<int:pending>/sua/", pending.CorrectResponse.as_view(), name="correct_response"),
    path("<int:pending>/rut/", pending.WithdrawResponse.as_view(), name="withdraw_response"),
    path("<int:pending>/van-ban/", pending.PendingLetter.as_view(), name="pending_letter"),
    path("<int:pending>/khong-nhan/", pending.RejectPending.as_view(), name="reject_pending"),
]
