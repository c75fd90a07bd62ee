"""What the register of partners has for a dossier (hồ sơ) of the dispatch office."""

from django.urls import reverse
from django.utils.translation import gettext as _

from dispatches.counterparts import Counterpart
from dispatches.leads import Lead
from dispatches.models import Dossier
from dispatches.placeholders import PARTNER
from partners.domain.counterparts import by_code
from partners.enums import PartnerTier
from partners.models import Partner
from vietnamese.text import fold


def candidates_of(dossier: Dossier) -> list[Lead]:
    """Lead to the candidates that an association could help with, if letters go to one.

    It is the one that was chosen for the dossier; where none was, it is known by any of its names
    within the one that was typed: «…(GAROK)».
    """
    said = fold(dossier.values.get(PARTNER, ""))
    associations = Partner.objects.filter(tier=PartnerTier.ASSOCIATION, merged_into=None)
    chosen = by_code(dossier.partner)
    return [
        Lead(
            name=_("Ứng viên để đề nghị %(name)s kết nối") % {"name": each},
            url=reverse("partners:candidates", args=[each.pk]),
        )
        for each in associations.prefetch_related("names")
        if _is_meant(each, chosen, said)
    ]


def _is_meant(partner: Partner, chosen: Counterpart | None, said: str) -> bool:
    if chosen:
        return partner.code == chosen.code
    return any(fold(name) in said for name in (partner.name, *map(str, partner.names.all())))
