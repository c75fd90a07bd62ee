"""A list of partners from a sheet (nhập danh sách): looked at first, then all or nothing."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.domain.audit import record
from accounts.sheet_table import Row
from deadlines.value import day_in_hanoi
from districts.models import Country
from partners.domain.doubles import new_code, register
from partners.domain.import_rows import Checked, Reader
from partners.domain.partners import Facts, create_partner
from partners.domain.relations import start_relation
from partners.errors import PartnerRefused
from partners.models import Partner
from partners.rules.likeness import Double, Known


@dataclass(frozen=True)
class Doubtful:
    """A row that looks like a partner of the register, or like a row above: `line` is set then."""

    double: Double
    partner: Partner | None
    line: int


@dataclass(frozen=True)
class Plan:
    """What the file would do."""

    rows: Sequence[Checked]
    doubtful: Mapping[int, Sequence[Doubtful]]

    @property
    def faulty(self) -> list[Checked]:
        """The rows with something wrong."""
        return [row for row in self.rows if row.faults]


def plan(rows: Iterable[Row], *, at: datetime) -> Plan:
    """Return what the rows mean, what is wrong with them and what they may double; writes nothing.

    Earlier rows of the file count as known, so that it cannot bring one partner twice unnoticed.
    """
    reader, known = Reader(day_in_hanoi(at)), register()
    checked, found = [], {}
    for row in map(reader.read, rows):
        checked.append(row)
        if doubles := known.doubles(row.all_names(), row.country):
            found[row.line] = doubles
        known.add(Known(-row.line, row.country, tuple(row.all_names())))
    keys = [double.key for doubles in found.values() for double in doubles if double.key > 0]
    partners = Partner.objects.in_bulk(keys)
    doubtful = {
        line: [Doubtful(each, partners.get(each.key), max(-each.key, 0)) for each in doubles]
        for line, doubles in found.items()
    }
    return Plan(checked, doubtful)


@transaction.atomic
def take_in(
    rows: Sequence[Row], *, although: Collection[int], source: str, by: Actor, at: datetime
) -> tuple[int, int]:
    """Make the partners of all rows, in one transaction; return how many, and how many were left.

    Left out are the doubtful rows whose line is not in `although`. PartnerRefused, and nothing
    made, if a row is faulty, or stands below one that was left out. The countries are locked before
    the register is read, as for a single partner.
    """
    list(Country.objects.select_for_update().order_by("pk"))
    looked = plan(rows, at=at)
    if looked.faulty:
        raise PartnerRefused(_("Tệp còn dòng có lỗi nên chưa nhập dòng nào."))
    made: dict[int, Partner] = {}
    for row in looked.rows:
        if row.line in looked.doubtful and row.line not in although:
            continue
        made[row.line] = _make(row, made, source=source, by=by, at=at)
    for partner in list(made.values())[:1]:
        record(by=by, action="partner.imported", on=partner, at=at, file=source, made=len(made))
    return len(made), len(looked.rows) - len(made)


def _make(
    row: Checked, made: dict[int, Partner], *, source: str, by: Actor, at: datetime
) -> Partner:
    if row.tier is None:
        raise PartnerRefused(_("Tệp còn dòng có lỗi nên chưa nhập dòng nào."))
    if row.parent_line and row.parent_line not in made:
        raise PartnerRefused(
            _("Dòng %(line)d thuộc dòng %(parent)d là dòng nghi trùng không được chọn lập mới.")
            % {"line": row.line, "parent": row.parent_line}
        )
    facts = Facts(
        name=row.name,
        country=row.country,
        tier=row.tier,
        names=row.names,
        parent=row.parent or made.get(row.parent_line),
        fields=row.fields,
        **row.texts,
    )
    partner = create_partner(facts, code=new_code(row.name), source=source, by=by, at=at)
    if row.stage:
        start_relation(partner, row.unit, stage=row.stage, on=row.on, source=source, by=by, at=at)
    return partner
