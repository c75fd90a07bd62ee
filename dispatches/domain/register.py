"""The register of outgoing documents (sổ đăng ký văn bản đi; Decree 30/2020/NĐ-CP, art. 15).

Numbers run from 01 on 1 January to 31 December, without a gap and in order of date. The portal's
book may follow a paper one: numbers that it skips are those used on paper.
"""

from datetime import date
from typing import Any

from django.db.models import F, Max, QuerySet
from django.utils.translation import gettext as _

from dispatches.errors import DispatchRefused
from dispatches.models import Agency, Dispatch, RegisterBook, RegisterCounter
from vietnamese.dates import short_date


def next_number(book: RegisterBook, on: date) -> int:
    """Propose the number that follows in the book, in the year of that date."""
    counter = RegisterCounter.objects.filter(book=book, year=on.year).first()
    return counter.last_number + 1 if counter else 1


def lock(book: RegisterBook, year: int) -> RegisterCounter:
    """Hold the book until the transaction ends, and return the year's counter.

    The lock is an UPDATE, which both databases honour; it is taken on the book rather than on the
    counter, because dates run on from one year's counter to the next.
    """
    RegisterBook.objects.filter(pk=book.pk).update(name=F("name"))
    return RegisterCounter.objects.get_or_create(book=book, year=year)[0]


def lock_agency(agency: Agency) -> None:
    """Hold the agency's symbols until the transaction ends; call it before the book is locked.

    Two of its books may number documents of one symbol, and number and symbol are one document's.
    """
    Agency.objects.filter(pk=agency.pk).update(name=F("name"))


def give(counter: RegisterCounter, number: int | None, on: date) -> tuple[int, range]:
    """Take the next number, or a higher one; return it with the numbers skipped.

    Call it with the book locked. DispatchRefused if the number is not higher than the last one, or
    the date is before that of the number given last.
    """
    expected = counter.last_number + 1
    number = expected if number is None else number
    if number < expected:
        raise DispatchRefused(
            _("Số %(number)d đã được cấp hoặc đã bỏ qua; số kế tiếp là %(next)d.")
            % {"number": number, "next": expected}
        )
    _require_not_before(RegisterCounter.objects.filter(book=counter.book), "last_date", on)
    advance(counter, number, on)
    return number, range(expected, number)


def advance(counter: RegisterCounter, number: int, on: date) -> None:
    """Set the counter's last number and its date."""
    counter.last_number, counter.last_date = number, on
    counter.save(update_fields=["last_number", "last_date"])


def require_between(counter: RegisterCounter, number: int, on: date) -> None:
    """Refuse a date that is out of order between the year's numbers on both sides of it."""
    year = Dispatch.objects.filter(book=counter.book, year=counter.year)
    _require_not_before(year.filter(number__lt=number), "date", on)
    after = year.filter(number__gt=number).order_by("number").first()
    if after and after.date and after.date < on:
        raise DispatchRefused(
            _("Ngày %(date)s sau ngày %(after)s của số %(number)d đứng sau trong sổ.")
            % {"date": short_date(on), "after": short_date(after.date), "number": after.number}
        )


def _require_not_before(numbered: QuerySet[Any], field: str, on: date) -> None:
    last = numbered.aggregate(last=Max(field))["last"]
    if last and on < last:
        raise DispatchRefused(
            _("Ngày %(date)s trước ngày %(last)s của văn bản đã cấp số trước đó.")
            % {"date": short_date(on), "last": short_date(last)}
        )
