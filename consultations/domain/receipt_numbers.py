"""Numbers of receipts (số tiếp nhận): one series a year, gap-free."""

from datetime import date

from django.db.models import F, QuerySet

from dispatches.domain import register
from dispatches.models import RegisterBook, RegisterCounter

RECEIPTS = "tiep-nhan"  # code of the register of answers received in the portal


def next_receipt_number(on: date) -> int:
    """Take the next number of the year; call it inside the transaction that uses the number."""
    counters = RegisterCounter.objects.filter(book__code=RECEIPTS, year=on.year)
    # The UPDATE is the lock: whoever comes next waits for it and counts on from there.
    if not _advance(counters, on):
        register.lock(_book(), on.year)  # the year's first: the counter is there from now on
        _advance(counters, on)
    return counters.get().last_number


def _advance(counters: QuerySet[RegisterCounter], on: date) -> int:
    return counters.update(last_number=F("last_number") + 1, last_date=on)


def _book() -> RegisterBook:
    """The portal keeps this book itself, from the first answer on."""
    return RegisterBook.objects.get_or_create(
        code=RECEIPTS, defaults={"name": "Sổ tiếp nhận ý kiến trên cổng"}
    )[0]
