"""Choosing a partner by name for the letters of a dossier."""

from dispatches.counterparts import Counterpart
from partners.domain.counterparts import named
from partners.forms.choosing import find
from partners.models import Partner


def choose(typed: str) -> Counterpart:
    """Return the partner that has the name; ValidationError with what comes near."""
    return named(find(Partner.objects.filter(merged_into=None), typed))
