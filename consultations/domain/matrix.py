"""Which unit says what to which content (bảng đơn vị × nội dung)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from consultations.enums import Position, UnitState
from consultations.models import Comment, Consultee, Content, Round


@dataclass(frozen=True)
class Opinion:
    """What stands in one cell."""

    tone: str
    label: str | Promise


@dataclass(frozen=True)
class MatrixRow:
    """One unit with its opinion on each content, in the order of the contents."""

    consultee: Consultee
    state: UnitState
    has_late: bool  # an answer that came after the end, and counts for nothing
    opinions: Sequence[Opinion]


SILENT = Opinion("idle", _("Không có ý kiến"))
SEALED = Opinion("idle", _("Chưa mở"))
_SAID = {
    Position.AGREE.value: Opinion("ok", _("Nhất trí")),
    Position.AGREE_WITH_COMMENTS.value: Opinion("but", _("Có góp ý")),
    Position.DISAGREE.value: Opinion("bad", _("Không nhất trí")),
}


def matrix_rows(
    round_: Round, contents: Sequence[Content], units: Iterable[Any]
) -> list[MatrixRow]:
    """Return the rows of some units of `standings`, in their order, in one query."""
    units = list(units)
    counted = [unit.counted_id for unit in units if unit.counted_id]
    said: dict[tuple[int, int], Opinion] = {}
    if not round_.is_sealed:
        comments = Comment.objects.filter(response__in=counted).order_by()
        for response, content, position in comments.values_list("response", "content", "position"):
            said[response, content] = _SAID[position]
    unknown = SEALED if round_.is_sealed else SILENT
    states = list(UnitState)
    return [
        MatrixRow(
            consultee=unit,
            state=states[unit.rank],
            has_late=unit.is_answered and not (unit.counted_id or unit.waiting_reply),
            opinions=[
                said.get((unit.counted_id, content.pk), unknown if unit.counted_id else SILENT)
                for content in contents
            ],
        )
        for unit in units
    ]
