"""Roles: what each is for, in prose, and what it may do."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.enums import Role
from accounts.permissions import Permission as P

EVERYBODY = frozenset({P.CLOCK_MOVE})
DEPARTMENT = EVERYBODY | {P.ROUND_VIEW, P.DISPATCH_VIEW, P.UNIT_VIEW, P.PARTNER_VIEW, P.OUTBOX_VIEW}


@dataclass(frozen=True)
class RoleRights:
    """A role as the administrator reads it, and its permissions."""

    description: str | Promise
    permissions: frozenset[P]


ROLES: dict[Role, RoleRights] = {
    Role.OFFICER: RoleRights(
        _("Soạn việc lấy ý kiến và công văn, nhắc và gia hạn, tổng hợp, kết thúc đợt lấy ý kiến."),
        DEPARTMENT | {P.ROUND_EDIT, P.ROUND_REMIND, P.ROUND_CLOSE, P.UNIT_EDIT, P.OUTBOX_RETRY},
    ),
    Role.LEADER: RoleRights(
        _("Xem mọi việc của Sở, duyệt công văn hoặc trả lại kèm lý do; không sửa nội dung."),
        DEPARTMENT | {P.DISPATCH_APPROVE},
    ),
    Role.CLERK: RoleRights(
        _("Cấp số, ghi ngày, phát hành công văn đã duyệt và giữ sổ đăng ký văn bản đi."),
        DEPARTMENT | {P.DISPATCH_ISSUE},
    ),
    Role.ADMINISTRATOR: RoleRights(
        _(
            "Quản lý người dùng, cán bộ đầu mối, lịch làm việc, tên cơ quan; xem nhật ký và thư đi;"
            " không soạn, không duyệt, không trả lời."
        ),
        EVERYBODY
        | {P.USER_MANAGE, P.CALENDAR_MANAGE, P.AGENCY_MANAGE, P.AUDIT_VIEW}
        | {P.UNIT_VIEW, P.UNIT_EDIT, P.OUTBOX_VIEW, P.OUTBOX_RETRY},
    ),
    Role.DISTRICT: RoleRights(
        _("Trả lời các văn bản lấy ý kiến gửi đến đơn vị mình; chỉ thấy dữ liệu của đơn vị mình."),
        EVERYBODY | {P.ANSWER, P.OWN_UNIT_VIEW},
    ),
}
