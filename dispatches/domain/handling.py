"""Outgoing documents after their issue: what became of them, and numbers that are cancelled."""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.domain.audit import record
from deadlines.value import day_in_hanoi
from dispatches.domain.transitions import require_state
from dispatches.enums import DispatchState
from dispatches.errors import DispatchRefused
from dispatches.models import (
    CancelledNumber,
    Dispatch,
    DispatchHandling,
    RegisterBook,
    RegisterCounter,
)
from vietnamese.text import clean_line


@transaction.atomic
def note_handling(
    dispatch: Dispatch,
    *,
    copies: int | None,
    forwarded_on: date | None,
    received_by: str,
    note: str,
    by: Actor,
    at: datetime,
) -> None:
    """Note copies, day of forwarding and who signed for it; the document itself never changes."""
    require_state(dispatch, DispatchState.ISSUED)
    if forwarded_on and (forwarded_on > day_in_hanoi(at) or forwarded_on < dispatch.date):  # type: ignore[operator]
        raise DispatchRefused(_("Ngày chuyển không thể trước ngày văn bản hoặc sau hôm nay."))
    values = {
        "copies": copies,
        "forwarded_on": forwarded_on,
        "received_by": clean_line(received_by),
        "note": clean_line(note),
    }
    DispatchHandling.objects.update_or_create(dispatch=dispatch, defaults=values)
    day = forwarded_on.isoformat() if forwarded_on else None
    record(by=by, action="dispatch.handled", on=dispatch, at=at, **values | {"forwarded_on": day})


@transaction.atomic
def cancel(dispatch: Dispatch, *, reason: str, by: Actor, at: datetime) -> CancelledNumber:
    """Cancel an issued document (hủy, thu hồi): it and its number stay, with the reason."""
    require_state(dispatch, DispatchState.ISSUED)
    if dispatch.translates_id or dispatch.book is None:
        raise DispatchRefused(_("Bản dịch được hủy cùng bản chính."))
    cancelled = _cancel(
        dispatch.book, dispatch.year or 0, dispatch.number or 0, dispatch, reason, by=by, at=at
    )
    record(by=by, action="dispatch.cancelled", on=dispatch, at=at, reason=cancelled.reason)
    return cancelled


@transaction.atomic
def void_number(
    book: RegisterBook, year: int, number: int, *, reason: str, by: Actor, at: datetime
) -> CancelledNumber:
    """Say that a number below the last one, which no document of the portal bears, is not used.

    DispatchRefused for a number in use, or not given yet.
    """
    counter = RegisterCounter.objects.filter(book=book, year=year).first()
    if counter is None or not 0 < number <= counter.last_number:
        raise DispatchRefused(_("Số này chưa đến lượt cấp trong sổ."))
    if Dispatch.objects.filter(book=book, year=year, number=number).exists():
        raise DispatchRefused(_("Số này đã cấp cho văn bản; đề nghị hủy văn bản đó."))
    cancelled = _cancel(book, year, number, None, reason, by=by, at=at)
    record(by=by, action="registerbook.number_voided", on=book, at=at, number=number, reason=reason)
    return cancelled


def _cancel(
    book: RegisterBook,
    year: int,
    number: int,
    dispatch: Dispatch | None,
    reason: str,
    *,
    by: Actor,
    at: datetime,
) -> CancelledNumber:
    reason = clean_line(reason)
    if not reason:
        raise DispatchRefused(_("Đề nghị ghi lý do hủy."))
    try:
        with transaction.atomic():
            return CancelledNumber.objects.create(
                book=book,
                year=year,
                number=number,
                dispatch=dispatch,
                reason=reason,
                cancelled_by_id=by.pk,
                cancelled_at=at,
            )
    except IntegrityError as error:
        raise DispatchRefused(_("Số này đã hủy.")) from error
