"""Plays the reorganisations of 2024 and 2025: each act on its day, and what was open moves on."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path

from accounts.enums import Role
from accounts.models import User
from coop_portal.bac_giang.loader import read
from coop_portal.bac_giang.reorganisation import acts, load_act, load_provinces
from coop_portal.rehearsal import people
from deadlines import clock
from deadlines.value import HANOI
from districts.domain.lineage import Lineage
from districts.domain.transferring import Choice, open_holdings, transfer
from districts.domain.units import units_on
from districts.models import District, Reorganisation
from partners.models import Agreement
from vietnamese.dates import short_date

MORNING = time(9)


@dataclass(frozen=True)
class Step:
    """An act with what it came to: the units of its day, and how much was moved or stayed."""

    act: Reorganisation
    units: list[str]
    moved: dict[str, int]
    left: dict[str, int]


def play(advance: Callable[[datetime], None]) -> list[Step]:
    """Enter every act on its day and move what has one successor; a split is left to people."""
    officer = people.first(Role.OFFICER)
    data = read("reorganisation")
    load_provinces(data, clock.now(), officer)
    steps = []
    for act in acts(data):
        moment = max(datetime.combine(act.on, MORNING, HANOI), clock.now())
        advance(moment)
        made = load_act(act, moment, officer)
        if made is None:
            continue
        steps.append(_step(made, officer, moment))
        advance(moment)
    return steps


def agreements_on(day: date) -> list[tuple[Agreement, str]]:
    """Return each agreement with who answers for it on the day, and by what."""
    lineage = Lineage.load()
    return [
        (agreement, "; ".join(f"{one.unit.committee} ({one.agreement_basis})" for one in found))
        for agreement in Agreement.objects.select_related("district", "partner")
        if agreement.district
        and (found := [o for o in lineage.answering_for(agreement.district, day) if o.path])
    ]


def _step(made: Reorganisation, officer: User, moment: datetime) -> Step:
    ended = District.objects.filter(successions__act=made).distinct()
    moved: dict[str, int] = {}
    left: dict[str, int] = {}
    for unit in ended:
        found = open_holdings(unit, made.on)
        choices = [
            Choice(kind.kind.code, holding.pk, kind.default)
            for kind in found
            for holding in kind.holdings
            if kind.default
        ]
        if choices:
            moved[unit.full_name] = transfer(unit, choices, by=officer, at=moment)
        stays = sum(len(kind.holdings) for kind in found) - len(choices)
        if stays:
            left[unit.full_name] = stays
    units = [unit.full_name for unit in units_on(made.on)]
    return Step(made, units, moved, left)


def results(steps: list[Step]) -> Iterator[tuple[Path, bytes]]:
    """Return what the story leaves: who the units are after each act, and what became of things."""
    yield Path("reports/sap-xep-don-vi.md"), report(steps).encode()


def report(steps: list[Step]) -> str:
    """Say for each act what it came to, and who answers for the agreements at the end."""
    lines = ["# Sắp xếp đơn vị hành chính", ""]
    for step in steps:
        day = short_date(step.act.on)
        lines += [f"## {day}: {step.act.title}", "", f"Căn cứ: {step.act.basis}."]
        lines += [f"Cần đối chiếu: {step.act.to_check}"] if step.act.to_check else []
        lines += [
            "",
            f"{len(step.units)} đơn vị trong ngày: {', '.join(step.units) or 'chưa nhập'}.",
        ]
        lines += [f"- {unit}: đã chuyển {n} việc" for unit, n in step.moved.items()]
        lines += [
            f"- {unit}: còn {n} việc chờ cán bộ chọn nơi nhận" for unit, n in step.left.items()
        ]
        lines.append("")
    for agreement, answering in agreements_on(steps[-1].act.on) if steps else []:
        lines.append(f"- {agreement.title}, bên ký UBND {agreement.district}: nay {answering}")
    return "\n".join(lines)
