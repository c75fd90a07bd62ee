"""Roles: what each is for, in prose, and what it may do."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.enums import Role
from accounts.permissions import Permission

EVERYBODY = frozenset({Permission.CLOCK_MOVE})
DEPARTMENT = EVERYBODY | {
    Permission.AGENDA_VIEW,
    Permission.ROUND_VIEW,
    Permission.DISPATCH_VIEW,
    Permission.UNIT_VIEW,
    Permission.PARTNER_VIEW,
    Permission.OUTBOX_VIEW,
}


@dataclass(frozen=True)
class RoleRights:
    """A role as the administrator reads it, and its permissions."""

    description: str | Promise
    permissions: frozenset[Permission]


ROLES: dict[Role, RoleRights] = {
    Role.OFFICER: RoleRights(
        _("Soạn việc lấy ý kiến và công văn, nhắc và gia hạn, tổng hợp, kết thúc đợt lấy ý kiến."),
        DEPARTMENT
        | {
            Permission.ROUND_EDIT,
            Permission.ROUND_REMIND,
            Permission.ROUND_CLOSE,
            Permission.RESPONSE_ENTER,
            Permission.COMMENT_ANSWER,
            Permission.DISPATCH_EDIT,
            Permission.CHECKLIST_MANAGE,
            Permission.INCOMING_SETTLE,
            Permission.DOCUMENT_LINK,
            Permission.UNIT_EDIT,
            Permission.PARTNER_EDIT,
            Permission.AGREEMENT_EDIT,
            Permission.PROGRAMME_EDIT,
            Permission.OUTBOX_RETRY,
            Permission.DISPATCH_COPY,
            Permission.DISPATCH_EXCHANGE,
            Permission.DISPATCH_DELIVER,
        },
    ),
    Role.LEADER: RoleRights(
        _(
            "Xem mọi việc của Sở, duyệt công văn hoặc trả lại kèm lý do; xác nhận kết thúc, "
            "mở lại, hủy đợt lấy ý kiến; không sửa nội dung."
        ),
        DEPARTMENT
        | {
            Permission.DISPATCH_APPROVE,
            Permission.ROUND_CONFIRM,
            Permission.INCOMING_HAND,
            Permission.INCOMING_SETTLE,
        },
    ),
    Role.CLERK: RoleRights(
        _("Cấp số, phát hành văn bản đã duyệt; giữ sổ đăng ký văn bản đi và văn bản đến."),
        DEPARTMENT
        | {
            Permission.DISPATCH_ISSUE,
            Permission.DISPATCH_COPY,
            Permission.DISPATCH_EXCHANGE,
            Permission.DISPATCH_DELIVER,
            Permission.DISPATCH_SIGNED_COPY,
            Permission.INCOMING_REGISTER,
            Permission.INCOMING_HAND,
            Permission.DOCUMENT_LINK,
        },
    ),
    Role.ADMINISTRATOR: RoleRights(
        _(
            "Quản lý người dùng, cán bộ đầu mối, lịch làm việc, tên cơ quan; xem nhật ký và thư đi;"
            " không soạn, không duyệt, không trả lời."
        ),
        EVERYBODY
        | {
            Permission.USER_MANAGE,
            Permission.CALENDAR_MANAGE,
            Permission.AGENCY_MANAGE,
            Permission.CHECKLIST_MANAGE,
            Permission.TRUST_MANAGE,
            Permission.AUDIT_VIEW,
            Permission.INTEGRATION_MANAGE,
            Permission.UNIT_VIEW,
            Permission.UNIT_EDIT,
            Permission.OUTBOX_VIEW,
            Permission.OUTBOX_VIEW_ALL,
            Permission.OUTBOX_RETRY,
        },
    ),
    Role.DISTRICT: RoleRights(
        _("Trả lời các văn bản lấy ý kiến gửi đến đơn vị mình; chỉ thấy dữ liệu của đơn vị mình."),
        EVERYBODY
        | {
            Permission.AGENDA_VIEW,
            Permission.ANSWER,
            Permission.OWN_UNIT_VIEW,
            Permission.OWN_UNIT_MAINTAIN,
        },
    ),
}
