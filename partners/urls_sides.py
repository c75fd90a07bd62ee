"""Addresses that the department and the units share: relations, activities, proposals."""

from django.urls import path

from partners.views import (
    activities,
    activity_cancelling,
    activity_files,
    proposals,
    relation_confirming,
    relations,
)

urlpatterns = [
    path("quan-he/", relations.RelationList.as_view(), name="relations"),
    path("quan-he/them/", relations.StartRelation.as_view(), name="relation_new"),
    path("quan-he/<int:pk>/", relations.RelationPage.as_view(), name="relation"),
    path("quan-he/<int:pk>/sua/", relations.ChangeRelation.as_view(), name="relation_change"),
    path("quan-he/<int:pk>/giai-doan/", relations.ChangeStage.as_view(), name="relation_stage"),
    path(
        "quan-he/<int:pk>/dien-bien/<int:entry>/dinh-chinh/",
        relations.CorrectStage.as_view(),
        name="relation_correct",
    ),
    path(
        "quan-he/<int:pk>/xac-nhan/",
        relation_confirming.ConfirmWord.as_view(),
        name="relation_confirm",
    ),
    path("quan-he/<int:pk>/tam-hoan/", relations.Snooze.as_view(), name="relation_snooze"),
    path("hoat-dong/", activities.ActivityList.as_view(), name="activities"),
    path("hoat-dong/them/", activities.EnterActivity.as_view(), name="activity_new"),
    path("hoat-dong/<int:pk>/", activities.ActivityPage.as_view(), name="activity"),
    path("hoat-dong/<int:pk>/sua/", activities.ChangeActivity.as_view(), name="activity_change"),
    path("hoat-dong/<int:pk>/xong/", activities.FinishStep.as_view(), name="activity_done"),
    path(
        "hoat-dong/<int:pk>/huy/",
        activity_cancelling.CancelActivity.as_view(),
        name="activity_cancel",
    ),
    path(
        "hoat-dong/<int:pk>/khoi-phuc/",
        activity_cancelling.RestoreActivity.as_view(),
        name="activity_restore",
    ),
    path("hoat-dong/<int:pk>/tep/", activity_files.AttachFile.as_view(), name="activity_attach"),
    path(
        "hoat-dong/<int:pk>/tep/<int:file>/",
        activity_files.GetFile.as_view(),
        name="activity_file",
    ),
    path(
        "hoat-dong/<int:pk>/tep/<int:file>/bo/",
        activity_files.DetachFile.as_view(),
        name="activity_detach",
    ),
    path("de-xuat/", proposals.ProposalList.as_view(), name="proposals"),
    path("de-xuat/them/", proposals.Propose.as_view(), name="proposal_new"),
    path("de-xuat/<int:pk>/", proposals.ProposalPage.as_view(), name="proposal"),
    path("de-xuat/<int:pk>/tiep-nhan/", proposals.Accept.as_view(), name="proposal_accept"),
    path("de-xuat/<int:pk>/gan/", proposals.JoinTo.as_view(), name="proposal_join"),
    path("de-xuat/<int:pk>/tu-choi/", proposals.Decline.as_view(), name="proposal_decline"),
]
