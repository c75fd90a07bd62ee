"""`manage.py load_bac_giang`: fill an empty database with the programme of the two documents."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from coop_portal.bac_giang import load
from deadlines import clock
from districts.models import District


class Command(BaseCommand):
    """Load data/bac_giang/ once."""

    help = "Nạp dữ liệu Bắc Giang (theo hai văn bản nguồn) vào cơ sở dữ liệu trống."

    def handle(self, **_options: Any) -> None:
        if District.objects.exists():
            raise CommandError("Cơ sở dữ liệu đã có dữ liệu; không nạp lại.")
        load(clock.now())
        self.stdout.write("Đã nạp dữ liệu Bắc Giang.")
