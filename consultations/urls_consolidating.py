"""Addresses of the answers to a round's comments; included by consultations.urls."""

from django.urls import path

from consultations.views import answer_documents as documents
from consultations.views import comment_answers as answers
from consultations.views import comment_list, consolidating

urlpatterns = [
    path("", comment_list.Comments.as_view(), name="consolidation"),
    path("bat-dau/", consolidating.Begin.as_view(), name="begin_consolidation"),
    path("hoan-thanh/", consolidating.Complete.as_view(), name="complete_consolidation"),
    path("mo-lai/", consolidating.Reopen.as_view(), name="reopen_consolidation"),
    path("cong-bo/", consolidating.Publish.as_view(), name="publish_answers"),
    path("tra-loi/", answers.AnswerSelection.as_view(), name="answer_selection"),
    path("giao/", answers.AssignSelection.as_view(), name="assign_selection"),
    path("gop/", answers.GroupSelection.as_view(), name="group_selection"),
    path("tach/", answers.UngroupSelection.as_view(), name="ungroup_selection"),
    path("gop-trung-loi/", answers.GroupAlike.as_view(), name="group_alike"),
    path("<int:disposition>/", answers.AnswerComment.as_view(), name="answer_comment"),
    path("excel/", documents.AnswerSheet.as_view(), name="answer_sheet"),
    path("bang/", documents.PrintedTable.as_view(), name="printed_table"),
    path("excel/nhap/", documents.BringSheet.as_view(), name="bring_answers"),
    path("excel/nhap/ghi/", documents.TakeInSheet.as_view(), name="take_in_answers"),
    path("to-trinh/", documents.DraftSubmission.as_view(), name="draft_submission"),
    path("thong-bao/", documents.DraftNotice.as_view(), name="draft_notice"),
]
