"""Addresses about the programme against reality, and about matching."""

from django.urls import path

from partners.views import matching, programme, programme_relations

urlpatterns = [
    path("de-an/", programme.ProgrammePage.as_view(), name="programme"),
    path(
        "de-an/quan-he/",
        programme_relations.ProgrammeRelations.as_view(),
        name="programme_relations",
    ),
    path("de-an/don-vi/<int:pk>/", programme.UnitProgramme.as_view(), name="unit_programme"),
    path("de-an/don-vi/<int:pk>/goi-y/", matching.ForUnit.as_view(), name="unit_suggestions"),
    path("de-an/goi-y/", matching.ForProvince.as_view(), name="province_suggestions"),
    path("cua-toi/", programme.MyProgramme.as_view(), name="my_programme"),
    path("cua-toi/quan-he/", programme_relations.MyRelations.as_view(), name="my_relations"),
    path("<int:pk>/don-vi-phu-hop/", matching.UnitsForPartner.as_view(), name="units_for_partner"),
    path("<int:pk>/ung-vien/", matching.CandidatesThrough.as_view(), name="candidates"),
]
