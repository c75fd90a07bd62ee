"""Remarks of an approver on single blocks (nhận xét): they go with their blocks, then are heeded.

A remark stays open as long as its block stays as it was, wherever the block is moved to. A block
that is written anew or taken out heeds it, and so does the next submission.
"""

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext as _

from accounts.domain.audit import record
from accounts.models import User
from dispatches.blocks import Block
from dispatches.errors import DispatchRefused
from dispatches.letter import Letter
from dispatches.models import Dispatch, Remark
from vietnamese.text import clean_text

QUOTE = 117  # characters of the block that a remark is on
# Which appendix, None for the text itself, and which block there; both count from 0.
Spot = tuple[int | None, int]


def blocks_of(letter: Letter) -> dict[Spot, Block]:
    """Return every block of the text and of the appendices, in reading order."""
    found: dict[Spot, Block] = {(None, index): block for index, block in enumerate(letter.blocks)}
    for number, appendix in enumerate(letter.appendices):
        found |= {(number, index): block for index, block in enumerate(appendix.blocks)}
    return found


def said_of(letter: Letter, typed: Mapping[Spot, str]) -> dict[Spot, str]:
    """Return the remarks that say something; DispatchRefused if one is on no block."""
    said = {spot: text for spot, each in typed.items() if (text := clean_text(each).strip())}
    if not said.keys() <= blocks_of(letter).keys():
        raise DispatchRefused(_("Đoạn được nhận xét không còn trong văn bản."))
    return said


def make(dispatch: Dispatch, said: Mapping[Spot, str], *, by: User, at: datetime) -> None:
    """Write the remarks down; called in the transaction that returns the dispatch."""
    blocks = blocks_of(Letter.from_json(dispatch.letter or {}))
    for (appendix, index), text in said.items():
        Remark.objects.create(
            dispatch=dispatch,
            appendix=appendix,
            block_index=index,
            quote=blocks[appendix, index].text[:QUOTE],
            text=text,
            made_by=by,
            made_at=at,
        )
        record(by=by, action="dispatch.remarked", on=dispatch, at=at, text=text)


def follow(dispatch: Dispatch, before: Letter, after: Letter, *, at: datetime) -> None:
    """Move the open remarks with their blocks; called in the transaction that revises."""
    old, new = list(blocks_of(before).items()), list(blocks_of(after).items())
    places = {spot: place for place, (spot, _block) in enumerate(old)}
    for remark in dispatch.remarks.filter(heeded_at=None):
        place = places[remark.appendix, remark.block_index]
        same = [n for n, (_spot, block) in enumerate(new) if block == old[place][1]]
        if not same:
            remark.heeded_at = at
        else:
            # Of several blocks that say the same, the one next to where it stood.
            nearest = min(same, key=lambda n: abs(n - place))
            remark.appendix, remark.block_index = new[nearest][0]
        remark.save(update_fields=["appendix", "block_index", "heeded_at"])


def heed_all(dispatch: Dispatch, *, at: datetime) -> None:
    """Take every open remark for seen to."""
    dispatch.remarks.filter(heeded_at=None).update(heeded_at=at)
