"""Units read from a list (nhập xã, phường): checked row by row, entered all or none."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.sheet_table import SheetRefused
from districts.domain.units import create_unit, existing_on
from districts.enums import Level, UnitKind
from districts.errors import DistrictRefused
from districts.models import District
from districts.rules.commune_list import listed
from districts.rules.naming import free_code, parse
from outbox.domain.messages import is_usable
from vietnamese.text import same_name_key

NAME_LENGTH = 100


@dataclass(frozen=True)
class Row:
    """A row of the list; `fault` says why it cannot be entered, without one it is a commune."""

    line: int
    text: str
    email: str
    kind: UnitKind
    name: str
    fault: str = ""


def check(cells: Sequence[Sequence[str]], on: date) -> list[Row]:
    """Return the rows, each with what is wrong; DistrictRefused if the list cannot be read."""
    try:
        wanted = listed(cells)
    except SheetRefused as refusal:
        raise DistrictRefused(str(refusal)) from refusal
    times = Counter(_key(text) for _line, text, _email in wanted)
    there = District.objects.filter(existing_on(on))
    known = {same_name_key(unit.full_name) for unit in there}
    return [_row(line, text, email, times, known) for line, text, email in wanted]


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
    return made


def _row(line: int, text: str, email: str, times: Counter[str], known: set[str]) -> Row:
    kind, name = parse(text) or (UnitKind.COMMUNE, "")
    fault = ""
    if not name or kind.level != Level.COMMUNE:
        fault = _("Tên phải bắt đầu bằng «xã» hoặc «phường».")
    elif len(name) > NAME_LENGTH:
        fault = _("Tên dài quá %(limit)d ký tự.") % {"limit": NAME_LENGTH}
    elif times[_key(text)] > 1:
        fault = _("Tên này có hai lần trong danh sách.")
    elif _key(text) in known:
        fault = _("Đã có đơn vị này.")
    elif email and not is_usable(email):
        fault = _("Địa chỉ thư điện tử không đúng.")
    return Row(line, text, email, kind, name, fault)


def _key(text: str) -> str:
    """The key of the full name: «UBND xã A» and «Xã A» are one."""
    named = parse(text)
    return same_name_key(named[0].full_name(named[1]) if named else text)
