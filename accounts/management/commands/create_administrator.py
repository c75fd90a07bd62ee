"""`manage.py create_administrator NAME "FULL NAME"`: the first person of a new portal."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.actors import SYSTEM
from accounts.domain.passwords import one_time_password
from accounts.domain.users import create_user
from accounts.enums import Role
from accounts.errors import UserRefused
from deadlines import clock


class Command(BaseCommand):
    """Create an administrator and print a one-time password, to be changed at the first sign-in."""

    help = "Lập tài khoản quản trị và in mật khẩu dùng một lần."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username", help="tên đăng nhập")
        parser.add_argument("full_name", help="họ và tên")

    def handle(self, *, username: str, full_name: str, **_options: Any) -> None:
        password = one_time_password()
        try:
            user = create_user(
                username=username,
                full_name=full_name,
                role=Role.ADMINISTRATOR,
                password=password,
                by=SYSTEM,
                at=clock.now(),
            )
        except UserRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"Tên đăng nhập: {user.username}\nMật khẩu dùng một lần: {password}")
