"""The papers of an agreement (văn bản của hồ sơ): begun from its file, or cited in it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.domain.audit import record
from dispatches.blocks import BasisLine, Block, Paragraph
from dispatches.domain import drafting
from dispatches.enums import DispatchState
from dispatches.letter import Family, Letter
from dispatches.models import SUBJECT_LIMIT, Dispatch, DocumentKind, IncomingDocument
from partners.agreement_enums import Side
from partners.domain.agreement_events import locked
from partners.domain.taking_part import signers
from partners.errors import PartnerRefused
from partners.models import (
    Agreement,
    AgreementEvent,
    AgreementLetter,
    AgreementOpinion,
)
from partners.models.agreement_course import Documented
from partners.rules.courses import BEFORE_SIGNING, WITHOUT_LETTERS
from vietnamese.dates import short_date


@dataclass(frozen=True)
class Paper:
    """A document of the file; one that no register has is known by number and day only."""

    number: str
    day: date | None
    subject: str = ""
    dispatch: Dispatch | None = None
    incoming: IncomingDocument | None = None


@transaction.atomic
def begin_letter(
    agreement: Agreement, kind: DocumentKind, letter: Letter, *, by: Actor, at: datetime
) -> Dispatch:
    """Begin a letter about the agreement; PartnerRefused where its state has none."""
    if locked(agreement).state in WITHOUT_LETTERS:
        raise PartnerRefused(_("Thỏa thuận đã dừng, không còn văn bản nào để soạn."))
    dispatch = drafting.draft(kind=kind, letter=letter, by=by, at=at)
    attach(agreement, dispatch, by=by, at=at)
    return dispatch


def attach(agreement: Agreement, dispatch: Dispatch, *, by: Actor, at: datetime) -> None:
    """Keep a letter with the agreement for which it was begun; within the writer's transaction."""
    told = {"begun_by_id": by.pk, "begun_at": at}
    AgreementLetter.objects.create(agreement=agreement, dispatch=dispatch, **told)
    record(by=by, action="agreement.letter_begun", on=agreement, at=at, letter=dispatch.subject)


def citation(agreement: Agreement) -> str:
    """Return how a letter names the agreement: its title, its day and its sides, as printed."""
    draft = agreement.state in BEFORE_SIGNING
    day = f"ký ngày {short_date(agreement.signed_on)}" if agreement.signed_on else ""
    words = ("dự thảo" if draft else "", f"«{agreement.title}»", day, _sides(agreement))
    return " ".join(filter(None, words))


def _sides(agreement: Agreement) -> str:
    """Return between whom it is; with whom, or whose it is, while only one side is known."""
    ours, theirs = _names(agreement, Side.OURS), _names(agreement, Side.THEIRS)
    if ours and theirs:
        return f"giữa {ours} và {theirs}"
    if theirs:
        return f"với {theirs}"
    return f"của {ours}" if ours else ""


def subject_about(agreement: Agreement) -> str:
    """Return the subject (trích yếu) that a letter about the agreement begins with."""
    return f"V/v {citation(agreement)}"[:SUBJECT_LIMIT]


def opening(agreement: Agreement, family: Family) -> Block:
    """Return the first block of a letter: the agreement as a basis, as the family has it."""
    cited = citation(agreement)
    if family == Family.NAMED:
        return BasisLine.of(f"Căn cứ {cited};")
    return Paragraph.of(f"Liên quan đến {cited}.")


def papers(
    agreement: Agreement, events: Iterable[AgreementEvent], opinions: Iterable[AgreementOpinion]
) -> list[Paper]:
    """Return the documents of the file, each once: drafts first, then the newest by its day.

    Those that are cited stand with the events and opinions, which the caller has read.
    """
    cited = (*_requests(opinions), *_of_rows([*events, *opinions]))
    found = {_key(paper): paper for paper in (*_begun(agreement), *cited)}
    return sorted(found.values(), key=lambda paper: paper.day or date.max, reverse=True)


def asking_letter(agreement: Agreement) -> Dispatch | None:
    """Return the newest issued letter that was begun for the agreement: what a step may cite."""
    issued = _letters(agreement).filter(dispatch__state=DispatchState.ISSUED)
    newest = issued.filter(dispatch__cancellation=None).last()
    return newest.dispatch if newest else None


def _letters(agreement: Agreement) -> QuerySet[AgreementLetter]:
    letters = agreement.letters.select_related("dispatch__cancellation", "dispatch__translates")
    return letters.defer("dispatch__letter").order_by("pk")


def _begun(agreement: Agreement) -> Iterator[Paper]:
    for letter in _letters(agreement):
        yield _of_dispatch(letter.dispatch)


def _requests(opinions: Iterable[AgreementOpinion]) -> Iterator[Paper]:
    for opinion in opinions:
        if opinion.request:
            yield _of_dispatch(opinion.request)


def _of_rows(rows: Iterable[Documented]) -> Iterator[Paper]:
    for row in rows:
        if row.dispatch:
            yield _of_dispatch(row.dispatch)
        elif row.incoming:
            incoming = row.incoming
            yield Paper(incoming.full_number, incoming.date, incoming.subject, incoming=incoming)
        elif row.document_number:
            yield Paper(row.document_number, row.document_date)


def _of_dispatch(dispatch: Dispatch) -> Paper:
    return Paper(dispatch.full_number, dispatch.date, dispatch.subject, dispatch=dispatch)


def _key(paper: Paper) -> tuple[object, ...]:
    known = paper.dispatch or paper.incoming
    return (type(known), known.pk) if known else (paper.number, paper.day)


def _names(agreement: Agreement, side: Side) -> str:
    """Return the names of a side as the text prints them, without who took over later."""
    parties = signers().filter(agreement=agreement, side=side)
    return ", ".join(party.printed_name for party in parties)
