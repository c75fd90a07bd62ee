"""The one way a dispatch changes: compare, set, and leave a trace."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.domain.audit import record
from dispatches.enums import DispatchState
from dispatches.errors import DispatchRefused
from dispatches.models import Dispatch


def require_state(dispatch: Dispatch, *states: DispatchState) -> None:
    """Raise DispatchRefused unless the dispatch stands in one of the states."""
    if dispatch.state not in states:
        raise DispatchRefused(
            _("Văn bản đang ở trạng thái «%(state)s» nên không thực hiện được việc này.")
            % {"state": DispatchState(dispatch.state).label}
        )


def move(
    dispatch: Dispatch,
    *,
    by: Actor,
    at: datetime,
    action: str,
    changes: dict[str, Any],
    **data: Any,
) -> Dispatch:
    """Change the row that the caller has seen, and no other: its state and version must still hold.

    The dispatch is refreshed in place. DispatchRefused if somebody else was quicker.
    """
    with transaction.atomic():
        seen = Dispatch.objects.filter(
            pk=dispatch.pk, state=dispatch.state, version=dispatch.version
        )
        if not seen.update(version=F("version") + 1, **changes):
            raise DispatchRefused(
                _("Văn bản vừa có người khác thay đổi. Đề nghị tải lại trang và xem lại nội dung.")
            )
        dispatch.refresh_from_db()
        record(by=by, action=action, on=dispatch, at=at, **data)
    return dispatch
