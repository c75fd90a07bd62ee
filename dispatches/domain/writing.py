"""Writing a draft by hand (soạn thảo): saving it, and returning it with remarks."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from dispatches.domain import approval, drafting, pen, remarks
from dispatches.domain.transitions import require_state
from dispatches.enums import DispatchState
from dispatches.errors import DispatchRefused
from dispatches.letter import Letter
from dispatches.models import Dispatch


@transaction.atomic
def save(
    dispatch: Dispatch,
    letter: Letter,
    *,
    version: int,
    take_over: bool = False,
    by: User,
    at: datetime,
) -> Dispatch:
    """Save what was written over the version that the writer saw.

    Only who holds the pen saves: PenHeld, unless the pen is free, or `take_over` asks for it and
    its holder has stopped writing. DispatchRefused if somebody else has saved meanwhile.
    """
    pen.take(dispatch, by=by, at=at, over=take_over)
    # The lock is held: what is read now stays.
    if Dispatch.objects.values_list("version", flat=True).get(pk=dispatch.pk) != version:
        raise DispatchRefused(
            _("Văn bản vừa có người khác lưu. Nội dung đang nhập còn ở trang này, chưa được lưu.")
        )
    return drafting.revise(dispatch, letter, by=by, at=at)


@transaction.atomic
def send_back(
    dispatch: Dispatch,
    *,
    reason: str,
    typed: Mapping[remarks.Spot, str],
    by: User,
    at: datetime,
) -> Dispatch:
    """Return a dispatch with its reason and remarks on single blocks."""
    require_state(dispatch, DispatchState.SUBMITTED, DispatchState.APPROVED)
    said = remarks.said_of(Letter.from_json(dispatch.letter), typed) if dispatch.letter else {}
    # First the remarks: they quote the text that was read, before its places are open again.
    remarks.make(dispatch, said, by=by, at=at)
    return approval.send_back(dispatch, reason=reason, by=by, at=at)
