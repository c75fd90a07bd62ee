"""How pages show the digital signatures of a unit's letter."""

from django import template

from consultations.domain import unit_letters
from consultations.models import DraftLetter, ResponseLetter
from dispatches.views.signed_file import ShownSignature, shown_signature

register = template.Library()


@register.filter
def signatures(letter: DraftLetter | ResponseLetter) -> list[ShownSignature]:
    """Return them in words, as they were found when the file came."""
    return [shown_signature(one) for one in unit_letters.signatures_of(letter)]
