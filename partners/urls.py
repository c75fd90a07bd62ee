"""Addresses about partners, relations, activities and agreements."""

from django.urls import include, path

from partners.views import importing, merging, partner_forms, partners

app_name = "partners"

urlpatterns = [
    path("", include("partners.urls_programme")),
    path("", partners.PartnerList.as_view(), name="list"),
    path("theo-nuoc/", partners.PartnersByCountry.as_view(), name="by_country"),
    path("them/", partner_forms.NewPartner.as_view(), name="new"),
    path("nhap/", importing.ImportPartners.as_view(), name="import"),
    path("nhap/mau.xlsx", importing.ImportTemplate.as_view(), name="import_template"),
    path("nhap/thuc-hien/", importing.TakeIn.as_view(), name="import_take_in"),
    path("<int:pk>/", partners.PartnerPage.as_view(), name="partner"),
    path("<int:pk>/sua/", partner_forms.ChangePartner.as_view(), name="change"),
    path("<int:pk>/dau-moi/", partner_forms.AddContact.as_view(), name="contact_new"),
    path("<int:pk>/dau-moi/<int:contact>/", partner_forms.ChangeContact.as_view(), name="contact"),
    path("<int:pk>/gop/", merging.ChooseDouble.as_view(), name="merge_choose"),
    path("<int:pk>/gop/<int:other>/", merging.MergePartners.as_view(), name="merge"),
    path("thoa-thuan/", include("partners.urls_agreements")),
    path("", include("partners.urls_sides")),
]
