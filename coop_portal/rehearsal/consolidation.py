"""What follows the closed round: comments answered, the table printed, the next round drafted.

The answers are examples of how one answers, like the comments of the story.
"""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path

from accounts import spreadsheet
from accounts.enums import Role
from accounts.models import User
from consultations.domain import answer_letters, answer_sheet, consolidating, dispositions
from consultations.domain.dispositions import Ruling, Seen
from consultations.enums import Decision, Position
from consultations.models import Consolidation, Round
from coop_portal.rehearsal import following, people
from coop_portal.rehearsal.answers import Answered
from deadlines import clock
from deadlines.value import HANOI, day_in_hanoi
from dispatches.docx import letter_docx
from dispatches.domain import printing
from dispatches.letter import Letter
from dispatches.models import Dispatch

COLLEAGUE_ANSWERS = time(10)
# Comments of which the story does not say what is answered have an answer, too.
UNTOLD = {
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


def play(round_: Round, told: Collection[Answered], advance: Callable[[datetime], None]) -> Played:
    """Answer every comment, publish the answers, and draft the next round with the same units."""
    officer, now = people.first(Role.OFFICER), clock.now()
    table = consolidating.begin(round_, by=officer, at=now)
    dispositions.group_alike(table, by=officer, at=now)
    handed_on = []
    for each in told:
        _put_together(table, each, by=officer, at=now)
        if each.due:
            handed_on.append((_hand_on(table, each, each.due, by=officer, at=now), each))
        else:
            _decide(table, each, by=officer, at=now)
    _decide_untold(table, by=officer, at=now)
    for day, each in sorted(handed_on, key=lambda one: one[0]):
        advance(max(datetime.combine(day, COLLEAGUE_ANSWERS, HANOI), clock.now()))
        _decide(table, each, by=people.colleague(clock.now()), at=clock.now())
    return _finish(table, told, by=officer, at=clock.now())


def _finish(table: Consolidation, told: Collection[Answered], *, by: User, at: datetime) -> Played:
    consolidating.complete(table, by=by, at=at)
    consolidating.publish(table, by=by, at=at)
    answer_letters.draft_submission(table, answer_letters.OPTIONAL, by=by, at=at)
    answer_letters.draft_notice(table, by=by, at=at)
    next_one = following.draft(table.round, told, by=by, at=at)
    # Read anew: the letters were written since.
    return Played(Consolidation.objects.get(pk=table.pk), next_one)


def _put_together(table: Consolidation, told: Answered, *, by: User, at: datetime) -> None:
    """Group what has one answer, though its words differ: whose words are alike is grouped."""
    seen = _waiting(table, told)
    if len(told.comments) > 1 and len(seen) > 1:
        dispositions.group(table, seen, by=by, at=at)


def _hand_on(table: Consolidation, told: Answered, due: date, *, by: User, at: datetime) -> date:
    """Give the comments to a colleague; return by which day, for the story may be late."""
    due, to = max(due, day_in_hanoi(at)), people.colleague(at)
    if seen := _waiting(table, told):
        dispositions.assign(table, seen, to=to, due_on=due, by=by, at=at)
    return due


def _decide(table: Consolidation, told: Answered, *, by: User, at: datetime) -> None:
    if seen := _waiting(table, told):
        dispositions.decide(table, seen, told.ruling, by=by, at=at)


def _decide_untold(table: Consolidation, *, by: User, at: datetime) -> None:
    waiting = table.dispositions.undecided().filter(assigned_to=None)
    for position, ruling in UNTOLD.items():
        rows = waiting.filter(comment__position=position)
        if seen := dict(rows.values_list("pk", "version")):
            dispositions.decide(table, seen, ruling, by=by, at=at)


def _waiting(table: Consolidation, told: Answered) -> Seen:
    """Return the comments of these words without an answer, at their versions."""
    rows = table.dispositions.undecided().filter(comment__text__in=told.comments)
    return dict(rows.values_list("pk", "version"))


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
