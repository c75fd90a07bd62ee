"""Addresses of dossiers."""

from django.urls import path

from dispatches.views import demands, dossiers

urlpatterns = [
    path("", dossiers.DossierList.as_view(), name="dossiers"),
    path("mo/", dossiers.OpenDossier.as_view(), name="open_dossier"),
    path("<int:pk>/", dossiers.DossierDetail.as_view(), name="dossier"),
    path("<int:pk>/soan-san/", dossiers.DraftPack.as_view(), name="draft_pack"),
    path("<int:pk>/thong-tin/", dossiers.SetValues.as_view(), name="dossier_values"),
    path("<int:pk>/dua-vao/", dossiers.AddDocument.as_view(), name="dossier_add"),
    path("<int:pk>/yeu-cau/<int:requirement>/", demands.Meet.as_view(), name="dossier_meet"),
    path(
        "<int:pk>/yeu-cau/<int:requirement>/tep/",
        demands.AnswerWithFile.as_view(),
        name="dossier_answer",
    ),
    path("<int:pk>/tep/<int:file>/", demands.FileOfDossier.as_view(), name="dossier_file"),
    path("<int:pk>/dong/", dossiers.CloseDossier.as_view(), name="close_dossier"),
    path("<int:pk>/xuat/", dossiers.ExportDossier.as_view(), name="export_dossier"),
]
