"""The reorganisations of 2024 and 2025, each with its source and what of it is to be checked."""

from datetime import date, datetime
from typing import Any

from accounts.actors import SYSTEM, Actor
from districts.domain.reorganising import reorganise
from districts.domain.units import create_unit
from districts.enums import SuccessionKind, UnitKind
from districts.models import District, Reorganisation, Succession
from districts.rules.acts import Act, Link, NewUnit


def acts(data: dict[str, Any]) -> list[Act]:
    """Return the acts of the data in order of time."""
    return sorted((_act(row) for row in data["acts"]), key=lambda act: act.on)


def load_provinces(data: dict[str, Any], at: datetime, by: Actor = SYSTEM) -> None:
    """Enter the provinces that the acts speak of, those that are not there yet."""
    known = set(District.objects.values_list("code", flat=True))
    for row in data["provinces"]:
        if row["code"] not in known:
            create_unit(**row | {"kind": UnitKind(row["kind"])}, by=by, at=at)


def load_act(act: Act, at: datetime, by: Actor = SYSTEM) -> Reorganisation | None:
    """Enter the act; None if it is there already, also under words that were put right."""
    ended = Succession.objects.filter(act__on=act.on, predecessor__code__in=act.ends)
    if ended.exists():
        return None
    return reorganise(act, by=by, at=at)


def _act(row: dict[str, Any]) -> Act:
    return Act(
        **row
        | {
            "on": date.fromisoformat(row["on"]),
            "new": [NewUnit(**new | {"kind": UnitKind(new["kind"])}) for new in row["new"]],
            "links": [Link(old, new, SuccessionKind(kind)) for old, new, kind in row["links"]],
        }
    )
