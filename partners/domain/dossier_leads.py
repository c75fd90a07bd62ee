"""What the register of partners has for a dossier (hồ sơ) of the dispatch office."""

from django.urls import reverse
from django.utils.translation import gettext as _

from dispatches.leads import Lead
from dispatches.models import Dossier
from dispatches.placeholders import PARTNER
from partners.enums import PartnerTier
from partners.models import Partner
from vietnamese.text import fold


def candidates_of(dossier: Dossier) -> list[Lead]:
    """Lead to the candidates that an association could help with, if letters go to one.

    It is known by any of its names within the one that the letters give it: «…(GAROK)».
    """
    said = fold(dossier.values.get(PARTNER, ""))
    associations = Partner.objects.filter(tier=PartnerTier.ASSOCIATION, merged_into=None)
    return [
        Lead(
            name=_("Ứng viên để đề nghị %(name)s kết nối") % {"name": each},
            url=reverse("partners:candidates", args=[each.pk]),
        )
        for each in associations.prefetch_related("names")
        if any(fold(name) in said for name in (each.name, *map(str, each.names.all())))
    ]
