"""App configuration."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _

from accounts import audit_labels, joint_rules
from accounts.enums import Role

ACTIONS = {
    "user.created": _("Lập tài khoản"),
    "user.changed": _("Sửa thông tin người dùng"),
    "user.password_set": _("Đặt mật khẩu"),
    "user.deactivated": _("Ngừng tài khoản"),
    "user.reactivated": _("Mở lại tài khoản"),
    "user.signed_in": _("Đăng nhập"),
    "user.signed_out": _("Đăng xuất"),
    "calendarfeed.opened": _("Lập địa chỉ lịch"),
    "calendarfeed.revoked": _("Thu hồi địa chỉ lịch"),
    "calendar.day_marked": _("Ghi ngày nghỉ, ngày làm bù"),
    "calendar.day_unmarked": _("Bỏ ngày nghỉ, ngày làm bù"),
}
DETAILS = {
    "username": _("Tên đăng nhập"),
    "full_name": _("Họ và tên"),
    "role": _("Vai trò"),
    "position": _("Chức vụ"),
    "email": _("Thư điện tử"),
    "phone": _("Điện thoại"),
    "one_time": _("Mật khẩu dùng một lần"),
    "working": _("Là ngày làm việc"),
    "basis": _("Căn cứ"),
}


class AccountsConfig(AppConfig):
    """Người dùng."""

    name = "accounts"
    verbose_name = _("Người dùng")

    def ready(self) -> None:
        """Name this app's acts for the readers of the audit trail; hold the joint rules.

        Django's own calls around migrations; no model sends signals.
        """
        audit_labels.register(ACTIONS, details=DETAILS, codes={"role": Role})
        pre_migrate.connect(joint_rules.lift, sender=self)
        post_migrate.connect(joint_rules.hold, sender=self)
