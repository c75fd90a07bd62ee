"""Addresses about the programme's duties and the reports on them."""

from django.urls import path

from districts.views import duties, fields, programme, reports

urlpatterns = [
    path("cua-toi/nhiem-vu/", duties.MyDuties.as_view(), name="my_duties"),
    path("cua-toi/nhiem-vu/<int:duty>/<slug:occurrence>/", duties.Report.as_view(), name="report"),
    path("cua-toi/tep/<int:pk>/", duties.ReportFile.as_view(), name="report_file"),
    path("cua-toi/tep/<int:pk>/bo/", duties.DetachFile.as_view(), name="report_file_detach"),
    path("nhiem-vu/", reports.DutyBoard.as_view(), name="duties"),
    path("bao-cao/", reports.ReportList.as_view(), name="reports"),
    path("bao-cao/<int:pk>/", reports.ReportPage.as_view(), name="report_page"),
    path("bao-cao/<int:pk>/chap-nhan/", reports.AcceptReport.as_view(), name="report_accept"),
    path("bao-cao/<int:pk>/tra-lai/", reports.ReturnReport.as_view(), name="report_return"),
    path(
        "bao-cao/<int:pk>/rut-lai-chap-nhan/",
        reports.WithdrawAcceptance.as_view(),
        name="report_withdraw",
    ),
    path("bao-cao/tep/<int:pk>/", reports.ReportFileOfUnit.as_view(), name="unit_report_file"),
    path("de-an/sua/", programme.ChangeTarget.as_view(), name="programme_change"),
    path("de-an/linh-vuc/", fields.FieldList.as_view(), name="fields"),
    path("de-an/linh-vuc/them/", fields.NewField.as_view(), name="field_new"),
    path("de-an/linh-vuc/<int:pk>/", fields.ChangeField.as_view(), name="field_change"),
    path("de-an/dinh-huong/them/", programme.NewOrientation.as_view(), name="orientation_new"),
    path(
        "de-an/dinh-huong/<int:pk>/",
        programme.ChangeOrientation.as_view(),
        name="orientation_change",
    ),
    path(
        "de-an/dinh-huong/<int:pk>/xoa/",
        programme.RemoveOrientation.as_view(),
        name="orientation_remove",
    ),
    path("de-an/nhiem-vu/them/", programme.NewDuty.as_view(), name="duty_new"),
    path("de-an/nhiem-vu/<int:pk>/", programme.ChangeDuty.as_view(), name="duty_change"),
    path("de-an/nhiem-vu/<int:pk>/xoa/", programme.RemoveDuty.as_view(), name="duty_remove"),
]
