"""Versions of a draft and what changed between them (phiên bản)."""

from datetime import datetime

from django.db.models import Max
from django.utils.translation import gettext as _

from accounts.actors import Actor
from dispatches.layout.facts import MARKS, STAMPS
from dispatches.letter import Letter
from dispatches.models import Dispatch, DispatchVersion
from dispatches.placeholders import gaps
from vietnamese.comparison import ParagraphChange, text_changes


def keep_version(dispatch: Dispatch, *, by: Actor, at: datetime) -> None:
    """Keep the text that the dispatch has now; called in the transaction that wrote it."""
    last = dispatch.versions.aggregate(last=Max("ordinal"))["last"] or 0
    DispatchVersion.objects.create(
        dispatch=dispatch,
        ordinal=last + 1,
        letter=dispatch.letter,
        digest=dispatch.letter_digest,
        written_by_id=by.pk,
        written_at=at,
    )


def before_filling(dispatch: Dispatch) -> DispatchVersion | None:
    """Return the text as it was when its submission filled its places; None if it filled none.

    What a submission fills is kept at the moment of that submission.
    """
    newest = list(dispatch.versions.order_by("-ordinal").select_related("written_by")[:2])
    if len(newest) < 2 or newest[0].written_at != dispatch.submitted_at:
        return None
    before = newest[1]
    return before if gaps(Letter.from_json(before.letter)) else None


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
