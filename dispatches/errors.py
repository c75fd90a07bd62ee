"""Refusals of this app. Each carries a sentence for the person who asked."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from vietnamese.dates import short_date

if TYPE_CHECKING:
    from dispatches.models import IncomingDocument


class DispatchRefused(Exception):
    """The act does not fit the state of the dispatch or of its register; nothing was changed."""


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
