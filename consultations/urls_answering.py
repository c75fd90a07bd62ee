"""Addresses of the units' staff; included by consultations.urls."""

from django.urls import path

from consultations.views import (
    answering,
    attachments,
    conflict,
    contributing,
    contributions,
    receipts,
    sent,
    shortcuts,
    submitting,
    unit_letter,
)

urlpatterns = [
    path("da-gui/", sent.Sent.as_view(), name="sent"),
    path("<int:consultee>/", answering.Answer.as_view(), name="answer"),
    path("<int:consultee>/luu/", answering.SaveDraft.as_view(), name="answer_save"),
    path("<int:consultee>/nhat-tri/", shortcuts.AgreeToAll.as_view(), name="agree_to_all"),
    path("<int:consultee>/giu-nguyen/", shortcuts.KeepEarlier.as_view(), name="keep_earlier"),
    path("<int:consultee>/sang/<slug:page>/", shortcuts.SaveAndGo.as_view(), name="save_and_go"),
    path("<int:consultee>/soan/", shortcuts.BeginDraft.as_view(), name="answer_begin"),
    path(
        "<int:consultee>/bo-ban-sua/",
        shortcuts.DiscardCorrection.as_view(),
        name="discard_correction",
    ),
    path("<int:consultee>/hai-ban/", conflict.Conflict.as_view(), name="answer_conflict"),
    path("<int:consultee>/kiem-tra/", submitting.CheckAnswer.as_view(), name="answer_check"),
    path("<int:consultee>/cong-van/", attachments.CallLetter.as_view(), name="call_pdf"),
    path("<int:consultee>/tep/", attachments.Attach.as_view(), name="attach"),
    path("<int:consultee>/tep/<int:file>/bo/", attachments.Detach.as_view(), name="detach"),
    path("<int:consultee>/tep/<str:sha256>/", attachments.OwnFile.as_view(), name="answer_file"),
    path("<int:consultee>/phong-ban/", contributions.AskOffices.as_view(), name="ask_offices"),
    path(
        "<int:consultee>/phong-ban/<int:asked>/thu-hoi/",
        contributions.RevokeAsking.as_view(),
        name="revoke_asking",
    ),
    path(
        "<int:consultee>/phong-ban/y-kien/<int:written>/<int:content>/",
        contributions.TakeOver.as_view(),
        name="take_over",
    ),
    path("<int:consultee>/van-ban/", unit_letter.UnitLetterPage.as_view(), name="unit_letter"),
    path(
        "<int:consultee>/van-ban/bo/",
        unit_letter.RemoveUnitLetter.as_view(),
        name="unit_letter_remove",
    ),
    path("<int:consultee>/van-ban/pdf/", unit_letter.DraftedPdf.as_view(), name="unit_letter_pdf"),
    path(
        "<int:consultee>/van-ban/docx/", unit_letter.DraftedDocx.as_view(), name="unit_letter_docx"
    ),
    path("phong-ban/", contributing.Contribute.as_view(), name="contribute"),
    path("<int:consultee>/tiep-nhan/<int:version>/", receipts.Receipt.as_view(), name="receipt"),
    path(
        "<int:consultee>/tiep-nhan/<int:version>/pdf/",
        receipts.ReceiptPdf.as_view(),
        name="receipt_pdf",
    ),
]
