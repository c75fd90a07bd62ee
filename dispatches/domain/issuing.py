"""Issue (cấp số, ban hành): number and date together, once; Decree 30/2020/NĐ-CP, art. 15."""

import datetime as dt
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.domain.audit import record
from deadlines.value import day_in_hanoi
from dispatches import guards
from dispatches.domain import enclosing, register
from dispatches.domain.drafting import search_key
from dispatches.domain.register import next_number
from dispatches.domain.transitions import move, require_state
from dispatches.enums import DispatchState
from dispatches.errors import DispatchRefused
from dispatches.letter import Letter
from dispatches.models import (
    Agency,
    CancelledNumber,
    Dispatch,
    DocumentKind,
    RegisterBook,
    StoredFile,
)
from vietnamese.dates import short_date
from vietnamese.text import clean_line

__all__ = ["issue", "next_number", "register_paper"]


def issue(
    dispatch: Dispatch, *, number: int | None, date: dt.date, by: Actor, at: dt.datetime
) -> Dispatch:
    """Give number and date and freeze both into the letter; without a number, the next one.

    A higher number says that those between were used in the paper book. DispatchRefused if the
    date is in the future, before the approval or out of order, if the number is taken in the book
    or for the symbol in another book of the agency, or if another app's guard objects. Approved
    translations are issued with their original, and what it encloses is frozen with it.
    """
    require_state(dispatch, DispatchState.APPROVED)
    book = _require_original(dispatch)
    _require_day(date, not_before=dispatch.approved_at, at=at)
    with transaction.atomic():
        register.lock_agency(dispatch.agency)
        counter = register.lock(book, date.year)
        enclosing.lock(dispatch)
        if reasons := guards.reasons(dispatch, at):
            raise DispatchRefused(" ".join(reasons))
        number, skipped = register.give(counter, number, date)
        _require_free(dispatch.agency, book, dispatch.symbol, number, date.year)
        _freeze(dispatch, number, date, by=by, at=at, used_on_paper=_span(skipped))
        for translation in dispatch.translations.order_by("pk"):
            require_state(translation, DispatchState.APPROVED)
            _freeze(translation, number, date, by=by, at=at)
        enclosing.freeze(dispatch, by=by, at=at)
    return dispatch


def register_paper(
    *,
    kind: DocumentKind,
    number: int,
    symbol: str,
    date: dt.date,
    subject: str,
    scan: StoredFile | None = None,
    by: Actor,
    at: dt.datetime,
) -> Dispatch:
    """Enter a document that was issued on paper, under a number that the portal has not given.

    DispatchRefused if the number is taken or not used, or if the date does not fit between its
    neighbours.
    """
    symbol, subject = clean_line(symbol), clean_line(subject)
    book = _require_book(kind.book)
    _require_day(date, not_before=None, at=at)
    with transaction.atomic():
        register.lock_agency(kind.agency)
        counter = register.lock(book, date.year)
        _require_free(kind.agency, book, symbol, number, date.year)
        register.require_between(counter, number, date)
        skipped = range(counter.last_number + 1, number)
        if number > counter.last_number:
            register.advance(counter, number, date)
        dispatch = Dispatch.objects.create(
            agency=kind.agency,
            kind=kind,
            book=book,
            pdf=scan,
            symbol=symbol,
            subject=subject,
            state=DispatchState.ISSUED,
            **_entered(by, at),
            **_numbered(symbol, subject, number, date),
        )
        _record_paper(dispatch, skipped, by=by, at=at)
    return dispatch


def _require_original(dispatch: Dispatch) -> RegisterBook:
    if dispatch.translates_id:
        raise DispatchRefused(_("Bản dịch được ban hành cùng bản chính, không cấp số riêng."))
    return _require_book(dispatch.book)


def _require_book(book: RegisterBook | None) -> RegisterBook:
    if book is None:
        raise DispatchRefused(_("Thể loại văn bản này chưa có sổ đăng ký nên không cấp số được."))
    return book


def _require_day(date: dt.date, *, not_before: dt.datetime | None, at: dt.datetime) -> None:
    today = day_in_hanoi(at)
    if date > today:
        raise DispatchRefused(
            _("Ngày văn bản %(date)s ở sau hôm nay, %(today)s.")
            % {"date": short_date(date), "today": short_date(today)}
        )
    if not_before and date < (approved := day_in_hanoi(not_before)):
        raise DispatchRefused(
            _("Ngày văn bản %(date)s ở trước ngày duyệt, %(approved)s.")
            % {"date": short_date(date), "approved": short_date(approved)}
        )


def _require_free(agency: Agency, book: RegisterBook, symbol: str, number: int, year: int) -> None:
    """A number is one document's in a year of its book, and with its symbol one of the agency's.

    Art. 15.1; another agency may have the same symbol. Capitals make no other symbol of it.
    """
    same = Dispatch.objects.filter(Q(book=book) | Q(agency=agency), number=number, year=year)
    for other in same.filter(translates=None).select_related("book"):
        if other.book == book or other.symbol.casefold() == symbol.casefold():
            raise DispatchRefused(
                _("Số %(number)s năm %(year)d đã có trong %(book)s: %(subject)s.")
                % {
                    "number": other.full_number,
                    "year": year,
                    "book": other.book,
                    "subject": other.subject,
                }
            )
    unused = CancelledNumber.objects.filter(book=book, year=year, number=number, dispatch=None)
    if cancelled := unused.first():
        raise DispatchRefused(
            _("Số %(number)d năm %(year)d đã ghi là số không dùng: %(reason)s.")
            % {"number": number, "year": year, "reason": cancelled.reason}
        )


def _entered(by: Actor, at: dt.datetime) -> dict[str, Any]:
    """Paper comes into being here as what it is already: issued."""
    return {"created_by_id": by.pk, "created_at": at, "issued_by_id": by.pk, "issued_at": at}


def _numbered(symbol: str, subject: str, number: int, date: dt.date) -> dict[str, Any]:
    return {
        "number": number,
        "year": date.year,
        "date": date,
        "search_key": search_key(f"{number:02d}/{symbol}", subject),
    }


def _freeze(
    dispatch: Dispatch, number: int, date: dt.date, *, by: Actor, at: dt.datetime, **data: Any
) -> None:
    move(
        dispatch,
        by=by,
        at=at,
        action="dispatch.issued",
        changes={
            "state": DispatchState.ISSUED,
            "issued_by": by.pk,
            "issued_at": at,
            **_numbered(dispatch.symbol, dispatch.subject, number, date),
            **_frozen(dispatch, number, date),
        },
        number=number,
        date=date.isoformat(),
        **data,
    )


def _frozen(dispatch: Dispatch, number: int, date: dt.date) -> dict[str, Any]:
    letter = replace(Letter.from_json(dispatch.letter or {}), number=number, date=date)
    return {"letter": letter.to_json(), "letter_digest": letter.digest()}


def _span(numbers: range) -> list[int]:
    """First and last of the numbers; empty if there are none."""
    return [numbers[0], numbers[-1]] if numbers else []


def _record_paper(dispatch: Dispatch, skipped: range, *, by: Actor, at: dt.datetime) -> None:
    scan = {"sha256": dispatch.pdf.sha256} if dispatch.pdf else {}
    record(
        by=by,
        action="dispatch.registered",
        on=dispatch,
        at=at,
        number=dispatch.number,
        date=dispatch.date and dispatch.date.isoformat(),
        used_on_paper=_span(skipped),
        **scan,
    )
