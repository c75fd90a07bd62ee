"""The round after the closed one: its draft is changed as the answers to the comments promise.

The reason is an example, like the comments of the story and the changes after them.
"""

from collections.abc import Iterable
from dataclasses import fields
from datetime import datetime, timedelta
from uuid import UUID

from accounts.models import User
from consultations.domain import drafting, next_round, text_changes
from consultations.domain.drafting import Wording
from consultations.models import Comment, Content, Round
from coop_portal.rehearsal.answers import Answered, Change
from deadlines.value import Deadline, day_in_hanoi

TIME_TO_ANSWER = timedelta(days=14)
REASON = (
    "Trên cơ sở ý kiến góp ý của UBND {audience}, Sở Ngoại vụ đã tiếp thu, giải trình, chỉnh "
    "sửa dự thảo và tiếp tục xin ý kiến (lần {ordinal}) của UBND {audience} về các nội dung sau:"
)
# Slips of the letter of the documents, which the next one does not repeat.
SLIPS = {
    "Đề án Đề án": "Đề án",
    "GD; PGĐ Nguyễn Quang Tuấn ;": "GĐ, PGĐ Nguyễn Quang Tuấn;",
    "Lưu: VT; NV.": "Lưu: VT, NV.",
}


def draft(previous: Round, told: Iterable[Answered], *, by: User, at: datetime) -> Round:
    """Draft the next round with the same units, and change its contents after the comments."""
    ordinal, audience = previous.ordinal + 1, previous.audience
    carried = {each.name: getattr(previous, each.name) for each in fields(Wording)}
    changed = {
        "reason": REASON.format(ordinal=ordinal, audience=audience),
        "introduction": _put_right(previous.introduction),
        "distribution": _put_right(previous.distribution),
    }
    made = next_round.carry_on(
        previous,
        wording=Wording(**carried | changed),
        deadline=Deadline.before(day_in_hanoi(at) + TIME_TO_ANSWER),
        units=[each.district for each in previous.consultees.select_related("district")],
        by=by,
        at=at,
    )
    for each in told:
        if each.change:
            _amend(made, each, each.change, by=by, at=at)
    # Read anew: the letter was written since.
    return Round.objects.get(pk=made.pk)


def _put_right(text: str) -> str:
    for slip, right in SLIPS.items():
        text = text.replace(slip, right)
    return text


def _amend(round_: Round, told: Answered, change: Change, *, by: User, at: datetime) -> None:
    """Change the draft after the accepted comments of these words, and note that it did."""
    for content in round_.contents.filter(carried_from__isnull=False):
        said = Comment.objects.filter(content=content.carried_from_id, text__in=told.comments)
        accepted = [comment for comment in said if text_changes.is_taken_in(comment)]
        if accepted:
            passage = _rewrite(content, change, by=by, at=at)
            for comment in accepted:
                text_changes.note_change(
                    content, comment, passage=passage, note=change.note, by=by, at=at
                )


def _rewrite(content: Content, change: Change, *, by: User, at: datetime) -> UUID:
    """Put the new words in the paragraph that has the old ones; return the paragraph's key."""
    passages = list(content.passages.all())
    place = next(n for n, passage in enumerate(passages) if change.old in passage.text)
    texts = [passage.text.replace(change.old, change.new) for passage in passages]
    written = drafting.put_content(
        content.round,
        heading=content.heading,
        passages=texts,
        concerned=content.concerned.all(),
        ordinal=content.ordinal,
        by=by,
        at=at,
    )
    return written.passages.get(ordinal=place + 1).key
