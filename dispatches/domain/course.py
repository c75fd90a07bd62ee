"""The course of a dispatch (quá trình xử lý), told by the audit trail."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from accounts.audit_labels import action_label
from accounts.models import AuditEvent
from dispatches.enums import IN_WORK, DispatchState
from dispatches.models import Dispatch

# What these do, they do to a document that goes along.
ABOUT_OTHERS = ("dispatch.enclosed", "dispatch.printed")


@dataclass(frozen=True)
class Step:
    """One thing that happened, or is still to come (`at` None)."""

    text: str
    at: datetime | None = None
    by: str = ""

    @property
    def to_come(self) -> bool:
        return self.at is None


def course(dispatch: Dispatch) -> list[Step]:
    """Return what happened to the dispatch, oldest first, and what is still to come."""
    events = AuditEvent.objects.filter(
        object_type="dispatches.dispatch", object_id=str(dispatch.pk)
    ).order_by("pk")
    done = [Step(_text(event), event.at, event.actor_name) for event in events]
    return done + [Step(text) for text in _to_come(dispatch)]


def _text(event: AuditEvent) -> str:
    label, data = action_label(event.action), event.data
    if reason := data.get("reason"):
        return f"{label}: {reason}"
    if event.action in ABOUT_OTHERS and (target := data.get("target")):
        return f"{label}: {target}"
    if skipped := data.get("used_on_paper"):
        return _("%(act)s; các số %(first)d-%(last)d ghi là đã dùng ở sổ giấy") % {
            "act": label,
            "first": skipped[0],
            "last": skipped[1],
        }
    return label


def _to_come(dispatch: Dispatch) -> Iterator[str]:
    state = DispatchState(dispatch.state)
    if state == DispatchState.DRAFT:
        yield _("Trình lãnh đạo duyệt")
    if state in (DispatchState.DRAFT, DispatchState.SUBMITTED):
        yield _("Lãnh đạo duyệt")
    if state not in IN_WORK:
        return
    if dispatch.translates_id:
        yield _("Ban hành cùng bản gốc")
    elif dispatch.symbol:
        yield _("Văn thư cấp số, ghi ngày, ban hành")
    elif not dispatch.enclosed_in.exists():
        yield _("Gửi kèm văn bản của hồ sơ")
