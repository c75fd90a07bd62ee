"""Throwing a draft away (bỏ dự thảo): it gets no number and nobody writes in it any more.

The document, its versions and the remarks on it stay to be read (Decree 30/2020/NĐ-CP, Appendix VI,
part I.III.5a).
"""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actors import Actor
from dispatches.domain.transitions import move, require_state
from dispatches.enums import DispatchState
from dispatches.errors import DispatchRefused
from dispatches.models import Dispatch
from vietnamese.text import clean_line


@transaction.atomic
def discard(dispatch: Dispatch, *, reason: str, by: Actor, at: datetime) -> None:
    """Throw the draft away, and with it its translations, which could not leave alone.

    DispatchRefused without a reason, and for what lies with the leader or the clerk, or was issued.
    """
    reason = clean_line(reason)
    if not reason:
        raise DispatchRefused(_("Đề nghị ghi lý do bỏ dự thảo."))
    for draft in (*dispatch.translations.order_by("pk"), dispatch):
        require_state(draft, DispatchState.DRAFT)
        changes = {"state": DispatchState.DISCARDED}
        move(draft, by=by, at=at, action="dispatch.discarded", changes=changes, reason=reason)
