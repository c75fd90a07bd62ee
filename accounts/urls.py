"""Addresses about users, the calendar and the audit trail."""

from django.urls import path

from accounts.views import audit, calendar, session, users

app_name = "accounts"

urlpatterns = [
    path("dang-nhap/", session.SignIn.as_view(), name="sign_in"),
    path("dang-xuat/", session.SignOut.as_view(), name="sign_out"),
    path("doi-mat-khau/", session.ChangePassword.as_view(), name="change_password"),
    path("nguoi-dung/", users.UserList.as_view(), name="users"),
    path("nguoi-dung/them/", users.NewUser.as_view(), name="user_new"),
    path("nguoi-dung/<int:pk>/", users.ChangeUser.as_view(), name="user"),
    path("nguoi-dung/<int:pk>/ngung/", users.DeactivateUser.as_view(), name="user_deactivate"),
    path("nguoi-dung/<int:pk>/mo-lai/", users.ReactivateUser.as_view(), name="user_reactivate"),
    path("nguoi-dung/<int:pk>/mat-khau/", users.NewPassword.as_view(), name="user_password"),
    path("lich/", calendar.Calendar.as_view(), name="calendar"),
    path("lich/<int:year>/", calendar.Calendar.as_view(), name="calendar_year"),
    path("lich/ngay/<int:pk>/bo/", calendar.UnmarkDay.as_view(), name="calendar_unmark"),
    path("nhat-ky/", audit.AuditList.as_view(), name="audit"),
    path("nhat-ky/<int:pk>/", audit.AuditDetail.as_view(), name="audit_event"),
]
