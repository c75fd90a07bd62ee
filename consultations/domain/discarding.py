"""Throwing away a round whose letter never left (bỏ dự thảo đợt lấy ý kiến).

Nobody outside the department has seen it: it is not cancelled, it goes, and its number is free
again. The letter stays among the documents as a discarded draft, the rest is on record (ADR 24).
"""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.domain.audit import record
from accounts.models import User
from consultations.domain.locks import locked_round
from consultations.domain.preparation import require_seen
from consultations.errors import ConsultationRefused
from consultations.models import DiscardedRound, Round, TextChange
from dispatches.domain import discarding
from dispatches.enums import DispatchState
from dispatches.models import Dispatch
from vietnamese.text import clean_line


def why_not(round_: Round) -> str:
    """Return why the round cannot be thrown away, or nothing."""
    if round_.is_issued:
        return _("Công văn đã ban hành: đợt lấy ý kiến không bỏ được, chỉ hủy được.")
    if round_.dispatch.state != DispatchState.DRAFT:
        return _("Công văn đã trình lãnh đạo; lãnh đạo trả lại rồi mới bỏ được dự thảo.")
    return ""


@transaction.atomic
def discard(
    round_: Round, *, reason: str, seen: str | None = None, by: User, at: datetime
) -> DiscardedRound:
    """Throw the round away with its contents, units and notes of changes; keep what it had been.

    `seen` is the fingerprint of the letter that the page showed, as for every act on a draft.
    """
    round_ = locked_round(round_.pk)
    # Who submits it at this moment asks for no round.
    round_.dispatch = Dispatch.objects.select_for_update().get(pk=round_.dispatch_id)
    reason = clean_line(reason)
    if refusal := why_not(round_) or ("" if reason else _("Đề nghị ghi lý do bỏ dự thảo.")):
        raise ConsultationRefused(refusal)
    if seen is not None:
        require_seen(round_, seen)
    kept: dict[str, Any] = {
        "consultation": round_.consultation,
        "ordinal": round_.ordinal,
        "dispatch": round_.dispatch,
        "units": [unit.committee for unit in round_.consultees.order_by("position")],
        "changes": _changes(round_),
    }
    record(by=by, action="round.discarded", on=round_, at=at, reason=reason)
    Round.objects.filter(pk=round_.pk).delete()
    discarding.discard(round_.dispatch, reason=reason, by=by, at=at)
    return DiscardedRound.objects.create(**kept, reason=reason, discarded_by=by, discarded_at=at)


def _changes(round_: Round) -> list[dict[str, Any]]:
    """What was noted of changes after comments, as plain values."""
    noted = TextChange.objects.filter(content__round=round_)
    in_order = noted.select_related("content", "comment__response__consultee").order_by(
        "content__ordinal", "pk"
    )
    return [
        {
            "content": change.content.ordinal,
            "unit": change.comment.response.consultee.committee,
            "note": change.note,
        }
        for change in in_order
    ]
