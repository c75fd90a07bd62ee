import pytest
from django.contrib.auth.models import AnonymousUser

from accounts.enums import Role
from accounts.models import User
from accounts.permissions import Permission
from accounts.roles import ROLES
from accounts.rules import allows, of_the_department


def test_every_role_is_described_and_every_permission_is_given_to_somebody():
    assert set(ROLES) == set(Role)
    assert all(str(rights.description) for rights in ROLES.values())
    assert set().union(*(rights.permissions for rights in ROLES.values())) == set(Permission)


@pytest.mark.parametrize(
    ("permission", "roles"),
    [
        (Permission.ROUND_EDIT, {Role.OFFICER}),
        (Permission.ROUND_CLOSE, {Role.OFFICER}),
        (Permission.DISPATCH_APPROVE, {Role.LEADER}),
        (Permission.DISPATCH_ISSUE, {Role.CLERK}),
        (Permission.ANSWER, {Role.DISTRICT}),
        (Permission.USER_MANAGE, {Role.ADMINISTRATOR}),
        (Permission.AUDIT_VIEW, {Role.ADMINISTRATOR}),
        (Permission.UNIT_EDIT, {Role.OFFICER, Role.ADMINISTRATOR}),
        (Permission.CLOCK_MOVE, set(Role)),
    ],
)
def test_a_permission_belongs_to_these_roles_only(permission, roles):
    assert {role for role in Role if allows(User(role=role), permission)} == roles


@pytest.mark.parametrize("nobody", [AnonymousUser(), User(role=Role.LEADER, is_active=False)])
def test_nobody_else_may_anything(nobody):
    assert not any(allows(nobody, permission) for permission in Permission)
    assert not of_the_department(nobody)


def test_units_are_not_of_the_department():
    assert {role for role in Role if of_the_department(User(role=role))} == set(Role) - {
        Role.DISTRICT
    }
