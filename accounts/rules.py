"""Who may do what: the one question that every doorway asks."""

from typing import Protocol

from accounts.enums import Role
from accounts.permissions import Permission
from accounts.roles import ROLES


class Visitor(Protocol):
    """Whoever stands at a door: a user, who has a role, or an unknown person, who is not active."""

    @property
    def is_active(self) -> bool:
        """Whether the account is open; never for the unknown."""


def allows(user: Visitor, permission: Permission) -> bool:
    """Return whether the user's role gives the permission; the unknown and inactive have none."""
    role = role_of(user)
    return role is not None and permission in ROLES[role].permissions


def of_the_department(user: Visitor) -> bool:
    """Return whether the user works for the department, not for a local unit."""
    return role_of(user) not in (None, Role.DISTRICT)


def role_of(user: Visitor) -> Role | None:
    """Return the role in which the user may act now."""
    role: str | None = getattr(user, "role", None)
    return Role(role) if role and user.is_active else None
