"""The lists of a round's units: what board and matrix share."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.columns import Column, Empty
from accounts.listing import PART, LongList
from accounts.permissions import Permission
from accounts.rules import allows
from consultations.domain.board import Row, rows
from consultations.domain.standings import standings
from consultations.enums import UnitState
from consultations.filters import BoardFilters, filters_of
from consultations.models import Round
from consultations.views.base import RoundPage
from deadlines import clock
from deadlines.domain.calendar import working_calendar
from deadlines.templatetags.deadlines import vn_datetime


class UnitList(RoundPage, LongList):
    """A list of the units of a round, by the same filters and in the same order everywhere."""

    permission = Permission.ROUND_VIEW
    paginator = Paginator
    order = "state"
    empty = Empty(title=_("Chưa có đơn vị nào"))

    @property
    def filters(self) -> type[BoardFilters]:  # type: ignore[override]
        """The filters of this round."""
        return filters_of(self.round_)

    def get_rounds(self) -> QuerySet[Round]:
        return Round.objects.with_common_terms()

    def get_queryset(self) -> QuerySet[Any]:
        return standings(self.round_)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say what may be done with all units that the filters have found."""
        return super().get_context_data(**kwargs) | {
            "may_remind": allows(self.actor, Permission.ROUND_REMIND),
            "may_pick": self.may_pick,
        }

    @cached_property
    def may_pick(self) -> bool:
        """Whether this user may act on units now."""
        may = allows(self.actor, Permission.ROUND_REMIND)
        return may and self.round_.is_running

    def read(self, units: Any) -> Sequence[Any]:
        """Return the rows of some units found."""
        return rows(self.round_, units, at=clock.now(), calendar=working_calendar())

    def _page(self, found: QuerySet[Any]) -> Page[Any]:
        page = super()._page(found)
        page.object_list = self.read(page.object_list)
        return page

    def get_all(self) -> Iterator[Any]:
        """Every unit found, a part at a time; the order is the same in each part."""
        keys = list(self.found.values_list("pk", flat=True))
        for start in range(0, len(keys), PART):
            part = keys[start : start + PART]
            units = {unit.pk: unit for unit in self.get_queryset().filter(pk__in=part)}
            yield from self.read([units[key] for key in part if key in units])


def unit_page(row: Row) -> str:
    """Where a unit's own page is."""
    return reverse("consultations:unit", args=[row.consultee.round_id, row.consultee.pk])


def state_words(row: Row) -> str:
    """Say in an export what the state's cell shows on the page; lateness has its own column."""
    words = [str(row.state.label)]
    if row.consultee.waiting_reply and row.state != UnitState.PENDING:
        words.append(gettext("có văn bản trả lời chờ nhập"))
    for answer in row.only_kept:
        when = vn_datetime(answer.received_at)
        words.append(gettext("có bản muộn %(when)s") % {"when": when})
    return "; ".join(words)


UNIT = Column(
    name="unit",
    label=_("Đơn vị"),
    value=lambda row: row.consultee.committee,
    order_by=("position",),
    url=unit_page,
    template="consultations/rounds/_unit_cell.html",
    css="wide",
)
STATE = Column(
    name="state",
    label=_("Trạng thái"),
    value=state_words,
    order_by=("is_answered", "elsewhere", "rank", "position"),
    template="consultations/rounds/_unit_state.html",
)
