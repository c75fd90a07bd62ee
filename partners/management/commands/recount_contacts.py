"""`manage.py recount_contacts`: prove the kept days of the last contact, and put them right."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from deadlines import clock
from partners.domain.contact_days import drifted, put_right


class Command(BaseCommand):
    """Count the last contact with every partner and relation anew."""

    help = "Tính lại ngày liên hệ gần nhất của đối tác, hoạt động gần nhất của quan hệ."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take `--check`."""
        parser.add_argument("--check", action="store_true", help="Chỉ kiểm tra, không ghi gì.")

    def handle(self, *, check: bool, **_options: Any) -> None:
        """Check, or put right, and say how many."""
        today = clock.today()
        if not check:
            self.stdout.write(f"Đã tính lại cho {put_right(today)} đối tác.")
        elif wrong := drifted(today):
            raise CommandError(f"Ngày liên hệ gần nhất chưa đúng ở {len(wrong)} đối tác.")
        else:
            self.stdout.write("Ngày liên hệ gần nhất đều đúng.")
