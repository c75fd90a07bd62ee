"""The people of the office whom the story tells of; the data has one of each role."""

import secrets
from datetime import datetime

from accounts.actors import SYSTEM
from accounts.domain.users import create_user
from accounts.enums import Role
from accounts.models import User

COLLEAGUE = "phoihop"


def first(role: Role) -> User:
    """Return who had the role first: the story adds a second officer."""
    return User.objects.filter(role=role).earliest("pk")


def colleague(at: datetime) -> User:
    """Return a second officer, to whom comments can be handed; made if there is none."""
    known = User.objects.filter(username=COLLEAGUE).first()
    return known or create_user(
        username=COLLEAGUE,
        full_name="(ví dụ) Chuyên viên phối hợp",
        role=Role.OFFICER,
        password=secrets.token_urlsafe(),  # nobody signs in as this person
        position="Chuyên viên",
        email="phoihop@bacgiang.example",
        by=SYSTEM,
        at=at,
    )
