"""Addresses of checklists."""

from django.urls import path

from dispatches.views import checklists

urlpatterns = [
    path("", checklists.ChecklistList.as_view(), name="checklists"),
    path("them/", checklists.EditChecklist.as_view(), name="add_checklist"),
    path("<int:pk>/", checklists.EditChecklist.as_view(), name="checklist"),
    path("<int:pk>/sao/", checklists.CopyChecklist.as_view(), name="copy_checklist"),
]
