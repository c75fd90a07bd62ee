"""Documents that follow another one: in its place, correcting it, answering it.

What was issued never changes. A mistake in substance is mended by a document of the same form, one
of form by an official letter (Decree 30/2020/NĐ-CP, art. 18.3).
"""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actors import Actor
from deadlines.value import day_in_hanoi
from dispatches import matters
from dispatches.blocks import Paragraph
from dispatches.domain import dossiers, drafting, translations
from dispatches.domain.composing import Text, compose, kept_by
from dispatches.domain.linking import Document, link
from dispatches.domain.transitions import require_state
from dispatches.enums import DispatchState, LinkKind
from dispatches.errors import DispatchRefused
from dispatches.letter import Family, Letter
from dispatches.models import (
    Agency,
    Dispatch,
    DocumentKind,
    DraftingUnit,
    IncomingDocument,
    LetterTemplate,
    Signatory,
)
from vietnamese.dates import short_date

ABOUT = ("V/v ", "Về việc ")


def may_be_replaced(dispatch: Dispatch) -> bool:
    """Whether a document can be begun in its place here; another app's letter is drafted there."""
    return may_be_corrected(dispatch) and matters.of(dispatch) is None


def may_be_corrected(dispatch: Dispatch) -> bool:
    """Whether a correcting letter can be begun: it is issued, and the portal has its text."""
    issued = dispatch.state == DispatchState.ISSUED and dispatch.letter is not None
    return issued and dispatch.is_numbered


@transaction.atomic
def begin_replacement(
    dispatch: Dispatch, *, with_translations: bool = True, by: Actor, at: datetime
) -> Dispatch:
    """Begin the document that takes another's place (văn bản thay thế), with its text to mend.

    Its translations are begun likewise: they leave together.
    """
    require_state(dispatch, DispatchState.ISSUED)
    if not may_be_replaced(dispatch):
        raise DispatchRefused(_("Văn bản này không soạn văn bản thay thế ở đây được."))
    letter = translations.blank(Letter.from_json(dispatch.letter or {}), at)
    begun = _begin(dispatch, LinkKind.REPLACES, dispatch.kind, letter, by=by, at=at)
    if with_translations:
        translated = translations.begin_for_replacement(dispatch, begun, by=by, at=at)
        _join_dossiers(dispatch, translated, by=by, at=at)
    return begun


@transaction.atomic
def begin_correction(
    dispatch: Dispatch,
    *,
    unit: DraftingUnit | None,
    signatory: Signatory | None,
    with_translations: bool = True,
    by: Actor,
    at: datetime,
) -> Dispatch:
    """Begin the official letter that corrects another document (công văn đính chính).

    It goes to those who got the document, in its languages; what was wrong is for the drafter to
    say.
    """
    require_state(dispatch, DispatchState.ISSUED)
    if not may_be_corrected(dispatch):
        raise DispatchRefused(_("Văn bản này không soạn văn bản đính chính ở đây được."))
    letter = Letter.from_json(dispatch.letter or {})
    agency = dispatch.kind.agency
    text = Text(
        subject=f"V/v đính chính {_cited(dispatch)}",
        blocks=_paragraphs(
            f"{_date_of(dispatch)}, {agency.name} ban hành {_cited(dispatch, dated=False)} "
            f"{_about(dispatch.subject)}.",
            f"Sau khi rà soát, {agency.name} đính chính như sau:",
        ),
        addressees=letter.addressees,
        recipients=letter.recipients or _recipients(unit),
    )
    kind = _official_letters_of(agency)
    signed = signatory or letter.signature
    corrected = compose(kind, text, unit=unit, signatory=signed, on=day_in_hanoi(at))
    begun = _begin(dispatch, LinkKind.CORRECTS, kind, corrected, by=by, at=at)
    if with_translations:
        translated = translations.begin_for_correction(dispatch, begun, by=by, at=at)
        _join_dossiers(dispatch, translated, by=by, at=at)
    return begun


@transaction.atomic
def begin_reply(
    document: IncomingDocument,
    *,
    agency: Agency,
    unit: DraftingUnit | None,
    signatory: Signatory | None,
    by: Actor,
    at: datetime,
) -> Dispatch:
    """Begin the official letter that answers an incoming document (công văn trả lời)."""
    if document.voided_at:
        raise DispatchRefused(_("Số đến này đã hủy."))
    cited = f"{_named(document)} ngày {short_date(document.date)} của {document.author}"
    text = Text(
        subject=f"V/v trả lời {cited}",
        blocks=_paragraphs(
            f"{agency.name} nhận được {cited} {_about(document.subject)}.",
            f"Về nội dung này, {agency.name} có ý kiến như sau:",
        ),
        addressees=(document.author,),
        recipients=_recipients(unit),
    )
    kind = _official_letters_of(agency)
    letter = compose(
        kind, text, unit=unit, signatory=signatory or kind.signatory, on=day_in_hanoi(at)
    )
    return _begin(document, LinkKind.REPLY, kind, letter, by=by, at=at)


def _begin(
    origin: Document,
    relation: LinkKind,
    kind: DocumentKind,
    letter: Letter,
    *,
    by: Actor,
    at: datetime,
) -> Dispatch:
    """Draft the letter, link it, and put it into the open dossiers of what it follows."""
    begun = drafting.draft(kind=kind, letter=letter, by=by, at=at)
    link(begun, relation, origin, by=by, at=at)
    goal = dossiers.goal_template(origin) if relation == LinkKind.REPLACES else None
    _join_dossiers(origin, [begun], template=goal, by=by, at=at)
    return begun


def _join_dossiers(
    origin: Document,
    begun: Sequence[Dispatch],
    *,
    template: LetterTemplate | None = None,
    by: Actor,
    at: datetime,
) -> None:
    """Put what was begun into the open dossiers of what it follows, in the template's place."""
    for dossier in dossiers.dossiers_with(origin).filter(closed_at=None):
        for one in begun:
            dossiers.add_document(dossier, one, template=template, by=by, at=at)


def _official_letters_of(agency: Agency) -> DocumentKind:
    kinds = DocumentKind.objects.filter(family=Family.OFFICIAL, agency=agency, active=True)
    kind = kinds.order_by("rank", "pk").first()
    if kind is None:
        raise DispatchRefused(
            _("Cơ quan «%(agency)s» chưa có thể loại công văn.") % {"agency": agency}
        )
    return kind


def _cited(dispatch: Dispatch, *, dated: bool = True) -> str:
    """Return how a sentence names it: «Công văn số 214/SNgV-NV ngày 28/7/2021»."""
    if dated and dispatch.date:
        return f"{dispatch.cited} ngày {short_date(dispatch.date)}"
    return dispatch.cited


def _named(document: IncomingDocument) -> str:
    """Return kind and number: «Công văn số 347/CNV-ĐP»; some documents have no number."""
    number = document.full_number
    return f"{document.kind_name} số {number}" if number else document.kind_name


def _date_of(dispatch: Dispatch) -> str:
    return f"Ngày {short_date(dispatch.date)}" if dispatch.date else ""


def _about(subject: str) -> str:
    """Return the subject as a sentence goes on with it: «về việc gửi Công hàm …».

    A first word is taken for a name, and keeps its capital, if the second has one too.
    """
    for opening in ABOUT:
        if subject.startswith(opening):
            return f"về việc {subject.removeprefix(opening)}"
    first, blank, rest = subject.partition(" ")
    if rest[:1].islower() and first[1:].islower():
        first = first.lower()
    return f"về việc {first}{blank}{rest}"


def _paragraphs(*texts: str) -> tuple[Paragraph, ...]:
    return tuple(map(Paragraph.of, texts))


def _recipients(unit: DraftingUnit | None) -> tuple[str, ...]:
    return ("Như trên;", kept_by(unit))
