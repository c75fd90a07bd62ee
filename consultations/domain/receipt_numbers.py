"""Numbers of receipts (số tiếp nhận): one series a year, gap-free."""

from datetime import date

from django.db.models import F, QuerySet

from dispatches.domain import register
from dispatches.models import RegisterBook, RegisterCounter

RECEIPTS = "tiep-nhan"  # code of the register of answers received in the portal


def next_receipt_number(on: date) -> int:
    """Take the next number of the year; call it inside the transaction that uses the number.

    Receipts are numbered on their own day, so that the year's counter alone is held: by the UPDATE
    that counts, which both databases keep to one writer at a time.
    """
    counter = RegisterCounter.objects.filter(book__code=RECEIPTS, year=on.year)
    if not _count_on(counter, on):
        register.lock(_book(), on.year)  # the year's first: somebody opens its counter
        _count_on(counter, on)
    return counter.values_list("last_number", flat=True).get()


def _count_on(counter: QuerySet[RegisterCounter], on: date) -> int:
    return counter.update(last_number=F("last_number") + 1, last_date=on)


def _book() -> RegisterBook:
    """The portal keeps this book itself, from the first answer on."""
    return RegisterBook.objects.get_or_create(
        code=RECEIPTS, defaults={"name": "Sổ tiếp nhận ý kiến trên cổng"}
    )[0]
