"""Acts of reorganisation for tests: the units of the documents and the acts of the data."""

import datetime as dt

from accounts.actors import SYSTEM
from coop_portal.bac_giang.loader import read
from coop_portal.bac_giang.reorganisation import acts, load_act, load_provinces
from districts.domain.reorganising import reorganise
from districts.domain.units import create_unit
from districts.enums import SuccessionKind, UnitKind
from districts.models import District, Reorganisation
from districts.rules.acts import Act, Link, NewUnit
from tests.factories import AT

ON = dt.date(2024, 2, 1)


def province_of_2021() -> None:
    """The ten units of the comment call."""
    for rank, row in enumerate(read("districts")["districts"], start=1):
        create_unit(**row | {"kind": UnitKind(row["kind"])}, rank=rank, by=SYSTEM, at=AT)


def all_acts() -> None:
    """The acts of 2024 and 2025, as the command enters them."""
    data = read("reorganisation")
    load_provinces(data, AT)
    for act in acts(data):
        load_act(act, AT)


def act(*links: tuple[str, str, str], new=(), ends=None, on: dt.date = ON, **facts) -> Act:
    """An act by codes: act(("a", "b", "merged")) ends a; `new` are (code, kind, name)."""
    made = [Link(old, successor, SuccessionKind(kind)) for old, successor, kind in links]
    return Act(
        on=on,
        title=facts.pop("title", "Sắp xếp đơn vị"),
        basis=facts.pop("basis", "Nghị quyết số 1/NQ"),
        ends=list(dict.fromkeys(link.predecessor for link in made)) if ends is None else ends,
        new=[
            NewUnit(code=code, kind=UnitKind(kind), name=name, rank=9) for code, kind, name in new
        ],
        links=made,
        **facts,
    )


def enter(*links, **facts) -> Reorganisation:
    return reorganise(act(*links, **facts), by=SYSTEM, at=AT)


def unit(code: str) -> District:
    return District.objects.get(code=code)
