"""Versions of a draft and what changed between them (phiên bản)."""

from datetime import datetime

from django.utils.translation import gettext as _

from accounts.actors import Actor
from dispatches.layout.facts import MARKS, STAMPS
from dispatches.letter import Letter
from dispatches.models import Dispatch, DispatchVersion
from vietnamese.comparison import ParagraphChange, text_changes


def keep_version(dispatch: Dispatch, *, fills_last: bool = False, by: Actor, at: datetime) -> None:
    """Keep the text that the dispatch has now; called in the transaction that wrote it.

    `fills_last` says that it is the last version with its places filled.
    """
    last = dispatch.versions.first()
    DispatchVersion.objects.create(
        dispatch=dispatch,
        ordinal=last.ordinal + 1 if last else 1,
        fills=last if fills_last else None,
        letter=dispatch.letter,
        digest=dispatch.letter_digest,
        written_by_id=by.pk,
        written_at=at,
    )


def before_filling(dispatch: Dispatch) -> DispatchVersion | None:
    """Return the version of which the present text is the filled one; None if it fills none."""
    newest = dispatch.versions.select_related("fills__written_by").first()
    return newest.fills if newest else None


def compare(before: DispatchVersion, after: DispatchVersion) -> list[ParagraphChange]:
    """Return every paragraph of both versions with what changed in it."""
    return changes(Letter.from_json(before.letter), Letter.from_json(after.letter))


def changes(before: Letter, after: Letter) -> list[ParagraphChange]:
    """Return every paragraph of both texts with what changed in it."""
    return list(text_changes(_paragraphs(before), _paragraphs(after)))


def _paragraphs(letter: Letter) -> list[str]:
    to, copied = _("Kính gửi"), _("Nơi nhận")
    parts = [letter.subject, *(f"{to}: {name}" for name in letter.addressees)]
    parts += [block.text for block in letter.blocks]
    for appendix in letter.appendices:
        parts += [appendix.title, *(block.text for block in appendix.blocks)]
    parts += [f"{copied}: {line}" for line in letter.recipients]
    return [*parts, *_frame(letter)]


def _frame(letter: Letter) -> list[str]:
    """Say what stands around the text: the symbol, the stamps, who signs."""
    signature = letter.signature
    signed = ", ".join((*signature.lines, signature.name)) if signature else ""
    said = {
        _("Ký hiệu"): letter.symbol,
        _("Độ khẩn"): STAMPS[letter.urgency],
        _("Phạm vi lưu hành"): MARKS[letter.circulation],
        _("Người ký"): signed,
    }
    return [f"{name}: {value}" for name, value in said.items() if value]
