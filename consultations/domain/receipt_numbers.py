"""Numbers of receipts (số tiếp nhận): one series a year, gap-free."""

from datetime import date

from dispatches.domain import register
from dispatches.models import RegisterBook

RECEIPTS = "tiep-nhan"  # code of the register of answers received in the portal


def next_receipt_number(on: date) -> int:
    """Take the next number of the year; call it inside the transaction that uses the number."""
    counter = register.lock(_book(), on.year)
    register.advance(counter, counter.last_number + 1, on)
    return counter.last_number


def _book() -> RegisterBook:
    """The portal keeps this book itself, from the first answer on."""
    return RegisterBook.objects.get_or_create(
        code=RECEIPTS, defaults={"name": "Sổ tiếp nhận ý kiến trên cổng"}
    )[0]
