"""Who may do what: the one question that every doorway asks."""

from django.contrib.auth.models import AnonymousUser

from accounts.enums import Role
from accounts.models import User
from accounts.permissions import Permission
from accounts.roles import ROLES


def allows(user: User | AnonymousUser, permission: Permission) -> bool:
    """Return whether the user's role gives the permission; the unknown and inactive have none."""
    if not isinstance(user, User) or not user.is_active:
        return False
    return permission in ROLES[Role(user.role)].permissions


def of_the_department(user: User | AnonymousUser) -> bool:
    """Return whether the user works for the department, not for a local unit."""
    return isinstance(user, User) and user.is_active and user.role != Role.DISTRICT
