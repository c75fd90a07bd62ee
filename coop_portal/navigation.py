"""What each role finds in the side navigation."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.enums import Role
from accounts.models import User
from accounts.permissions import Permission
from accounts.rules import allows
from coop_portal import waiting


@dataclass(frozen=True)
class Entry:
    """A place in the portal and the permission it asks for; the desk asks for none.

    `waiting` counts what the user has to do there. Pages beneath its own address belong to it, and
    those beneath the address named by `beneath`.
    """

    label: str | Promise
    url_name: str
    permission: Permission | None = None
    waiting: Callable[[User], int] | None = None
    beneath: str = ""


@dataclass(frozen=True)
class Link:
    """An entry as one page shows it."""

    label: str | Promise
    url: str
    current: bool
    waiting: int


DESK = Entry(_("Bàn làm việc"), "home")
CONSULTATIONS = Entry(_("Lấy ý kiến"), "consultations:list", Permission.ROUND_VIEW)
DISPATCHES = Entry(_("Văn bản đi"), "dispatches:list", Permission.DISPATCH_VIEW, waiting.dispatches)
INCOMING = Entry(
    _("Văn bản đến"), "dispatches:incoming_list", Permission.DISPATCH_VIEW, waiting.incoming
)
DOSSIERS = Entry(_("Hồ sơ"), "dispatches:dossiers", Permission.DISPATCH_VIEW)
REGISTERS = Entry(_("Sổ đăng ký"), "dispatches:registers", Permission.DISPATCH_VIEW)
PARTNERS = Entry(pgettext_lazy("several", "Đối tác"), "partners:list", Permission.PARTNER_VIEW)
PROGRAMME = Entry(_("Đề án"), "partners:programme", Permission.PARTNER_VIEW)
DISTRICTS = Entry(pgettext_lazy("several", "Đơn vị"), "districts:list", Permission.UNIT_VIEW)
AGENDA = Entry(pgettext_lazy("agenda", "Lịch"), "agenda", Permission.AGENDA_VIEW)
OUTBOX = Entry(_("Thư đi"), "outbox:list", Permission.OUTBOX_VIEW)

DEPARTMENT = (
    DESK,
    CONSULTATIONS,
    DISPATCHES,
    INCOMING,
    DOSSIERS,
    PARTNERS,
    PROGRAMME,
    DISTRICTS,
    AGENDA,
    OUTBOX,
)
MENUS: dict[Role, tuple[Entry, ...]] = {
    Role.OFFICER: DEPARTMENT,
    Role.LEADER: DEPARTMENT,
    # The registers come first: a clerk lives in them.
    Role.CLERK: (DESK, DISPATCHES, INCOMING, REGISTERS, DOSSIERS, CONSULTATIONS, AGENDA),
    Role.ADMINISTRATOR: (
        Entry(_("Người dùng"), "accounts:users", Permission.USER_MANAGE),
        Entry(_("Cán bộ đầu mối"), "districts:officers", Permission.UNIT_EDIT),
        Entry(_("Lịch làm việc"), "accounts:calendar", Permission.CALENDAR_MANAGE),
        Entry(pgettext_lazy("several", "Cơ quan"), "dispatches:agencies", Permission.AGENCY_MANAGE),
        Entry(_("Quy định lấy ý kiến"), "consultations:call_rules", Permission.AGENCY_MANAGE),
        Entry(_("Kết nối hệ thống"), "consultations:tokens", Permission.INTEGRATION_MANAGE),
        Entry(_("Nhật ký"), "accounts:audit", Permission.AUDIT_VIEW),
        OUTBOX,
    ),
    Role.DISTRICT: (
        Entry(
            _("Việc cần trả lời"),
            "home",
            Permission.ANSWER,
            waiting.answers_owed,
            beneath="consultations:list",
        ),
        Entry(
            _("Văn bản nhận được"),
            "districts:received",
            Permission.OWN_UNIT_VIEW,
            waiting.documents_unopened,
        ),
        Entry(_("Đã gửi"), "consultations:sent", Permission.ANSWER),
        Entry(pgettext_lazy("several", "Quan hệ"), "partners:relations", Permission.OWN_UNIT_VIEW),
        Entry(
            pgettext_lazy("several", "Hoạt động"), "partners:activities", Permission.OWN_UNIT_VIEW
        ),
        Entry(pgettext_lazy("several", "Đề xuất"), "partners:proposals", Permission.OWN_UNIT_VIEW),
        AGENDA,
        Entry(
            _("Đơn vị của tôi"),
            "districts:mine",
            Permission.OWN_UNIT_VIEW,
            beneath="partners:my_programme",
        ),
    ),
}


def links(user: User, path: str) -> list[Link]:
    """Return the user's menu; the entry whose address the path continues is the current one."""
    entries = [e for e in MENUS[Role(user.role)] if not e.permission or allows(user, e.permission)]
    covered = {entry: _covered(entry, path) for entry in entries}
    nearest = max(covered.values(), key=len, default="")
    return [
        Link(
            entry.label,
            reverse(entry.url_name),
            current=bool(nearest) and covered[entry] == nearest,
            waiting=entry.waiting(user) if entry.waiting else 0,
        )
        for entry in entries
    ]


def _covered(entry: Entry, path: str) -> str:
    """Return the longest address of the entry under which the path lies; "" if none."""
    if path == (own := reverse(entry.url_name)):
        return own
    # Everything lies beneath the first page.
    above = [own] if own != "/" else []
    if entry.beneath:
        above.append(reverse(entry.beneath))
    return max((url for url in above if path.startswith(url)), key=len, default="")
