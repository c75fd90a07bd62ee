"""The table of answers to a round's comments: begun, completed, opened again, published.

(Bảng tổng hợp, tiếp thu, giải trình ý kiến.)
"""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.domain.audit import record
from accounts.models import User
from consultations.domain import closing, notices
from consultations.domain.agreement_figures import opinions_of
from consultations.domain.locks import locked_round
from consultations.errors import ConsultationRefused
from consultations.models import Comment, Consolidation, Consultee, Disposition, Round


@transaction.atomic
def begin(round_: Round, *, by: User, at: datetime) -> Consolidation:
    """Return the round's table; at first, list every comment that wants an answer.

    Those are the comments with words in the answers that count. Refused while the round is open:
    an answer may still be corrected.
    """
    round_ = locked_round(round_.pk)
    begun = Consolidation.objects.filter(round=round_).first()
    if begun:
        return begun
    if refusal := why_not_begun(round_):
        raise ConsultationRefused(refusal)
    table = Consolidation.objects.create(round=round_, begun_by=by, begun_at=at)
    wanted = list(commented(round_).values_list("pk", flat=True))
    Disposition.objects.bulk_create(
        (Disposition(consolidation=table, comment_id=comment) for comment in wanted),
        batch_size=500,
    )
    record(by=by, action="consolidation.begun", on=table, at=at, comments=len(wanted))
    return table


def why_not_begun(round_: Round) -> str:
    """Return why the round can have no table of answers yet, or nothing."""
    if round_.closed_at is None:
        return _("Đợt lấy ý kiến chưa kết thúc, ý kiến còn có thể thay đổi.")
    return ""


def commented(round_: Round) -> QuerySet[Comment]:
    """Return the comments with words in the answers that count, in the order of the units."""
    said = opinions_of(round_).exclude(text="")
    return said.order_by("response__consultee__position", "content__ordinal")


def locked(table: Consolidation) -> Consolidation:
    """Return the table, locked, if it may still be worked on."""
    found = Consolidation.objects.select_for_update().get(pk=table.pk)
    if found.completed_at:
        raise ConsultationRefused(_("Bảng tiếp thu, giải trình đã hoàn thành; cần mở lại để sửa."))
    return found


def answerable(table: Consolidation) -> Consolidation:
    """Return the table, locked, if it has comments that may be answered: open, or with additions.

    A table that has left stays as it left. Comments recorded after that are added to it, and are
    answered and published by themselves (tiếp thu, giải trình bổ sung).
    """
    found = Consolidation.objects.select_for_update().get(pk=table.pk)
    return found if is_open(found) else locked(found)


def is_open(table: Consolidation) -> bool:
    """Whether comments in the table may be answered now."""
    return table.completed_at is None or added(table).exists()


def added(table: Consolidation) -> QuerySet[Disposition]:
    """Return what was added to a complete table and is not published yet."""
    rows = table.dispositions.all()
    return rows.filter(final=False) if table.completed_at else rows.none()


def _incomplete(table: Consolidation) -> str:
    return "" if table.completed_at else _("Bảng tiếp thu, giải trình chưa hoàn thành.")


def unfinished(table: Consolidation) -> str:
    """Say why the table cannot be written into a paper now, or nothing."""
    if refusal := _incomplete(table):
        return refusal
    if added(table).exists():
        return _("Còn góp ý ghi nhận sau khi hoàn thành bảng: đề nghị trả lời và công bố trước.")
    return ""


@transaction.atomic
def complete(table: Consolidation, *, by: User, at: datetime) -> None:
    """Say that every comment has its answer; refused, with the numbers, while one has none.

    Also while a letter that decides an outcome waits to be entered: it may have comments.
    """
    table = locked(table)
    if refusal := missing_answers(table) or closing.letters_waiting(table.round):
        raise ConsultationRefused(refusal)
    table.dispositions.update(final=True)
    table.completed_at, table.completed_by = at, by
    table.save(update_fields=["completed_at", "completed_by"])
    record(by=by, action="consolidation.completed", on=table, at=at)


def missing_answers(table: Consolidation) -> str:
    """Name the contents with comments that nobody has answered yet, or nothing."""
    ordinals = table.dispositions.undecided().values_list("comment__content__ordinal", flat=True)
    found = sorted(ordinals)
    if not found:
        return ""
    contents = ", ".join(str(ordinal) for ordinal in dict.fromkeys(found))
    return ngettext(
        "Còn %(n)d góp ý chưa có trả lời, ở nội dung %(contents)s.",
        "Còn %(n)d góp ý chưa có trả lời, ở các nội dung %(contents)s.",
        len(found),
    ) % {"n": len(found), "contents": contents}


@transaction.atomic
def reopen(table: Consolidation, *, reason: str, by: User, at: datetime) -> None:
    """Let the answers be changed again; refused once the units, or the superior, have them."""
    table = Consolidation.objects.select_for_update().get(pk=table.pk)
    if table.completed_at is None:
        return
    if refusal := why_not_reopened(table):
        raise ConsultationRefused(refusal)
    open_again(table, reason=reason, by=by, at=at)


def open_again(table: Consolidation, *, reason: str, by: User, at: datetime) -> None:
    """Make a complete table one that is worked on; call it with the table locked."""
    table.completed_at = table.completed_by = None
    table.save(update_fields=["completed_at", "completed_by"])
    table.dispositions.update(final=False)
    record(by=by, action="consolidation.reopened", on=table, at=at, reason=reason)


def why_not_reopened(table: Consolidation) -> str:
    """Return why the answers cannot be changed any more, or nothing."""
    if table.published_at:
        return _("Kết quả đã công bố cho các đơn vị, không mở lại được.")
    if table.submission_has_left:
        return _("Tờ trình kèm bảng này đã ban hành, không mở lại được.")
    return ""


@transaction.atomic
def publish(table: Consolidation, *, by: User, at: datetime) -> int:
    """Show each unit the answers to its comments, and tell it; return how many units were told.

    What was added since is published in the same way, and told to those that it answers.
    """
    table = Consolidation.objects.select_for_update().get(pk=table.pk)
    if refusal := why_not_published(table):
        raise ConsultationRefused(refusal)
    rows = to_publish(table)
    if table.published_at and not rows.exists():
        return 0
    told = notices.answers_published(table, rows, by=by, at=at)
    if table.published_at:
        keys = sorted(rows.values_list("pk", flat=True))
        record(by=by, action="consolidation.supplemented", on=table, at=at, comments=keys)
    else:
        table.published_at, table.published_by = at, by
        table.save(update_fields=["published_at", "published_by"])
        record(by=by, action="consolidation.published", on=table, at=at)
    added(table).update(final=True)
    return len(told)


def to_publish(table: Consolidation) -> QuerySet[Disposition]:
    """Return the answers that publishing now would show: all, or what was added since."""
    return added(table) if table.published_at else table.dispositions.all()


def why_not_published(table: Consolidation) -> str:
    """Return why the units cannot be shown the answers yet, or nothing."""
    return _incomplete(table) or missing_answers(table) or closing.letters_waiting(table.round)


def published_answers(consultee: Consultee) -> dict[int, Disposition]:
    """Return the answers to a unit's comments by the content's id; none before they are public."""
    public = Disposition.objects.filter(
        comment__response__consultee=consultee,
        consolidation__published_at__isnull=False,
        final=True,
    )
    return {row.comment.content_id: row for row in public.select_related("comment__response")}
