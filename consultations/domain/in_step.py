"""What comes of a table of answers tells what the table tells now, or it does not leave."""

from datetime import datetime

from django.db import connection
from django.db.models import Q
from django.utils.translation import gettext as _

from consultations.domain import closing, consolidating
from consultations.domain.late_comments import later_than
from consultations.models import Consolidation
from dispatches.enums import DispatchState
from dispatches.models import Dispatch


def issue_guard(dispatch: Dispatch, at: datetime) -> list[str]:
    """Say to the register why a submission, or the letter to the units, may not leave.

    While it is being issued the table is held: whoever would open it again waits, and is refused.
    """
    tables = Consolidation.objects.filter(Q(submission=dispatch) | Q(notice=dispatch))
    if connection.in_atomic_block:
        tables = tables.select_for_update()
    table = tables.first()
    if table is None or dispatch.state == DispatchState.ISSUED:
        return []
    if dispatch.pk == table.submission_id:
        found = [_submission_behind(table)]
    else:
        found = [_notice_behind(table), _unpublished(table)]
    return [words for words in found if words]


def warnings(table: Consolidation) -> list[str]:
    """Say what the papers that came of the table, or its publication, do not tell."""
    found = []
    if table.submission_has_left:
        found.append(_not_in_submission(table))
    elif table.submission:
        found.append(_submission_behind(table))
    if table.notice and not table.notice_has_left:
        found.append(_notice_behind(table))
    found.append(_to_be_added(table))
    return [words for words in found if words]


def _submission_behind(table: Consolidation) -> str:
    return _behind(table, table.submission_at, _("tờ trình"))


def _notice_behind(table: Consolidation) -> str:
    return _behind(table, table.notice_at, _("công văn thông báo kết quả"))


def _unpublished(table: Consolidation) -> str:
    """The letter refers each unit to the answers on the portal, if there were comments."""
    if table.published_at or not table.dispositions.exists():
        return ""
    return _("Kết quả tiếp thu, giải trình chưa công bố trên cổng, mà công văn nói đã công bố.")


def _behind(table: Consolidation, drafted_at: datetime | None, document: str) -> str:
    """Say in what a draft has been overtaken by its table, or nothing."""
    if names := _units(table, drafted_at):
        return _(
            "Dự thảo %(document)s lập trước khi ghi nhận ý kiến của %(units)s: đề nghị soạn lại."
        ) % {"document": document, "units": names}
    if table.completed_at is None:
        return _(
            "Bảng tiếp thu, giải trình đã mở lại: hoàn thành rồi soạn lại dự thảo %(document)s."
        ) % {"document": document}
    if waiting := closing.letters_waiting(table.round):
        return waiting
    if drafted_at is None or table.completed_at > drafted_at:
        return _(
            "Dự thảo %(document)s lập trước khi bảng tiếp thu, giải trình mở lại và hoàn thành: "
            "đề nghị soạn lại."
        ) % {"document": document}
    return ""


def _not_in_submission(table: Consolidation) -> str:
    names = _units(table, table.submission_at)
    if not names:
        return ""
    return _(
        "Ghi nhận sau khi đóng, chưa có trong tờ trình đã ban hành: %(units)s. "
        "Đề nghị báo cáo bổ sung."
    ) % {"units": names}


def _to_be_added(table: Consolidation) -> str:
    rows = consolidating.added(table).select_related("comment__response__consultee")
    rows = rows.order_by("comment__response__consultee__position")
    names = dict.fromkeys(row.comment.response.consultee.committee for row in rows)
    if not names:
        return ""
    return _(
        "Có góp ý ghi nhận sau khi bảng đã hoàn thành, của %(units)s: đề nghị trả lời và công bố "
        "bổ sung."
    ) % {"units": ", ".join(names)}


def _units(table: Consolidation, moment: datetime | None) -> str:
    records = later_than(table, moment)
    return ", ".join(dict.fromkeys(one.consultee.committee for one in records))
