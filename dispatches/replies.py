"""What an issued dispatch waits for: until when, and from whom (văn bản trả lời).

An app that stands above this one registers itself in its `AppConfig.ready`. The message that leaves
with a dispatch names its deadline and addressees; a document that comes in as a response is told to
the app that asked for it, and its page leads on to what that app makes of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from accounts.actors import Actor
from accounts.models import User
from deadlines.value import Deadline
from dispatches.exchange.message import Organ
from dispatches.leads import Lead
from dispatches.models import Dispatch, IncomingDocument


@dataclass(frozen=True)
class Expected:
    """The deadline of the answers, and who is to give them."""

    deadline: Deadline | None
    organs: tuple[Organ, ...]


@dataclass(frozen=True, kw_only=True)
class Reply:
    """A document that answers a dispatch, as it comes in."""

    document: IncomingDocument
    dispatch: Dispatch
    sender: Organ
    signer: str


class Asker(Protocol):
    """An app that sends dispatches which ask for answers."""

    def expects(self, dispatch: Dispatch) -> Expected | None:
        """Return what the dispatch waits for; None if it is not this app's."""

    def recognises(self, dispatch: Dispatch, sender: Organ, at: datetime) -> list[str]:
        """Say before anything is written what a reply from that sender would be."""

    def receives(self, reply: Reply, *, by: Actor, at: datetime) -> None:
        """Take the reply, in the transaction that registers it."""

    def holds(self, document: IncomingDocument) -> list[str]:
        """Say why the arrival number may not be void; held so until the transaction ends."""

    def leads_on(self, document: IncomingDocument, person: User) -> Sequence[Lead]:
        """Return the pages on which the person goes on with a document that came in."""


_askers: list[Asker] = []


def register(asker: Asker) -> None:
    """Add an app that asks."""
    if asker not in _askers:
        _askers.append(asker)


def expected(dispatch: Dispatch) -> Expected:
    """Return what the dispatch waits for; nothing if no app asked anything with it."""
    found = (asker.expects(dispatch) for asker in _askers)
    return next((one for one in found if one), Expected(None, ()))


def recognised(dispatch: Dispatch, sender: Organ, at: datetime) -> list[str]:
    """Collect what the apps say about a reply before it is registered."""
    return [words for asker in _askers for words in asker.recognises(dispatch, sender, at)]


def received(reply: Reply, *, by: Actor, at: datetime) -> None:
    """Tell the apps of a reply that has been registered."""
    for asker in _askers:
        asker.receives(reply, by=by, at=at)


def held(document: IncomingDocument) -> list[str]:
    """Collect why the document's arrival number may not be void: an app counts on it."""
    return [words for asker in _askers for words in asker.holds(document)]


def leads(document: IncomingDocument, person: User) -> list[Lead]:
    """Return every page on which the person goes on with the document."""
    return [lead for asker in _askers for lead in asker.leads_on(document, person)]
