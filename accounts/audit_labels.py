"""Names of acts and of kinds of object, for people who read the audit trail (nhật ký)."""

from collections.abc import Mapping

from django.apps import apps
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Labels = Mapping[str, str | Promise]

_labels: dict[str, str | Promise] = {
    "user.created": _("Lập tài khoản"),
    "user.changed": _("Sửa thông tin người dùng"),
    "user.password_set": _("Đặt mật khẩu"),
    "user.deactivated": _("Ngừng tài khoản"),
    "user.reactivated": _("Mở lại tài khoản"),
    "user.signed_in": _("Đăng nhập"),
    "user.signed_out": _("Đăng xuất"),
    "calendar.day_marked": _("Ghi ngày nghỉ, ngày làm bù"),
    "calendar.day_unmarked": _("Bỏ ngày nghỉ, ngày làm bù"),
}


def register(labels: Labels) -> None:
    """Add the names of an app's acts; called from its AppConfig.ready."""
    _labels.update(labels)


def action_label(action: str) -> str:
    """Return the name of an act, or its code if no app has named it."""
    return str(_labels.get(action, action))


def action_choices() -> list[tuple[str, str]]:
    """Return all named acts as choices, in the order of their names."""
    return sorted(((action, str(label)) for action, label in _labels.items()), key=lambda c: c[1])


def object_label(object_type: str) -> str:
    """Return the name of a kind of object: «accounts.user» is «Người dùng»."""
    try:
        name = str(apps.get_model(object_type)._meta.verbose_name)  # noqa: SLF001 - public in Django
    except LookupError:
        return object_type
    return name[:1].upper() + name[1:]
