"""A row of an imported list as a partner, or what is wrong with it in words."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.sheet_table import Row
from districts.domain.exonyms import CountryNames
from districts.domain.units import exists_on, units_on
from districts.models import District, Field
from partners.domain.import_parents import NotAbove, Parents
from partners.enums import LOCALITIES, NameKind, PartnerTier, Stage
from partners.models import Partner
from partners.rules.sheet import HEADINGS, NEEDED
from vietnamese.cells import day_in
from vietnamese.text import fold

LONGEST = 200  # characters of a name
SEVERAL = ";"


@dataclass
class Checked:
    """A row with what it means; with any fault nothing of the file is taken in."""

    line: int
    name: str
    country: str = ""
    tier: PartnerTier | None = None
    names: list[tuple[NameKind, str]] = field(default_factory=list)
    parent: Partner | None = None
    parent_line: int = 0
    fields: list[Field] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    unit: District | None = None
    stage: Stage | None = None
    on: date | None = None
    faults: list[str] = field(default_factory=list)

    def all_names(self) -> list[str]:
        """Return the name and the other names."""
        return [self.name, *(text for _kind, text in self.names)]


class Reader:
    """What the words of a list mean on a day: countries, tiers, fields, units, known partners."""

    def __init__(self, today: date) -> None:
        self.today = today
        self._countries = CountryNames()
        with override("vi"):  # the list is Vietnamese, whatever language its reader has chosen
            self._tiers = {fold(str(t.label)).removeprefix("cap "): t for t in PartnerTier}
            self._stages = {fold(str(stage.label)): stage for stage in Stage}
        self._fields = {fold(each.name): each for each in Field.objects.all()}
        self._units = {fold(unit.full_name): unit for unit in units_on(today)}
        self._units |= {fold(unit.name): unit for unit in units_on(today)}
        self._parents = Parents()

    def read(self, row: Row) -> Checked:
        """Return what the row means; rows are read in their order, a parent stands before."""
        checked = Checked(line=int(row["line"]), name=row.get("name", ""))
        for part in (self._needed, self._names, self._place, self._words, self._relation):
            checked.faults += part(checked, row)
        others = [text for _kind, text in checked.names]
        self._parents.add_row(checked.line, checked.country, checked.name, others)
        return checked

    def _needed(self, checked: Checked, row: Row) -> Iterator[str]:
        for key in NEEDED:
            if not row.get(key):
                yield _("thiếu «%(column)s»") % {"column": HEADINGS[key].rstrip(" *")}
        if country := row.get("country"):
            checked.country = self._countries.find(country)
            if not checked.country:
                yield _("không có nước nào tên «%(name)s»") % {"name": country}
        if tier := row.get("tier"):
            checked.tier = self._tiers.get(fold(tier).removeprefix("cap "))
            if not checked.tier:
                choices = ", ".join(str(each.label) for each in PartnerTier)
                yield _("cấp «%(tier)s» không có; chọn một trong: %(choices)s") % {
                    "tier": tier,
                    "choices": choices,
                }

    def _names(self, checked: Checked, row: Row) -> Iterator[str]:
        for kind in NameKind:
            checked.names += [(kind, name) for name in _several(row.get(kind.value, ""))]
        if any(len(name) > LONGEST for name in checked.all_names()):
            yield _("có tên dài quá %(most)d ký tự") % {"most": LONGEST}

    def _place(self, checked: Checked, row: Row) -> Iterator[str]:
        if not (parent := row.get("parent")):
            return
        local = checked.tier in LOCALITIES
        try:
            above = self._parents.find(parent, checked.country, is_locality=local)
        except NotAbove as fault:
            yield str(fault)
        else:
            checked.parent, checked.parent_line = above.partner, above.line

    def _words(self, checked: Checked, row: Row) -> Iterator[str]:
        checked.texts = {key: row.get(key, "") for key in ("channel", "profile", "note")}
        for name in _several(row.get("fields", "")):
            known = self._fields.get(fold(name))
            if known:
                checked.fields.append(known)
            else:
                yield _("không có lĩnh vực nào tên «%(name)s»") % {"name": name}

    def _relation(self, checked: Checked, row: Row) -> Iterator[str]:
        unit, stage, on = (row.get(key, "") for key in ("unit", "stage", "on"))
        if not (unit or stage or on):
            return
        if not unit or not stage:
            yield _("quan hệ cần cả đơn vị (hoặc «tỉnh») và giai đoạn")
        if unit and fold(unit) != "tinh":
            checked.unit = self._units.get(fold(unit).removeprefix("ubnd "))
            if not checked.unit:
                yield _("không có đơn vị nào tên «%(name)s»") % {"name": unit}
        if stage:
            checked.stage = self._stages.get(fold(stage))
            if not checked.stage:
                yield _("không có giai đoạn «%(name)s»") % {"name": stage}
        yield from self._day(checked, on)

    def _day(self, checked: Checked, on: str) -> Iterator[str]:
        if not on:
            return
        checked.on = day_in(on)
        if checked.on is None:
            yield _("«%(text)s» không phải là ngày; ghi ngày/tháng/năm") % {"text": on}
        elif checked.on > self.today:
            yield _("ngày %(text)s ở sau hôm nay") % {"text": on}
        elif checked.unit and not exists_on(checked.unit, checked.on):
            facts = {"unit": checked.unit.full_name, "text": on}
            yield _("«%(unit)s» không có vào ngày %(text)s") % facts


def _several(text: str) -> list[str]:
    return [name for part in text.split(SEVERAL) if (name := part.strip())]
