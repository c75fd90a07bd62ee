"""Refusals of this app. Each carries a sentence for the person who asked."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from deadlines.value import HANOI
from vietnamese.dates import clock_time, short_date

if TYPE_CHECKING:
    from dispatches.models import IncomingDocument, WritingLease


class DispatchRefused(Exception):
    """The act does not fit the state of the dispatch or of its register; nothing was changed."""


class PenHeld(DispatchRefused):
    """Another person is writing the draft; `lease` says who and since when."""

    def __init__(self, lease: "WritingLease", at: datetime) -> None:
        since = lease.since.astimezone(HANOI)
        facts = {
            "name": lease.holder,
            "time": clock_time(since.time()),
            "date": short_date(since),
        }
        super().__init__(
            _("%(name)s đang soạn văn bản này từ %(time)s ngày %(date)s nên chưa lưu được.") % facts
        )
        self.lease = lease
        self.may_be_taken_over = lease.is_over(at)


class UploadRefused(Exception):
    """The file is not one that the portal keeps; the message says what to do."""


class FileDamaged(Exception):
    """A stored file no longer has the content under whose hash it was stored."""


class DuplicateDocument(DispatchRefused):
    """A document with this number, symbol and author is registered already."""

    def __init__(self, known: "IncomingDocument") -> None:
        super().__init__(
            _("Văn bản này đã đăng ký: số đến %(number)s, ngày %(date)s. Vẫn đăng ký thì xác nhận.")
            % {"number": known.full_arrival_number, "date": short_date(known.arrived_on)}
        )
        self.known = known
