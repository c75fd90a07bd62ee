"""`manage.py remove_examples`: take out what was invented for a demonstration."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.actors import SYSTEM
from deadlines import clock
from partners.domain.examples import remove_examples
from partners.errors import PartnerRefused


class Command(BaseCommand):
    """Remove every record marked as an example, or none if a real one hangs on it."""

    help = "Xóa mọi đối tác, quan hệ, hoạt động, thỏa thuận được đánh dấu là ví dụ."

    def handle(self, **_options: Any) -> None:
        """Remove, and say what."""
        try:
            removed = remove_examples(by=SYSTEM, at=clock.now())
        except PartnerRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        for kind, names in removed.items():
            self.stdout.write(f"Đã xóa {len(names)} {kind}: {'; '.join(names)}.")
        if not removed:
            self.stdout.write("Không có bản ghi ví dụ nào.")
