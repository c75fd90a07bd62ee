"""Who gets what at the addresses of partners."""

from tests.access import only
from tests.partners.factories import partner

READERS = ("officer", "leader", "clerk")
LIST = {"GET": only(*READERS), "POST": only(*READERS, ok=405)}

ROWS = {
    "partners:list": LIST,
    "partners:partner": LIST | {"args": lambda world: {"pk": partner().pk}},
    "partners:agreements": LIST,
}
