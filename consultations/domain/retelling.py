"""The letter of the next round tells how the rounds before ended, as the record has it now.

(Đoạn nhắc lại các lần lấy ý kiến trước.) What is recorded while it is a draft is written into it;
once it was submitted somebody else has read it, and it is drafted anew by an officer.
"""

from datetime import datetime

from django.db import connection, transaction

from accounts.actors import SYSTEM, Actor
from consultations.domain import drafting
from consultations.domain.letters import history_paragraphs
from consultations.domain.preparation import in_preparation
from consultations.models import Round
from dispatches.enums import DispatchState
from dispatches.letter import Letter


def is_outdated(round_: Round) -> bool:
    """Whether the letter tells something else of the rounds before than the record does."""
    if round_.ordinal == 1 or round_.drafting_unit is None:
        return False
    letter = Letter.from_json(round_.dispatch.letter or {})
    told = {block.text for block in letter.blocks}
    return any(line not in told for line in history_paragraphs(round_).splitlines())


def follow(earlier: Round, at: datetime) -> None:
    """Write into the draft of the next round what was recorded of this one after it ended."""
    later = Round.objects.in_preparation().filter(
        consultation=earlier.consultation_id,
        ordinal__gt=earlier.ordinal,
        cancelled_at=None,
        dispatch__state=DispatchState.DRAFT,
    )
    for round_ in later:
        if is_outdated(round_):
            # Not by whoever recorded it: a unit's staff, too, do that by sending late.
            drafting.recompose(round_, by=SYSTEM, at=at)


@transaction.atomic
def retell(round_: Round, *, by: Actor, at: datetime) -> None:
    """Draft the letter anew; a submission or an approval of the old one falls with it."""
    drafting.recompose(in_preparation(round_), by=by, at=at)


def hold_earlier(round_: Round) -> None:
    """Let nothing be recorded of the rounds before until the transaction ends, if there is one."""
    if connection.in_atomic_block and round_.ordinal > 1:
        earlier = Round.objects.select_for_update().filter(
            consultation=round_.consultation_id, ordinal__lt=round_.ordinal
        )
        list(earlier.order_by("pk").values_list("pk", flat=True))
