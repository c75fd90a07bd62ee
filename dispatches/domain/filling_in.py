"""Filling the places of a draft from what the office and its dossier know."""

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from accounts.models import User
from dispatches import counterparts
from dispatches.domain import approval, drafting, pen
from dispatches.domain.versions import before_filling
from dispatches.enums import DispatchState
from dispatches.errors import DispatchRefused
from dispatches.letter import Family, Letter
from dispatches.lint.signs import signs_without_font
from dispatches.models import Dispatch, Dossier
from dispatches.placeholders import fill, gaps
from vietnamese.dates import short_date

# Written to somebody by their nature; a decision or a report may have no «Kính gửi».
ADDRESSED = (Family.OFFICIAL, Family.NOTE, Family.PERSONAL)


def values_of(dispatch: Dispatch) -> dict[str, str]:
    """Return what the places of the dispatch are filled with, by name."""
    agency = dispatch.kind.agency
    known = {"cơ quan": agency.name, "địa danh": agency.place, "tỉnh": agency.place}
    dossier = Dossier.objects.filter(documents__dispatch=dispatch).order_by("pk").first()
    return known | values_of_dossier(dossier) if dossier else known


def values_of_dossier(dossier: Dossier) -> dict[str, str]:
    """Return the values that a dossier gives: of its first document and partner, and entered."""
    values: dict[str, str] = {}
    if origin := dossier.origin:
        values = {
            "văn bản đến: số": origin.full_number,
            "văn bản đến: ngày": short_date(origin.date),
            "văn bản đến: tác giả": origin.author,
        }
    partner = counterparts.by_code(dossier.partner)
    return {**values, **dossier.values, **(partner.values if partner else {})}


def filled(dispatch: Dispatch) -> Letter:
    """Return the letter of a dispatch as it reads now; what is issued reads as it was frozen."""
    letter = Letter.from_json(dispatch.letter or {})
    if dispatch.state == DispatchState.ISSUED or not gaps(letter):
        return letter
    return fill(letter, values_of(dispatch))


@transaction.atomic
def submit(dispatch: Dispatch, *, by: User, at: datetime) -> Dispatch:
    """Send a draft for approval with its places filled; they are open again if it is returned.

    DispatchRefused if a place is open, if a leader would find nothing to read, or if the PDF could
    not show what he reads.
    """
    letter = filled(dispatch)
    if reasons := [*_missing(letter), *open_places(letter), *_unprintable(letter)]:
        raise DispatchRefused(" ".join(reasons))
    drafting.revise(dispatch, letter, fills=True, by=by, at=at)
    pen.lay_down(dispatch, by=by)
    return approval.submit(dispatch, by=by, at=at)


def _missing(letter: Letter) -> Iterator[str]:
    if not any(block.text.strip() for block in letter.blocks):
        yield _("Văn bản chưa có nội dung.")
    if letter.family in ADDRESSED and not letter.addressees:
        yield _("Văn bản chưa ghi nơi nhận ở mục «Kính gửi».")


def _unprintable(letter: Letter) -> Iterator[str]:
    for finding in signs_without_font(letter):
        yield f"{capfirst(finding.where)}: {finding.message}"


def keeps_former_values(dossier: Dossier) -> bool:
    """Whether a document of the dossier waits with values that it got when it was submitted."""
    waiting = Dispatch.objects.filter(
        in_dossiers__dossier=dossier, state__in=(DispatchState.SUBMITTED, DispatchState.APPROVED)
    )
    return any(map(before_filling, waiting))


def open_places(letter: Letter) -> list[str]:
    """Say which places of a letter are open, and where."""
    return list(_open_places(letter))


def _open_places(letter: Letter) -> Iterator[str]:
    for gap in gaps(letter):
        message = (
            _("Chỗ điền «%(name)s» (%(where)s) chưa có giá trị.")
            if gap.is_known
            else _("Không có chỗ điền tên «%(name)s» (%(where)s).")
        )
        yield message % {"name": gap.name, "where": gap.where}


def issue_guard(dispatch: Dispatch, _at: datetime) -> list[str]:
    """Say to the register that a letter has open places.

    A draft is filled when it is submitted; what was submitted is taken as it stands.
    """
    if not dispatch.letter:
        return []
    is_draft = dispatch.state == DispatchState.DRAFT
    return open_places(filled(dispatch) if is_draft else Letter.from_json(dispatch.letter))
