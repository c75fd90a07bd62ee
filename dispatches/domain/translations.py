"""Translations (bản dịch): what follows a translated document is translated too.

The former translation is the draft of the new one where the text is the same; a letter that
corrects begins in each language with the portal's own sentences, for the translator to go on with.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from django.utils.translation import gettext as _

from accounts.actors import Actor
from deadlines.value import day_in_hanoi
from dispatches.blocks import Paragraph
from dispatches.domain import drafting
from dispatches.enums import READY, DispatchState
from dispatches.layout.words import WORDS
from dispatches.letter import Family, Letter
from dispatches.models import Dispatch

# How a sentence names a document of a family; «Công hàm» is a note verbale.
NAMES = {
    "en": {Family.OFFICIAL: "Official Letter", Family.NOTE: "Note", Family.PERSONAL: "Letter"},
    "ko": {Family.OFFICIAL: "공문", Family.NOTE: "외교 공한", Family.PERSONAL: "서한"},
}
OTHERS = {"en": "Document", "ko": "문서"}
CORRECTION = {
    "en": (
        "Correction to {kind} No. {number} of {date}",
        "On {date}, {issuer} issued {kind} No. {number} on the following subject: {subject}.",
        "Having reviewed the document, {issuer} makes the following correction:",
    ),
    "ko": (
        "{date} 자 {kind} 제{number}호 정정",
        "{issuer}에서는 {date} 자로 {kind} 제{number}호를 발송하였습니다. 제목: {subject}.",
        "해당 문서를 검토한 결과 다음과 같이 정정합니다:",
    ),
}


def issued_with(dispatch: Dispatch) -> list[Dispatch]:
    """Return the translations that were issued with the document."""
    return list(dispatch.translations.filter(state=DispatchState.ISSUED).order_by("pk"))


def begin_for_replacement(
    old: Dispatch, new: Dispatch, *, by: Actor, at: datetime
) -> list[Dispatch]:
    """Draft the translations of a replacement with the texts of the former ones, to be mended."""
    letters = [blank(Letter.from_json(one.letter or {}), at) for one in issued_with(old)]
    return _begin(new, letters, by=by, at=at)


def begin_for_correction(
    old: Dispatch, correction: Dispatch, *, by: Actor, at: datetime
) -> list[Dispatch]:
    """Draft the translations of a correcting letter, in the languages of what it corrects."""
    letter = Letter.from_json(correction.letter or {})
    translated = [Letter.from_json(one.letter or {}) for one in issued_with(old)]
    letters = [_correcting(letter, one) for one in translated if one.language in CORRECTION]
    return _begin(correction, letters, by=by, at=at)


def blank(letter: Letter, at: datetime) -> Letter:
    """Return the letter as a draft of this month, without number and date."""
    day = day_in_hanoi(at)
    return replace(letter, number=None, date=None, draft_month=(day.month, day.year))


def issue_guard(dispatch: Dispatch, _at: datetime) -> list[str]:
    """Say to the register which translation is not approved yet: they leave together."""
    waiting = dispatch.translations.exclude(state__in=READY).defer("letter").order_by("pk")
    return [
        _("Bản dịch «%(subject)s» đang ở trạng thái «%(state)s», chưa được duyệt.")
        % {"subject": one.subject, "state": one.get_state_display()}
        for one in waiting
    ]


def _begin(
    original: Dispatch, letters: Sequence[Letter], *, by: Actor, at: datetime
) -> list[Dispatch]:
    return [
        drafting.draft(kind=original.kind, letter=letter, translates=original, by=by, at=at)
        for letter in letters
    ]


def _correcting(correction: Letter, former: Letter) -> Letter:
    """Say in the former translation's language what is corrected, under its head."""
    kind = NAMES[former.language].get(former.family, OTHERS[former.language])
    facts = {
        "kind": kind,
        "number": f"{former.number or 0:02d}/{former.symbol}",
        "date": WORDS[former.language].date(former.date) if former.date else "",
        "issuer": former.issuer or former.agency,
        "subject": former.subject,
    }
    subject, *sentences = (words.format(**facts) for words in CORRECTION[former.language])
    return replace(
        correction,
        language=former.language,
        parent_agency=former.parent_agency,
        agency=former.agency,
        issuer=former.issuer,
        place=former.place,
        subject=subject,
        addressees=former.addressees,
        recipients=former.recipients,
        blocks=tuple(map(Paragraph.of, sentences)),
    )
