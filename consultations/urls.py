"""Addresses of consultations."""

from django.urls import include, path

from consultations.urls_answering import urlpatterns as answering
from consultations.urls_board import urlpatterns as board
from consultations.urls_checking import urlpatterns as checking
from consultations.urls_consolidating import urlpatterns as consolidating
from consultations.urls_courses import urlpatterns as courses
from consultations.urls_integrations import urlpatterns as integrations
from consultations.urls_links import urlpatterns as links
from consultations.urls_pending import urlpatterns as pending
from consultations.views import (
    about_agreements,
    comments,
    figures,
    following,
    opinions,
    preparing,
    round_page,
    rounds,
    standard_answers,
    units,
)
from consultations.views import pending as pending_views

app_name = "consultations"

urlpatterns = [
    path("", rounds.RoundList.as_view(), name="list"),
    path("so-lieu/", figures.UnitFigures.as_view(), name="figures"),
    path("cau-mau/", standard_answers.StandardAnswers.as_view(), name="standard_answers"),
    path(
        "cau-mau/<int:answer>/bo/",
        standard_answers.RemoveStandardAnswer.as_view(),
        name="remove_standard_answer",
    ),
    path("so-lieu/<int:unit>/<str:figure>/", figures.PartsBehind.as_view(), name="figure"),
    path("moi/", preparing.NewConsultation.as_view(), name="new"),
    path(
        "moi/thoa-thuan/<int:pk>/", about_agreements.NewAboutAgreement.as_view(), name="new_about"
    ),
    path("<int:pk>/", round_page.RoundDetail.as_view(), name="round"),
    path("<int:pk>/thoa-thuan/", round_page.CarryOpinions.as_view(), name="carry_opinions"),
    path("<int:pk>/ho-so/", round_page.RoundArchive.as_view(), name="archive"),
    path("<int:pk>/y-kien/", comments.Comments.as_view(), name="comments"),
    path("<int:pk>/y-kien/danh-sach/", opinions.Opinions.as_view(), name="opinions"),
    path(
        "<int:pk>/muc-do-nhat-tri/", comments.AgreementFigures.as_view(), name="agreement_figures"
    ),
    path("<int:pk>/ten-viec/", preparing.Rename.as_view(), name="rename"),
    path("<int:pk>/loi-van/", preparing.EditWording.as_view(), name="wording"),
    path("<int:pk>/loi-van/xem-truoc/", preparing.PreviewWording.as_view(), name="preview"),
    path("<int:pk>/noi-dung/them/", preparing.EditContent.as_view(), name="add_content"),
    path("<int:pk>/noi-dung/<int:ordinal>/", preparing.EditContent.as_view(), name="content"),
    path(
        "<int:pk>/noi-dung/<int:ordinal>/bo/",
        preparing.RemoveContent.as_view(),
        name="remove_content",
    ),
    path("<int:pk>/don-vi/", preparing.EditUnits.as_view(), name="units"),
    path("<int:pk>/soan-lai/", preparing.Retell.as_view(), name="retell"),
    path("<int:pk>/trinh-duyet/", preparing.SubmitForApproval.as_view(), name="submit"),
    path("<int:pk>/nhac/", following.Remind.as_view(), name="remind"),
    path("<int:pk>/gia-han/", following.Extend.as_view(), name="extend"),
    path("<int:pk>/ket-thuc/", following.Close.as_view(), name="close"),
    path("<int:pk>/don-vi/<int:consultee>/", units.UnitDetail.as_view(), name="unit"),
    path(
        "<int:pk>/don-vi/<int:consultee>/tiep-nhan/<int:version>/",
        units.UnitReceipt.as_view(),
        name="unit_receipt",
    ),
    path("<int:pk>/tep/<int:file>/", units.UnitFile.as_view(), name="unit_file"),
    path("<int:pk>/van-ban/<int:file>/", units.LetterOfUnit.as_view(), name="letter_of_unit"),
    path("<int:pk>/don-vi/<int:consultee>/gia-han/", following.Extend.as_view(), name="extend_one"),
    path(
        "<int:pk>/don-vi/<int:consultee>/dia-chi/",
        following.CorrectAddress.as_view(),
        name="address",
    ),
    path(
        "<int:pk>/don-vi/<int:consultee>/ghi-nhan/",
        following.RecordHandOver.as_view(),
        name="hand_over",
    ),
    path(
        "<int:pk>/don-vi/<int:consultee>/ngay-nhan/",
        following.CorrectReceipt.as_view(),
        name="correct_receipt",
    ),
    path(
        "<int:pk>/don-vi/<int:consultee>/van-ban/",
        pending_views.BringLetter.as_view(),
        name="bring_letter",
    ),
    path("", include(courses)),
    path("", include(board)),
    path("<int:pk>/cho-nhap/", include(pending)),
    path("<int:pk>/tiep-thu/", include(consolidating)),
    path("tra-loi/", include(answering)),
    path("tra-loi/", include(checking)),
    *links,
    path("ket-noi/", include(integrations)),
]
