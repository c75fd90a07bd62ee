"""The table of comments follows a letter that was recorded after the closing."""

from datetime import datetime

from django.db import connection
from django.utils.translation import gettext as _

from accounts.models import User
from consultations.domain import consolidating
from consultations.models import Comment, Consolidation, Disposition, LaterRecord
from dispatches.models import Dispatch

KEPT = (
    "group_id", "assigned_to_id", "assigned_at", "due_on", "decision", "text", "decided_by_id",
    "decided_at",
)  # fmt: skip
REASON = "Ghi nhận ý kiến sau khi đóng."  # why a complete table is opened again


def follow(made: LaterRecord, *, by: User, at: datetime) -> None:
    """List the comments of the answer in the round's table; those that it replaces drop out.

    What was answered of the same words stays answered. A complete table is opened again for that.
    One whose submission has left, or that the units have, stays as it left: `warning` says so.
    """
    round_id = made.consultee.round_id
    table = Consolidation.objects.select_for_update().filter(round=round_id).first()
    if table is None or table.has_left:
        return
    wanted = Comment.objects.filter(response=made.response_id).exclude(text="")
    replaced = table.dispositions.filter(comment__response__consultee=made.consultee_id)
    if table.completed_at and (wanted.exists() or replaced.exists()):
        consolidating.open_again(table, reason=REASON, by=by, at=at)
    known = {_words(row.comment): row for row in replaced.select_related("comment")}
    replaced.update(replaced_by=made)
    Disposition.objects.bulk_create(
        Disposition(consolidation=table, comment=comment, **_kept(known.get(_words(comment))))
        for comment in wanted
    )


def _words(comment: Comment) -> tuple[int, str]:
    return comment.content_id, comment.text


def _kept(row: Disposition | None) -> dict[str, object]:
    """Return who answers the comment and how, as it was of the same words before."""
    return {name: getattr(row, name) for name in KEPT} if row else {}


def warning(table: Consolidation) -> str:
    """Say that the submission does not tell what was recorded after the table was written to it."""
    if table.submission is None and table.published_at is None:
        return ""
    written = table.submission_at or table.published_at
    units = [one.consultee.committee for one in later_than(table, written)]
    names = ", ".join(dict.fromkeys(units))
    if names and table.has_left:
        return _(
            "Ghi nhận sau khi đóng, chưa có trong bảng đã ban hành hoặc công bố: %(units)s. "
            "Đề nghị báo cáo bổ sung."
        ) % {"units": names}
    if names:
        return _(
            "Dự thảo tờ trình lập trước khi ghi nhận ý kiến của %(units)s: đề nghị soạn lại."
        ) % {"units": names}
    if table.completed_at is None and not table.has_left:
        return _("Bảng tiếp thu, giải trình đã mở lại: hoàn thành rồi soạn lại tờ trình.")
    return ""


def issue_guard(dispatch: Dispatch, at: datetime) -> list[str]:
    """Say to the register why a submission may not leave: its table is not the present one.

    While it is being issued the table is held: whoever would open it again waits, and is refused.
    """
    tables = Consolidation.objects.filter(submission=dispatch)
    if connection.in_atomic_block:
        tables = tables.select_for_update()
    table = tables.first()
    if table is None or table.has_left:
        return []
    return [words] if (words := warning(table)) else []


def later_than(table: Consolidation, moment: datetime | None) -> list[LaterRecord]:
    """Return what was recorded in the table's round at or after a moment, in its order."""
    records = LaterRecord.objects.filter(consultee__round=table.round_id)
    if moment:
        records = records.filter(recorded_at__gte=moment)
    return list(records.select_related("consultee").order_by("pk"))
