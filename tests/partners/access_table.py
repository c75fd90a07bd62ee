"""Who gets what at the addresses of partners."""

from tests.access import UNITS, only
from tests.partners.factories import partner

READERS = ("officer", "leader", "clerk")
LIST = {"GET": only(*READERS), "POST": only(*READERS, ok=405)}

OWN = {"GET": only(*UNITS), "POST": only(*UNITS, ok=405)}


def _unit(world):
    return {"pk": world.unit.pk}


ROWS = {
    "partners:list": LIST,
    "partners:partner": LIST | {"args": lambda world: {"pk": partner().pk}},
    "partners:agreements": LIST,
    "partners:programme": LIST,
    "partners:programme_relations": LIST,
    "partners:unit_programme": LIST | {"args": _unit},
    "partners:unit_suggestions": LIST | {"args": _unit},
    "partners:province_suggestions": LIST,
    "partners:units_for_partner": LIST | {"args": lambda world: {"pk": partner().pk}},
    "partners:candidates": LIST
    | {"args": lambda world: {"pk": partner("Hiệp hội", "garok", tier="association").pk}},
    "partners:my_programme": OWN,
    "partners:my_relations": OWN,
}
