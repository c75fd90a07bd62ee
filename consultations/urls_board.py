"""Addresses of what is done with all units that the board's filters have found."""

from django.urls import path

from consultations.views import bulk, matrix

urlpatterns = [
    path("<int:pk>/bang-noi-dung/", matrix.Matrix.as_view(), name="matrix"),
    path("<int:pk>/hang-loat/nhac/", bulk.RemindFound.as_view(), name="remind_found"),
    path("<int:pk>/hang-loat/gia-han/", bulk.ExtendFound.as_view(), name="extend_found"),
    path("<int:pk>/hang-loat/ghi-chu/", bulk.NoteFound.as_view(), name="note_found"),
    path("<int:pk>/hang-loat/<int:run>/", bulk.BulkRunPage.as_view(), name="bulk_run"),
    path(
        "<int:pk>/hang-loat/<int:run>/tien-do/", bulk.BulkProgress.as_view(), name="bulk_progress"
    ),
]
