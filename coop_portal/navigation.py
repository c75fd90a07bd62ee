"""What each role finds in the side navigation."""

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.enums import Role


@dataclass(frozen=True)
class Entry:
    """A place in the portal; `url_name` as in the URLconf."""

    label: str | Promise
    url_name: str


@dataclass(frozen=True)
class Link:
    """An entry as one page shows it."""

    label: str | Promise
    url: str
    current: bool


DESK = Entry(_("Bàn làm việc"), "home")
CONSULTATIONS = Entry(_("Lấy ý kiến"), "consultations:list")
DISPATCHES = Entry(_("Văn bản"), "dispatches:list")
PARTNERS = Entry(_("Đối tác"), "partners:list")
DISTRICTS = Entry(_("Đơn vị"), "districts:list")
OUTBOX = Entry(_("Thư đi"), "outbox:list")

DEPARTMENT = (DESK, CONSULTATIONS, DISPATCHES, PARTNERS, DISTRICTS, OUTBOX)
MENUS: dict[str, tuple[Entry, ...]] = {
    Role.OFFICER: DEPARTMENT,
    Role.LEADER: DEPARTMENT,
    Role.CLERK: (DESK, DISPATCHES, CONSULTATIONS),
    Role.ADMINISTRATOR: (
        Entry(_("Người dùng"), "accounts:users"),
        Entry(_("Cán bộ đầu mối"), "districts:officers"),
        Entry(_("Lịch làm việc"), "accounts:calendar"),
        Entry(_("Cơ quan"), "dispatches:agencies"),
        Entry(_("Nhật ký"), "accounts:audit"),
        OUTBOX,
    ),
    Role.DISTRICT: (
        Entry(_("Việc cần trả lời"), "home"),
        Entry(_("Đã gửi"), "consultations:sent"),
        Entry(_("Đơn vị của tôi"), "districts:mine"),
    ),
}


def links(role: str, path: str) -> list[Link]:
    """Return the role's menu; the entry whose address the path continues is the current one."""
    places = [(entry, url) for entry in MENUS[role] if (url := _address(entry))]
    here = max((url for _, url in places if _leads_to(url, path)), key=len, default="")
    return [Link(entry.label, url, current=url == here) for entry, url in places]


def _leads_to(url: str, path: str) -> bool:
    return path == url or (url != "/" and path.startswith(url))


def _address(entry: Entry) -> str:
    try:
        return reverse(entry.url_name)
    except NoReverseMatch:
        return ""
