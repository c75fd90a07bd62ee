"""Addresses about agreements."""

from django.urls import path

from partners.views import agreement_acts as acts
from partners.views import agreement_forms as forms
from partners.views import agreement_letters as letters
from partners.views import agreement_list, agreements, corrections, own_agreements
from partners.views import agreement_opinions as opinions
from partners.views import agreement_parts as parts

urlpatterns = [
    path("", agreement_list.AgreementList.as_view(), name="agreements"),
    path("lap/", forms.BeginAgreement.as_view(), name="begin_agreement"),
    path("da-ky/", forms.RecordAgreement.as_view(), name="record_agreement"),
    path("<int:pk>/", agreements.AgreementDetail.as_view(), name="agreement"),
    path("<int:pk>/sua/", forms.ChangeAgreement.as_view(), name="change_agreement"),
    path("<int:pk>/dinh-chinh/", corrections.CorrectAgreement.as_view(), name="correct_agreement"),
    path("<int:pk>/ghi-nham/", corrections.MarkMistaken.as_view(), name="mistaken_agreement"),
    path(
        "<int:pk>/bo-ghi-nham/", corrections.TakeMarkBack.as_view(), name="agreement_not_mistaken"
    ),
    path("<int:pk>/kem-theo/", forms.BeginChild.as_view(), name="agreement_child"),
    path("<int:pk>/buoc/<slug:to>/", acts.TakeStep.as_view(), name="agreement_step"),
    path("<int:pk>/ben/", parts.AddParty.as_view(), name="agreement_party"),
    path("<int:pk>/ben/<int:party>/", parts.NameSignatory.as_view(), name="agreement_signatory"),
    path(
        "<int:pk>/ben/<int:party>/bo/",
        parts.RemoveParty.as_view(),
        name="agreement_remove_party",
    ),
    path("<int:pk>/soan/", letters.BeginLetter.as_view(), name="agreement_letter"),
    path("<int:pk>/van-ban/", parts.AddText.as_view(), name="agreement_text"),
    path("<int:pk>/van-ban/<int:text>/", agreements.AgreementFile.as_view(), name="agreement_file"),
    path("<int:pk>/y-kien/", opinions.AskAgain.as_view(), name="agreement_ask"),
    path("<int:pk>/y-kien/them/", opinions.AddBody.as_view(), name="agreement_body"),
    path(
        "<int:pk>/y-kien/<int:opinion>/nhan/",
        opinions.NoteReceipt.as_view(),
        name="opinion_receipt",
    ),
    path(
        "<int:pk>/y-kien/<int:opinion>/tra-loi/", opinions.NoteReply.as_view(), name="opinion_reply"
    ),
    path(
        "<int:pk>/y-kien/<int:opinion>/co-quan/", opinions.ChangeBody.as_view(), name="opinion_body"
    ),
    path("<int:pk>/bao-cao/<str:key>/", acts.NoteReport.as_view(), name="agreement_report"),
    path("<int:pk>/gia-han/", acts.DecideRenewal.as_view(), name="agreement_renewal"),
    path("<int:pk>/gia-han/rut-lai/", acts.TakeNoticeBack.as_view(), name="agreement_notice_back"),
    path("<int:pk>/cam-ket/", parts.AddCommitment.as_view(), name="agreement_commitment"),
    path(
        "<int:pk>/cam-ket/<int:commitment>/sua/",
        parts.CorrectCommitment.as_view(),
        name="commitment_change",
    ),
    path(
        "<int:pk>/cam-ket/<int:commitment>/rut-lai/",
        parts.WithdrawCommitment.as_view(),
        name="commitment_withdraw",
    ),
    path(
        "<int:pk>/cam-ket/<int:commitment>/",
        parts.NoteProgress.as_view(),
        name="commitment_progress",
    ),
    path("don-vi/", own_agreements.OwnAgreements.as_view(), name="own_agreements"),
    path("don-vi/<int:pk>/", own_agreements.OwnAgreement.as_view(), name="own_agreement"),
    path(
        "don-vi/<int:pk>/van-ban/<int:text>/",
        own_agreements.OwnAgreementFile.as_view(),
        name="own_agreement_file",
    ),
    path("don-vi/cam-ket/<int:commitment>/", parts.OwnProgress.as_view(), name="own_progress"),
]
