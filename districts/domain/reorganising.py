"""Entering an act of reorganisation (sắp xếp đơn vị hành chính): all of it or nothing."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from accounts.actors import Actor
from accounts.domain.audit import record
from deadlines.value import day_in_hanoi
from districts import succeeding
from districts.domain.units import create_unit
from districts.enums import UnitKind
from districts.errors import ActRefused
from districts.models import District, Reorganisation, Succession
from districts.rules.acts import Act, Known, Link, NewUnit, problems
from vietnamese.text import clean_line, fold


def what_is_wrong(act: Act) -> list[str]:
    """Return what stands against the act as the register is now."""
    return problems(act, _register(list(District.objects.all())))


@transaction.atomic
def reorganise(act: Act, *, by: Actor, at: datetime) -> Reorganisation:
    """End units, begin others and say which follows which; ActRefused with all reasons.

    The units that end are locked: of two acts that end the same unit the second is refused.
    """
    units = list(District.objects.select_for_update().order_by("pk"))
    found = problems(act, _register(units))
    if found:
        raise ActRefused(found)
    made = _enter(act, by=by, at=at)
    known = {unit.code: unit for unit in units}
    for code in act.ends:
        _end(known[code], act, by=by, at=at)
    for new in act.new:
        known[new.code] = _begin(new, act, known, by=by, at=at)
    Succession.objects.bulk_create(_succession(made, link, known) for link in act.links)
    succeeding.tell({known[link.successor] for link in act.links}, day_in_hanoi(at))
    record(
        by=by,
        action="units.reorganised",
        on=made,
        at=at,
        valid_from=act.on,
        ended=[known[code].full_name for code in act.ends],
        begun=[unit.full_name for unit in act.new],
    )
    return made


def _register(units: list[District]) -> dict[str, Known]:
    followed = Succession.objects.values("successor").annotate(last=Max("act__on"))
    last = dict(followed.order_by().values_list("successor", "last"))
    return {
        unit.code: Known(
            kind=UnitKind(unit.kind),
            name=unit.name,
            valid_from=unit.valid_from,
            valid_to=unit.valid_to,
            followed_on=last.get(unit.pk),
        )
        for unit in units
    }


def _enter(act: Act, *, by: Actor, at: datetime) -> Reorganisation:
    texts = ("title", "basis", "agreement_basis", "source", "to_check")
    return Reorganisation.objects.create(
        on=act.on,
        **{name: clean_line(getattr(act, name)) for name in texts},
        folded_text=fold(f"{act.title} {act.basis}"),
        entered_by_id=by.pk,
        entered_at=at,
    )


def _end(unit: District, act: Act, *, by: Actor, at: datetime) -> None:
    unit.valid_to = act.on
    unit.save(update_fields=["valid_to"])
    record(by=by, action="unit.ended", on=unit, at=at, valid_to=act.on)


def _begin(
    new: NewUnit, act: Act, known: dict[str, District], *, by: Actor, at: datetime
) -> District:
    return create_unit(
        code=new.code,
        kind=new.kind,
        name=new.name,
        rank=new.rank,
        email=new.email or _address(new, act, known),
        valid_from=act.on,
        basis=act.basis,
        by=by,
        at=at,
    )


def _address(new: NewUnit, act: Act, known: dict[str, District]) -> str:
    """Return the address of the same office under its name of before; nobody else's."""
    before = [link for link in act.links if link.successor == new.code]
    same = [known[link.predecessor].email for link in before if link.kind.same_office]
    return same[0] if len(before) == 1 and same else ""


def _succession(made: Reorganisation, link: Link, known: dict[str, District]) -> Succession:
    return Succession(
        act=made,
        predecessor=known[link.predecessor],
        successor=known[link.successor],
        kind=link.kind,
    )
