"""Addresses of dispatches and of the office."""

from django.urls import include, path

from dispatches.views import acts, amending, office, writing
from dispatches.views.beginning import Begin
from dispatches.views.detail import DispatchDetail
from dispatches.views.links import MakeLink, RemoveLink
from dispatches.views.lists import DispatchList
from dispatches.views.pdf import (
    DispatchDocx,
    DispatchPages,
    DispatchPdf,
    DispatchPicture,
    EnclosurePdf,
)
from dispatches.views.references import AddReference, ReferenceList
from dispatches.views.registers import Cancel, NoteHandling

app_name = "dispatches"

edit_agency = office.EditEntry.as_view(kind=office.AGENCY)
edit_drafting_unit = office.EditEntry.as_view(kind=office.DRAFTING_UNIT)
edit_signatory = office.EditEntry.as_view(kind=office.SIGNATORY)
edit_book = office.EditEntry.as_view(kind=office.BOOK)
edit_kind = office.EditEntry.as_view(kind=office.DOCUMENT_KIND)

urlpatterns = [
    path("", DispatchList.as_view(), name="list"),
    path("<int:pk>/", DispatchDetail.as_view(), name="detail"),
    path("<int:pk>/pdf/", DispatchPdf.as_view(), name="pdf"),
    path("<int:pk>/docx/", DispatchDocx.as_view(), name="docx"),
    path("<int:pk>/trang/", DispatchPages.as_view(), name="pages"),
    path("<int:pk>/trang/<int:number>/", DispatchPicture.as_view(), name="picture"),
    path("<int:pk>/gui-kem/<int:ordinal>/", EnclosurePdf.as_view(), name="enclosure"),
    path("soan/", Begin.as_view(), name="begin"),
    path("<int:pk>/soan/", writing.Write.as_view(), name="write"),
    path("<int:pk>/soan/xem-truoc/", writing.PreviewWriting.as_view(), name="preview_writing"),
    path("<int:pk>/trinh-duyet/", writing.SubmitWritten.as_view(), name="submit"),
    path("<int:pk>/phien-ban/", writing.Versions.as_view(), name="versions"),
    path("<int:pk>/duyet/", acts.Approve.as_view(), name="approve"),
    path("<int:pk>/tra-lai/", acts.SendBack.as_view(), name="send_back"),
    path("<int:pk>/cap-so/", acts.Issue.as_view(), name="issue"),
    path("", include("dispatches.urls_copies")),
    path("", include("dispatches.urls_deliveries")),
    path("", include("dispatches.urls_signing")),
    path("vien-dan/", ReferenceList.as_view(), name="references"),
    path("vien-dan/them/", AddReference.as_view(), name="add_reference"),
    path("", include("dispatches.urls_exchange")),
    path("den/", include("dispatches.urls_incoming")),
    path("so/", include("dispatches.urls_registers")),
    path("<int:pk>/chuyen/", NoteHandling.as_view(), name="handling"),
    path("<int:pk>/huy/", Cancel.as_view(), name="cancel"),
    path("ho-so/", include("dispatches.urls_dossiers")),
    path("danh-muc/", include("dispatches.urls_checklists")),
    path("mau/", include("dispatches.urls_templates")),
    path("<int:pk>/thay-the/", amending.Replace.as_view(), name="replace"),
    path("<int:pk>/dinh-chinh/", amending.Correct.as_view(), name="correct"),
    path("<int:pk>/lien-ket/", MakeLink.as_view(), name="link"),
    path("lien-ket/<int:pk>/go/", RemoveLink.as_view(), name="unlink"),
    path("co-quan/", office.Office.as_view(), name="agencies"),
    path("co-quan/them/", edit_agency, name="add_agency"),
    path("co-quan/<int:pk>/", edit_agency, name="agency"),
    path("don-vi-soan-thao/them/", edit_drafting_unit, name="add_drafting_unit"),
    path("don-vi-soan-thao/<int:pk>/", edit_drafting_unit, name="drafting_unit"),
    path("nguoi-ky/them/", edit_signatory, name="add_signatory"),
    path("nguoi-ky/<int:pk>/", edit_signatory, name="signatory"),
    path("so-dang-ky/them/", edit_book, name="add_book"),
    path("so-dang-ky/<int:pk>/", edit_book, name="book"),
    path("the-loai/them/", edit_kind, name="add_kind"),
    path("the-loai/<int:pk>/", edit_kind, name="kind"),
]
