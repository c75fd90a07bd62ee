"""How the table of access is written: tests/<app>/access_table.py, read by test_access_table.py.

    ROWS = {
        "districts:unit": {
            "args": lambda world: {"pk": world.unit.pk},
            "GET": only("officer", "leader"),
            "POST": only("officer", "leader", ok=405),
        },
    }

Every address of the portal has a row, every row has GET and POST, every method has a status for
every role. `args` may make what it needs; what belongs to a unit belongs to `world.unit`, whose
officer is "district"; "district_other" acts for another one. POST sends an empty form.
"""

from dataclasses import dataclass, field

from accounts.models import User
from districts.models import District
from tests import factories

DEPARTMENT = ("officer", "leader", "clerk", "administrator")
UNITS = ("district", "district_other")
ROLES = ("anonymous", *DEPARTMENT, *UNITS)

Statuses = dict[str, int]


@dataclass
class World:
    """One person of each role, and two units."""

    unit: District = field(default_factory=lambda: factories.district("Lục Ngạn"))
    other: District = field(default_factory=lambda: factories.district("Yên Dũng", rank=2))
    people: dict[str, User] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.people = {role: factories.user(role) for role in DEPARTMENT}
        self.people["district"] = factories.officer_of(self.unit, "district")
        self.people["district_other"] = factories.officer_of(self.other, "district_other")


def only(*roles: str, ok: int = 200) -> Statuses:
    """Those roles get `ok`; visitors are sent to sign in, colleagues refused, units see nothing."""
    refused = dict.fromkeys(DEPARTMENT, 403) | dict.fromkeys(UNITS, 404)
    return {"anonymous": 302} | refused | dict.fromkeys(roles, ok)


def signed_in_only(ok: int = 200) -> Statuses:
    """Everybody with a session gets `ok`."""
    return dict.fromkeys(ROLES, ok) | {"anonymous": 302}


def everybody(ok: int = 200) -> Statuses:
    """Visitors too."""
    return dict.fromkeys(ROLES, ok)
