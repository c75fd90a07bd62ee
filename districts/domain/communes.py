"""Units read from a list (nhập xã, phường): checked row by row, entered all or none."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.sheet_table import SheetRefused
from districts.domain.successions import ADDED, add_successors
from districts.domain.units import create_unit, existing_on, local_units
from districts.enums import Level, UnitKind
from districts.errors import DistrictRefused
from districts.models import District, Succession
from districts.rules.commune_list import Line, listed
from districts.rules.naming import free_code, parse
from outbox.domain.messages import is_usable
from vietnamese.dates import short_date
from vietnamese.text import clean_line, same_name_key

NAME_LENGTH = 100
SEVERAL = ";"  # stands between former units


@dataclass(frozen=True)
class Row:
    """A row of the list; `fault` says why it cannot be entered, without one it is a commune.

    `former` names the units in whose place it is, of one day and one act; `origins` are these.
    """

    line: int
    text: str
    email: str
    kind: UnitKind
    name: str
    former: str = ""
    origins: Sequence[District] = ()
    fault: str = ""


def check(cells: Sequence[Sequence[str]], on: date) -> list[Row]:
    """Return the rows, each with what is wrong; DistrictRefused if the list cannot be read."""
    try:
        wanted = listed(cells)
    except SheetRefused as refusal:
        raise DistrictRefused(str(refusal)) from refusal
    there = District.objects.filter(existing_on(on))
    known = _Known(
        times=Counter(_key(line.text) for line in wanted),
        names={same_name_key(unit.full_name) for unit in there},
        ended={_key(unit.full_name): unit for unit in _ended(on)},
    )
    return [_row(line, known, on) for line in wanted]


@transaction.atomic
def enter(
    cells: Sequence[Sequence[str]], *, on: date, basis: str, by: Actor, at: datetime
) -> list[District]:
    """Create the units of the rows; DistrictRefused if there is none or one is at fault.

    The rows are checked again under the lock: of two who enter one list the second is refused.
    """
    taken = set(District.objects.select_for_update().values_list("code", flat=True))
    rows = check(cells, on)
    if not rows or any(row.fault for row in rows):
        raise DistrictRefused(_("Danh sách còn dòng sai hoặc chưa có đơn vị nào."))
    made = []
    for rank, row in enumerate(rows, start=1):
        code = free_code(row.kind, row.name, on.year, taken)
        taken.add(code)
        made.append(
            create_unit(
                code=code,
                kind=row.kind,
                name=row.name,
                rank=rank,
                email=row.email,
                valid_from=on,
                basis=basis,
                by=by,
                at=at,
            )
        )
    _follow(rows, made, by=by, at=at)
    return made


def _follow(rows: Sequence[Row], made: Sequence[District], *, by: Actor, at: datetime) -> None:
    """Say of each former unit which of the new ones are in its place."""
    heirs: dict[District, list[District]] = {}
    for row, unit in zip(rows, made, strict=True):
        for origin in row.origins:
            heirs.setdefault(origin, []).append(unit)
    for origin, successors in heirs.items():
        add_successors(origin, successors, by=by, at=at)


@dataclass(frozen=True)
class _Known:
    """What the rows are compared with: one another, the units of the day, those it ended."""

    times: Counter[str]
    names: set[str]
    ended: Mapping[str, District]


def _ended(on: date) -> QuerySet[District]:
    """Return the local units that an act ended on the day, which others may follow."""
    by_act = Succession.objects.filter(act__on=on, kind__in=ADDED)
    return local_units().filter(valid_to=on, pk__in=by_act.values("predecessor"))


def _row(line: Line, known: _Known, on: date) -> Row:
    kind, name = parse(line.text) or (UnitKind.COMMUNE, "")
    former = [part for text in line.former.split(SEVERAL) if (part := clean_line(text))]
    found = {text: known.ended.get(_key(text)) for text in former}
    lost = [text for text, unit in found.items() if unit is None]
    fault = _fault(line, kind, name, known)
    if not fault and lost:
        fault = _("Không có đơn vị nào tên «%(unit)s» kết thúc ngày %(day)s theo việc sắp xếp.") % {
            "unit": lost[0],
            "day": short_date(on),
        }
    origins = list(dict.fromkeys(unit for unit in found.values() if unit))
    return Row(line.number, line.text, line.email, kind, name, line.former, origins, fault)


def _fault(line: Line, kind: UnitKind, name: str, known: _Known) -> str:
    if not name or kind.level != Level.COMMUNE:
        return _("Tên phải bắt đầu bằng «xã» hoặc «phường».")
    if len(name) > NAME_LENGTH:
        return _("Tên dài quá %(limit)d ký tự.") % {"limit": NAME_LENGTH}
    if known.times[_key(line.text)] > 1:
        return _("Tên này có hai lần trong danh sách.")
    if _key(line.text) in known.names:
        return _("Đã có đơn vị này.")
    if line.email and not is_usable(line.email):
        return _("Địa chỉ thư điện tử không đúng.")
    return ""


def _key(text: str) -> str:
    """The key of the full name: «UBND xã A» and «Xã A» are one."""
    named = parse(text)
    return same_name_key(named[0].full_name(named[1]) if named else text)
