"""The matrix of a round: units down, contents across."""

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from accounts.columns import Column
from consultations.domain.matrix import MatrixRow, matrix_rows
from consultations.models import Content
from consultations.views.board import STATE, UNIT, UnitList, unit_page

UNIT_NAME = Column(
    name=UNIT.name, label=UNIT.label, value=UNIT.value, order_by=UNIT.order_by, url=unit_page
)


def _state(row: MatrixRow) -> str:
    words = str(row.state.label)
    return f"{words}; {_('có bản muộn')}" if row.has_late else words


STATE_WORDS = Column(name=STATE.name, label=STATE.label, value=_state, order_by=STATE.order_by)


class Matrix(UnitList):
    """What each unit's answer that counts says of each content; filters as on the board."""

    template_name = "consultations/rounds/matrix.html"
    file_name = "don-vi-noi-dung"

    @cached_property
    def contents(self) -> list[Content]:
        """The contents of the round in their order."""
        return list(self.round_.contents.order_by("ordinal"))

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Show a page of it, or give its workbook; before the letter has left there is none."""
        if not self.round_.is_issued:
            raise Http404
        return super().get(request, **kwargs)

    def get_columns(self) -> Sequence[Column]:
        opinions = (
            Column(
                name=f"content-{content.ordinal}",
                label=_("Nội dung %(n)d") % {"n": content.ordinal},
                value=_opinion(place),
            )
            for place, content in enumerate(self.contents)
        )
        return (UNIT_NAME, STATE_WORDS, *opinions)

    def read(self, units: Any) -> Sequence[Any]:
        return matrix_rows(self.round_, self.contents, units)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Name the contents above their columns."""
        return super().get_context_data(**kwargs) | {"contents": self.contents}


def _opinion(place: int) -> Callable[[MatrixRow], str]:
    return lambda row: str(row.opinions[place].label)
