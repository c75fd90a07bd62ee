"""The table of comments follows a letter that was recorded after the closing."""

from collections.abc import Sequence
from datetime import datetime

from accounts.models import User
from consultations.domain import consolidating
from consultations.models import Comment, Consolidation, Disposition, LaterRecord

KEPT = (
    "assigned_to_id", "assigned_at", "due_on", "decision", "text", "decided_by_id",
    "decided_at",
)  # fmt: skip
REASON = "Ghi nhận ý kiến sau khi đóng."  # why a complete table is opened again


def follow(made: LaterRecord, *, by: User, at: datetime) -> None:
    """List the comments of the answer in the round's table; those that it replaces drop out.

    What was answered of the same words stays answered. A complete table is opened again for that.
    One whose submission has left, or that the units have, stays complete: the comments are added to
    it and answered by themselves.
    """
    round_id = made.consultee.round_id
    table = Consolidation.objects.select_for_update().filter(round=round_id).first()
    if table is None:
        return
    wanted = Comment.objects.filter(response=made.response_id).exclude(text="")
    replaced = table.dispositions.filter(comment__response__consultee=made.consultee_id)
    if table.completed_at and not table.has_left and (wanted.exists() or replaced.exists()):
        consolidating.open_again(table, reason=REASON, by=by, at=at)
    # What is added to a complete table has its own answer: those that it was grouped with stay.
    names = KEPT if table.completed_at else (*KEPT, "group_id")
    known = {_words(row.comment): row for row in replaced.select_related("comment")}
    replaced.update(replaced_by=made, final=False)
    Disposition.objects.bulk_create(
        Disposition(
            consolidation=table, comment=comment, **_kept(known.get(_words(comment)), names)
        )
        for comment in wanted
    )


def _words(comment: Comment) -> tuple[int, str]:
    return comment.content_id, comment.text


def _kept(row: Disposition | None, names: Sequence[str]) -> dict[str, object]:
    """Return who answers the comment and how, as it was of the same words before."""
    return {name: getattr(row, name) for name in names} if row else {}


def later_than(table: Consolidation, moment: datetime | None) -> list[LaterRecord]:
    """Return what was recorded in the table's round at or after a moment, in its order."""
    records = LaterRecord.objects.filter(consultee__round=table.round_id)
    if moment:
        records = records.filter(recorded_at__gte=moment)
    return list(records.select_related("consultee").order_by("pk"))
