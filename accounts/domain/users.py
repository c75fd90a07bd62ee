"""Users: made, changed, deactivated; never deleted, so that history keeps their names."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.domain.audit import record
from accounts.enums import Role
from accounts.errors import UserRefused
from accounts.models import User
from vietnamese.text import clean_line

CHANGEABLE = ("full_name", "role", "position", "email", "phone")


@transaction.atomic
def create_user(
    *,
    username: str,
    full_name: str,
    role: Role,
    password: str,
    position: str = "",
    email: str = "",
    phone: str = "",
    must_change_password: bool = True,
    by: Actor,
    at: datetime,
) -> User:
    """Create a user; UserRefused if the sign-in name is taken."""
    user = User(role=role, email=email, must_change_password=must_change_password, created_at=at)
    user.set_names(username=username, full_name=full_name)
    user.position, user.phone = clean_line(position), clean_line(phone)
    user.set_password(password)
    try:
        with transaction.atomic():
            user.save(force_insert=True)
    except IntegrityError as error:
        raise UserRefused(_("Tên đăng nhập này đã có người dùng.")) from error
    record(by=by, action="user.created", on=user, at=at, username=user.username, role=user.role)
    return user


@transaction.atomic
def change_user(
    user: User,
    *,
    full_name: str,
    role: Role,
    position: str,
    email: str,
    phone: str,
    by: Actor,
    at: datetime,
) -> None:
    """Change what is known about the user; no-op if nothing differs.

    UserRefused if the portal would be left without an administrator.
    """
    _lock_administrators()
    user.refresh_from_db()
    before = {name: getattr(user, name) for name in CHANGEABLE}
    user.set_names(username=user.username, full_name=full_name)
    user.role, user.email = role, email
    user.position, user.phone = clean_line(position), clean_line(phone)
    changes = {n: [old, getattr(user, n)] for n, old in before.items() if old != getattr(user, n)}
    if changes:
        user.save(update_fields=[*CHANGEABLE, "folded_names"])
        _refuse_no_administrator()
        record(by=by, action="user.changed", on=user, at=at, changes=changes)


@transaction.atomic
def deactivate(user: User, *, by: Actor, at: datetime) -> None:
    """Close the account; the user's sessions end at once. No-op if it is closed.

    UserRefused for one's own account and for the last administrator.
    """
    if by.pk == user.pk:
        raise UserRefused(_("Không thể tự ngừng tài khoản của chính mình."))
    _lock_administrators()
    if _switch(user, active=False):
        _refuse_no_administrator()
        record(by=by, action="user.deactivated", on=user, at=at)


@transaction.atomic
def reactivate(user: User, *, by: Actor, at: datetime) -> None:
    """Open the account again. No-op if it is open."""
    if _switch(user, active=True):
        record(by=by, action="user.reactivated", on=user, at=at)


def _switch(user: User, *, active: bool) -> bool:
    switched = User.objects.filter(pk=user.pk, is_active=not active).update(is_active=active)
    user.refresh_from_db()
    return bool(switched)


def _lock_administrators() -> None:
    # Two administrators who deactivate each other at the same moment: the second one waits here.
    list(_administrators().select_for_update().order_by("pk"))


def _refuse_no_administrator() -> None:
    if not _administrators().exists():
        raise UserRefused(_("Cổng phải còn ít nhất một quản trị đang hoạt động."))


def _administrators() -> QuerySet[User]:
    return User.objects.filter(role=Role.ADMINISTRATOR, is_active=True)
