"""Writing a draft by hand (soạn thảo): who holds the pen, and remarks to heed."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.domain.audit import record
from accounts.models import User
from dispatches.domain import approval, drafting
from dispatches.domain.transitions import require_state
from dispatches.enums import DispatchState
from dispatches.errors import DispatchRefused
from dispatches.letter import Letter
from dispatches.models import Dispatch, Remark, WritingLease
from vietnamese.text import clean_text

LEASE = timedelta(minutes=10)
QUOTE = 117  # characters of the block that a remark is on


def take_pen(dispatch: Dispatch, *, by: User, at: datetime) -> User | None:
    """Become the writer for some minutes, or return who is writing.

    The pen is free when its lease has run out; taking it again prolongs it.
    """
    lease, created = WritingLease.objects.get_or_create(
        dispatch=dispatch, defaults={"holder": by, "until": at + LEASE}
    )
    if created:
        return None
    mine = WritingLease.objects.filter(Q(holder=by) | Q(until__lte=at), pk=lease.pk)
    if mine.update(holder=by, until=at + LEASE):
        return None
    return WritingLease.objects.select_related("holder").get(pk=lease.pk).holder


def lay_down_pen(dispatch: Dispatch, *, by: User) -> None:
    """Let others write at once."""
    WritingLease.objects.filter(dispatch=dispatch, holder=by).delete()


@transaction.atomic
def save(dispatch: Dispatch, letter: Letter, *, version: int, by: User, at: datetime) -> Dispatch:
    """Save what was written over the version that the writer saw; remarks are then heeded.

    DispatchRefused if somebody else has saved meanwhile.
    """
    if dispatch.version != version:
        raise DispatchRefused(
            _("Văn bản vừa có người khác lưu. Nội dung đang nhập còn ở trang này, chưa được lưu.")
        )
    saved = drafting.revise(dispatch, letter, by=by, at=at)
    dispatch.remarks.filter(heeded_at__isnull=True).update(heeded_at=at)
    return saved


@transaction.atomic
def send_back(
    dispatch: Dispatch,
    *,
    reason: str,
    remarks: Mapping[int, str],
    by: User,
    at: datetime,
) -> Dispatch:
    """Return a dispatch with its reason and remarks on single blocks, counted from 0."""
    require_state(dispatch, DispatchState.SUBMITTED, DispatchState.APPROVED)
    blocks = Letter.from_json(dispatch.letter or {}).blocks
    said = {index: text for index, typed in remarks.items() if (text := clean_text(typed).strip())}
    if any(not 0 <= index < len(blocks) for index in said):
        raise DispatchRefused(_("Đoạn được nhận xét không còn trong văn bản."))
    dispatch = approval.send_back(dispatch, reason=reason, by=by, at=at)
    for index, text in said.items():
        quote = blocks[index].text[:QUOTE]
        remark = Remark.objects.create(
            dispatch=dispatch, block_index=index, quote=quote, text=text, made_by=by, made_at=at
        )
        record(by=by, action="dispatch.remarked", on=dispatch, at=at, text=remark.text)
    return dispatch
