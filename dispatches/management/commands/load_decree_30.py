"""`manage.py load_decree_30`: give a new office the kinds of documents that the decree names."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.actors import SYSTEM
from deadlines import clock
from dispatches.domain.kinds import load_decree_30
from dispatches.models import Agency


class Command(BaseCommand):
    """Load data/decree_30.json; what is there already stays as it is."""

    help = "Nạp các thể loại văn bản của Nghị định 30/2020/NĐ-CP còn thiếu."

    def handle(self, **_options: Any) -> None:
        agency = Agency.objects.order_by("pk").first()
        if agency is None:
            raise CommandError("Chưa có cơ quan ban hành; đề nghị thêm ở trang Cơ quan trước.")
        count = load_decree_30(agency, by=SYSTEM, at=clock.now())
        self.stdout.write(f"Đã thêm {count} thể loại văn bản.")
