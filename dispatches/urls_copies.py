"""Addresses of copies for many addressees, under those of dispatches."""

from django.urls import path

from dispatches.views import copies, copy_files

urlpatterns = [
    path("<int:pk>/ban-gui-rieng/", copies.StartRun.as_view(), name="start_run"),
    path("ban-gui-rieng/<int:run>/", copies.RunPage.as_view(), name="run"),
    path("ban-gui-rieng/<int:run>/tien-do/", copies.RunProgress.as_view(), name="run_progress"),
    path("ban-gui-rieng/<int:run>/lam-lai/", copies.RetryRun.as_view(), name="retry_run"),
    path("ban-gui-rieng/<int:run>/zip/", copy_files.RunZip.as_view(), name="run_zip"),
    path("ban-gui-rieng/<int:run>/pdf/", copy_files.RunBound.as_view(), name="run_bound"),
    path(
        "ban-gui-rieng/<int:run>/<int:ordinal>/pdf/", copy_files.CopyPdf.as_view(), name="copy_pdf"
    ),
]
