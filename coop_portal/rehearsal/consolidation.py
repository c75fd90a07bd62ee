"""What follows the closed round: comments answered, the table printed, the next round drafted.

The answers are examples of how one answers, like the comments of the story.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from accounts import spreadsheet
from accounts.enums import Role
from accounts.models import User
from consultations.domain import answer_letters, answer_sheet, consolidating, dispositions
from consultations.domain.dispositions import Ruling
from consultations.enums import Decision, Position
from consultations.models import Consolidation, Round
from coop_portal.rehearsal import following
from dispatches.docx import letter_docx
from dispatches.domain import printing
from dispatches.letter import Letter
from dispatches.models import Dispatch

RULINGS = {
    Position.AGREE_WITH_COMMENTS: Ruling(
        decision=Decision.ACCEPTED, text="Tiếp thu, bổ sung vào dự thảo."
    ),
    Position.DISAGREE: Ruling(
        decision=Decision.EXPLAINED, text="Giữ nội dung dự thảo theo quy định hiện hành."
    ),
}


@dataclass(frozen=True)
class Played:
    """The complete table, and the draft of the round that follows."""

    table: Consolidation
    following: Round


def play(round_: Round, now: datetime) -> Played:
    """Answer every comment, publish the answers, and draft the next round with the same units."""
    officer = User.objects.get(role=Role.OFFICER)
    table = consolidating.begin(round_, by=officer, at=now)
    dispositions.group_alike(table, by=officer, at=now)
    for position, ruling in RULINGS.items():
        waiting = table.dispositions.undecided().filter(comment__position=position)
        if seen := dict(waiting.values_list("pk", "version")):
            dispositions.decide(table, seen, ruling, by=officer, at=now)
    consolidating.complete(table, by=officer, at=now)
    consolidating.publish(table, by=officer, at=now)
    answer_letters.draft_submission(table, answer_letters.OPTIONAL, by=officer, at=now)
    answer_letters.draft_notice(table, by=officer, at=now)
    next_one = following.draft(round_, by=officer, at=now)
    # Read anew: the letters were written since.
    return Played(Consolidation.objects.get(pk=table.pk), next_one)


def results(played: Played) -> Iterator[tuple[Path, bytes]]:
    """Return the table as a sheet and in the submission, the notice, the next draft letter."""
    folder = Path("consolidation")
    headings = list(answer_sheet.HEADINGS.values())
    yield (
        folder / "bang-tiep-thu-giai-trinh.xlsx",
        spreadsheet.workbook(headings, answer_sheet.rows(played.table)),
    )
    documents = (
        ("to-trinh-kem-bang", played.table.submission),
        ("thong-bao-ket-qua", played.table.notice),
        ("lan-3-du-thao", played.following.dispatch),
    )
    for name, dispatch in documents:
        if dispatch:
            yield from _both(folder / name, dispatch)


def _both(name: Path, dispatch: Dispatch) -> Iterator[tuple[Path, bytes]]:
    letter = Letter.from_json(dispatch.letter or {})
    yield name.with_suffix(".pdf"), printing.preview(letter)
    yield name.with_suffix(".docx"), letter_docx(letter)
