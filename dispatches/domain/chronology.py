"""The documents of a dossier in order of time: the one order of its page and of its archive."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from deadlines.value import day_in_hanoi
from dispatches.domain.suggested_wording import is_suggested
from dispatches.enums import LetterLanguage
from dispatches.models import Dispatch, Dossier, DossierDocument, DossierFile, IncomingDocument


@dataclass(frozen=True)
class Held:
    """A document that a dossier holds, and the day on which it came into being or arrived."""

    row: DossierDocument
    document: Dispatch | IncomingDocument | DossierFile
    day: date


@dataclass(frozen=True)
class Entry(Held):
    """A document as the page shows it; `suggested` until an officer has written in it."""

    suggested: bool

    @property
    def language(self) -> str:
        """What language our own document is in."""
        letter = self.row.dispatch.letter if self.row.dispatch else None
        return str(LetterLanguage(letter.get("language", "vi")).label) if letter else ""


def timeline(dossier: Dossier) -> list[Entry]:
    """Return the documents of a dossier in order of time, for its page."""
    related = ("dispatch__kind", "dispatch__book", "dispatch__translates__cancellation", "template")
    held = in_order(dossier, lambda rows: rows.select_related(*related, "dispatch__cancellation"))
    return [
        Entry(
            one.row,
            one.document,
            one.day,
            isinstance(one.document, Dispatch) and is_suggested(one.document),
        )
        for one in held
    ]


def in_order(
    dossier: Dossier,
    fetching: Callable[[QuerySet[DossierDocument]], QuerySet[DossierDocument]] = lambda rows: rows,
) -> list[Held]:
    """Return what the dossier holds by day, and of one day in the order in which it was put in.

    `fetching` adds what the caller wants of each document.
    """
    rows = fetching(dossier.documents.select_related("incoming", "dispatch", "file"))
    held = [_held(row) for row in rows]
    return sorted(held, key=lambda one: (one.day, one.row.pk))


def _held(row: DossierDocument) -> Held:
    document = row.dispatch or row.incoming or row.file
    if document is None:
        raise ValueError("a row of a dossier without a document")
    return Held(row, document, _day(document))


def _day(document: Dispatch | IncomingDocument | DossierFile) -> date:
    """The day on the document, of its arrival, or of its writing as long as it has none."""
    if isinstance(document, IncomingDocument):
        return document.arrived_on
    if isinstance(document, DossierFile):
        return day_in_hanoi(document.put_in_at)
    return document.date or day_in_hanoi(document.created_at)
