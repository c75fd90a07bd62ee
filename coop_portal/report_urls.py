"""Addresses of the year's report."""

from django.urls import path

from coop_portal.views import year_due_lists, year_duties, year_lists, year_report

app_name = "reports"

urlpatterns = [
    path("", year_report.ThisYear.as_view(), name="this_year"),
    path("<int:year>/", year_report.YearReport.as_view(), name="year"),
    path("<int:year>/xlsx/", year_report.ReportXlsx.as_view(), name="xlsx"),
    path("<int:year>/pdf/", year_report.ReportPdf.as_view(), name="pdf"),
    path("<int:year>/docx/", year_report.ReportDocx.as_view(), name="docx"),
    path("<int:year>/du-thao/", year_report.DraftReport.as_view(), name="draft"),
    path("<int:year>/quan-he/", year_lists.CountedRelations.as_view(), name="relations"),
    path("<int:year>/hoat-dong/", year_lists.CountedActivities.as_view(), name="activities"),
    path("<int:year>/thoa-thuan/", year_lists.CountedAgreements.as_view(), name="agreements"),
    path(
        "<int:year>/thoa-thuan-co-hieu-luc/",
        year_lists.CountedAgreementsInForce.as_view(),
        name="agreements_in_force",
    ),
    path("<int:year>/chi-tieu/", year_due_lists.CountedTargets.as_view(), name="targets"),
    path("<int:year>/nhiem-vu/", year_duties.CountedDuties.as_view(), name="duties"),
    path("<int:year>/cam-ket/", year_due_lists.CountedCommitments.as_view(), name="commitments"),
]
