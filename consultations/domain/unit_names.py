"""Under which names a unit signs its letters."""

from consultations.models import Consultee
from vietnamese.text import same_name_key


def is_named(unit: Consultee, name: str) -> bool:
    """Whether a letter of that author, or sender, is the unit's own by its name."""
    named = (unit.committee, f"Ủy ban nhân dân {unit.name}")
    return same_name_key(name) in {same_name_key(one) for one in named}
