"""Who stands above a partner of an imported list: found by any name, in the same country."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from partners.models import Partner
from vietnamese.text import fold


class NotAbove(ValueError):
    """Nobody, or nobody certain, has that name; the message says so to the reader of the list."""


@dataclass(frozen=True)
class Above:
    """A partner of the register, or one of an earlier row, which is known by its line."""

    country: str
    partner: Partner | None = None
    line: int = 0


@dataclass
class _Named:
    main: dict[str, list[Above]] = field(default_factory=lambda: defaultdict(list))
    others: dict[str, list[Above]] = field(default_factory=lambda: defaultdict(list))

    def add(self, above: Above, name: str, others: Iterable[str]) -> None:
        self.main[fold(name)].append(above)
        for other in {fold(each) for each in others} - {fold(name)}:
            self.others[other].append(above)

    def find(self, name: str, country: str) -> list[Above]:
        """Return who has the name: those of the country first, and by their main name."""
        groups = [named.get(fold(name), []) for named in (self.main, self.others)]
        near = [[above for above in found if above.country == country] for found in groups]
        return next(filter(None, [*near, *groups]), [])


class Parents:
    """All of the register, then the rows as they are read."""

    def __init__(self) -> None:
        self._known, self._rows = _Named(), _Named()
        living = Partner.objects.filter(merged_into=None).select_related("country")
        for partner in living.prefetch_related("names"):
            names = (name.text for name in partner.names.all())
            self._known.add(Above(partner.country.code, partner), partner.name, names)

    def add_row(self, line: int, country: str, name: str, others: Iterable[str]) -> None:
        """Let later rows stand below this one."""
        self._rows.add(Above(country, line=line), name, others)

    def find(self, name: str, country: str, *, is_locality: bool) -> Above:
        """Return who has the name; NotAbove for nobody, for several, for a place abroad."""
        named = self._known.find(name, country) or self._rows.find(name, country)[:1]
        if not named:
            raise NotAbove(
                _("cấp trên «%(name)s» chưa có trong danh sách và không ở dòng nào phía trên")
                % {"name": name}
            )
        if len(named) > 1:
            raise NotAbove(
                _("có nhiều đối tác mang tên «%(name)s», đề nghị ghi rõ tên của cấp trên")
                % {"name": name}
            )
        if is_locality and country and named[0].country != country:
            raise NotAbove(_("cấp trên «%(name)s» thuộc nước khác") % {"name": name})
        return named[0]
