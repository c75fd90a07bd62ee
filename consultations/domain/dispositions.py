"""Answering comments: one, a group of alike ones, or a selection, all of them or none."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from accounts.domain.audit import record
from accounts.models import User
from accounts.permissions import Permission
from accounts.rules import allows
from consultations.domain.consolidating import answerable
from consultations.enums import Decision
from consultations.errors import ConsultationRefused
from consultations.models import CommentGroup, Consolidation, Disposition
from vietnamese.text import clean_text, same_name_key

Seen = Mapping[int, int]  # answer's id → the version that was on the page
NEED_WORDS = (Decision.PARTLY_ACCEPTED, Decision.EXPLAINED)
STOPS = " .,;:!…"  # what may stand at the end of a comment
WORDS_SHOWN = 60  # characters of an answer in a sentence about it


@dataclass(frozen=True, kw_only=True)
class Ruling:
    """What is decided about comments, and with which words."""

    decision: Decision
    text: str = ""


@dataclass(frozen=True)
class Grouped:
    """How many groups were made, and which comments were `left`, for their answers differ."""

    made: int
    left: Sequence[str]


@transaction.atomic
def decide(table: Consolidation, seen: Seen, ruling: Ruling, *, by: User, at: datetime) -> int:
    """Give all these comments the answer, and those grouped with them; return how many.

    Refused, and nothing written, if one of them has been answered or changed since it was seen.
    """
    return decide_each(table, [(seen, ruling)], by=by, at=at)


@transaction.atomic
def decide_each(
    table: Consolidation, rulings: Collection[tuple[Seen, Ruling]], *, by: User, at: datetime
) -> int:
    """Give several answers at once, all of them or none; return how many comments have one."""
    table = answerable(table)
    return sum(_decide(table, seen, ruling, by=by, at=at) for seen, ruling in rulings)


@transaction.atomic
def assign(
    table: Consolidation,
    seen: Seen,
    *,
    to: User | None,
    due_on: date | None,
    by: User,
    at: datetime,
) -> int:
    """Hand comments to a colleague who answers them by a day, or to nobody; return how many."""
    table = answerable(table)
    if to and not allows(to, Permission.COMMENT_ANSWER):
        raise ConsultationRefused(_("%(name)s không có quyền trả lời góp ý.") % {"name": to})
    rows = _chosen(table, seen)
    changed: int = rows.update(
        assigned_to=to,
        assigned_at=at if to else None,
        due_on=due_on if to else None,
        version=F("version") + 1,
    )
    record(
        by=by,
        action="comments.assigned",
        on=table,
        at=at,
        comments=sorted(seen),
        person=str(to) if to else "",
        due=due_on.isoformat() if to and due_on else "",
    )
    return changed


@transaction.atomic
def group(table: Consolidation, seen: Seen, *, by: User, at: datetime) -> CommentGroup:
    """Put alike comments on one content together: from now on they have one answer.

    Those without an answer take the one that others of them have; where the answers differ it is
    refused, and each keeps its own.
    """
    table = answerable(table)
    _chosen(table, seen)
    chosen = table.dispositions.with_comment().filter(pk__in=list(seen))
    rows = list(chosen.order_by("comment__response__consultee__position", "pk"))
    contents = {row.comment.content_id for row in rows}
    if len(rows) < 2 or len(contents) != 1:
        raise ConsultationRefused(_("Chọn từ hai góp ý trở lên của cùng một nội dung để gộp."))
    if at_odds := differing(rows):
        raise ConsultationRefused(
            _("Các góp ý này đã có trả lời khác nhau: %(answers)s. Cần sửa cho thống nhất rồi gộp.")
            % {"answers": at_odds}
        )
    made = CommentGroup.objects.create(consolidation=table, content_id=contents.pop())
    left = {row.group_id for row in rows if row.group_id}
    table.dispositions.filter(pk__in=list(seen)).update(
        group=made, version=F("version") + 1, **_answer_of(rows)
    )
    _dissolve_small(left)
    record(by=by, action="comments.grouped", on=table, at=at, comments=sorted(seen))
    return made


@transaction.atomic
def ungroup(table: Consolidation, seen: Seen, *, by: User, at: datetime) -> int:
    """Take comments out of their groups; each keeps the answer that it has."""
    table = answerable(table)
    rows = _chosen(table, seen)
    left = _groups(rows)
    changed: int = rows.filter(group__isnull=False).update(group=None, version=F("version") + 1)
    _dissolve_small(left)
    record(by=by, action="comments.ungrouped", on=table, at=at, comments=sorted(seen))
    return changed


def alike(table: Consolidation) -> list[list[Disposition]]:
    """Return the comments that say the same in the same words and are not grouped yet.

    A stop at the end, capitals and how a tone is placed make no other words; a tone does.
    """
    found: dict[tuple[int, str], list[Disposition]] = {}
    for row in table.dispositions.with_comment().filter(group=None, final=False):
        found.setdefault((row.comment.content_id, _words(row.comment.text)), []).append(row)
    return [rows for rows in found.values() if len(rows) > 1]


def _words(text: str) -> str:
    return same_name_key(text).rstrip(STOPS)


def differing(rows: Iterable[Disposition]) -> str:
    """Name units and answers where comments are answered differently, or nothing.

    «UBND huyện Lục Ngạn – Tiếp thu; UBND huyện Sơn Động – Giải trình: Kinh phí theo…»
    """
    answered = [row for row in rows if row.decision]
    if len({(row.decision, row.text) for row in answered}) < 2:
        return ""
    return "; ".join(map(_who_and_what, answered))


@transaction.atomic
def group_alike(table: Consolidation, *, by: User, at: datetime) -> Grouped:
    """Put the comments of the same words together, content by content.

    Those that are answered differently stay as they are.
    """
    found, done, left = alike(answerable(table)), 0, []
    for rows in found:
        if at_odds := differing(rows):
            left.append(at_odds)
            continue
        group(table, {row.pk: row.version for row in rows}, by=by, at=at)
        done += 1
    return Grouped(done, left)


def _who_and_what(row: Disposition) -> str:
    words = Truncator(row.text.rstrip(".")).chars(WORDS_SHOWN)
    what = f"{row.get_decision_display()}: {words}" if words else row.get_decision_display()
    return f"{row.comment.response.consultee.committee} – {what}"


def _answer_of(rows: Iterable[Disposition]) -> dict[str, object]:
    """Return the answer that one of them has, to be given to all; nothing while none has one."""
    answered = next((row for row in rows if row.decision), None)
    names = ("decision", "text", "decided_by", "decided_at")
    return {name: getattr(answered, name) for name in names} if answered else {}


def _decide(table: Consolidation, seen: Seen, ruling: Ruling, *, by: User, at: datetime) -> int:
    text = clean_text(ruling.text).strip()
    if ruling.decision in NEED_WORDS and not text:
        raise ConsultationRefused(_("Tiếp thu một phần hoặc giải trình thì phải ghi nội dung."))
    rows = _chosen(table, seen)
    rows = table.dispositions.filter(Q(pk__in=list(seen)) | Q(group__in=_groups(rows)))
    keys = sorted(rows.values_list("pk", flat=True))
    rows.update(
        decision=ruling.decision,
        text=text,
        decided_by=by,
        decided_at=at,
        version=F("version") + 1,
    )
    record(
        by=by,
        action="comments.answered",
        on=table,
        at=at,
        comments=keys,
        decision=ruling.decision.value,
        text=text,
    )
    return len(keys)


def _chosen(table: Consolidation, seen: Seen) -> QuerySet[Disposition]:
    """Return the rows that were seen, if each is still as it was."""
    rows = table.dispositions.filter(pk__in=list(seen))
    if rows.filter(final=True).exists():
        raise ConsultationRefused(_("Có góp ý thuộc bảng đã hoàn thành, không sửa được trả lời."))
    now = dict(rows.values_list("pk", "version"))
    if not seen or now != dict(seen):
        raise ConsultationRefused(
            _("Góp ý đã có người khác xử lý sau khi đồng chí mở trang. Chưa ghi gì.")
        )
    return rows


def _groups(rows: QuerySet[Disposition]) -> set[int]:
    return set(rows.filter(group__isnull=False).values_list("group", flat=True))


def _dissolve_small(groups: Iterable[int]) -> None:
    """A group of one is none; one of nobody goes."""
    for each in CommentGroup.objects.filter(pk__in=groups):
        if each.dispositions.count() < 2:
            each.dispositions.update(group=None)
            each.delete()
