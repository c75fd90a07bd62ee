"""The one writer of an agreement's history: compare, move, enter."""

from collections.abc import Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from django.utils.translation import gettext as _

from accounts.actors import Actor
from partners.agreement_enums import EventKind, State
from partners.domain.citing import Citation
from partners.errors import PartnerRefused
from partners.models import Agreement, AgreementEvent
from vietnamese.text import clean_text

NOTHING = Citation()


def locked(agreement: Agreement) -> Agreement:
    """Return the agreement as it is now, locked until the transaction ends.

    PartnerRefused for one that was recorded in error: nothing is done with it any more.
    """
    now = Agreement.every.select_for_update().get(pk=agreement.pk)
    if now.mistaken_on:
        raise PartnerRefused(_("Thỏa thuận đã được đánh dấu ghi nhầm, không thao tác được nữa."))
    return now


def require_seen(agreement: Agreement, seen: int) -> None:
    """Refuse what was decided in sight of an older version."""
    if agreement.version != seen:
        raise PartnerRefused(
            _("Hồ sơ vừa được cập nhật nên thao tác chưa được ghi. Đề nghị xem lại rồi thực hiện.")
        )


def enter(
    agreement: Agreement,
    kind: EventKind,
    *,
    on: date | None,
    to: State | None = None,
    cites: Citation = NOTHING,
    code: str = "",
    note: str = "",
    by: Actor,
    at: datetime,
    columns: Mapping[str, Any] = MappingProxyType({}),
) -> AgreementEvent:
    """Enter an event, and move the agreement with it if it leads `to` another state.

    `columns` are written to the agreement in the same UPDATE, which compares state and version.
    """
    before = State(agreement.state)
    after = to or before
    moved = {"state": after, "state_since": on} if to else {}
    rows = Agreement.every.filter(pk=agreement.pk, state=before, version=agreement.version)
    changes = moved | dict(columns) | {"version": agreement.version + 1}
    if not rows.update(**changes):
        require_seen(agreement, -1)
    for name, value in changes.items():
        setattr(agreement, name, value)
    return write(agreement, kind, before, on=on, cites=cites, code=code, note=note, by=by, at=at)


def write(
    agreement: Agreement,
    kind: EventKind,
    before: str,
    *,
    on: date | None,
    cites: Citation = NOTHING,
    code: str = "",
    note: str = "",
    by: Actor,
    at: datetime,
) -> AgreementEvent:
    """Write the event that the agreement's version names.

    What it rests on is no later; what takes effect before the signing rests on what is signed.
    """
    until = max(on, agreement.signed_on or on) if on else None
    return AgreementEvent.objects.create(
        agreement=agreement,
        ordinal=agreement.version,
        kind=kind,
        before=before,
        after=agreement.state,
        on=on,
        code=code,
        note=clean_text(note),
        is_example=agreement.is_example,
        entered_by_id=by.pk,
        entered_at=at,
        **cites.columns(until=until),
    )
