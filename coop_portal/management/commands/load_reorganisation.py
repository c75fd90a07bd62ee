"""`manage.py load_reorganisation`: enter the reorganisations of Bắc Giang in 2024 and 2025."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from coop_portal.bac_giang.loader import read
from coop_portal.bac_giang.reorganisation import acts, load_act, load_provinces
from deadlines import clock
from districts.errors import DistrictRefused
from vietnamese.dates import short_date


class Command(BaseCommand):
    """Load data/bac_giang/reorganisation.json; what is entered already stays as it is."""

    help = "Ghi các lần sắp xếp đơn vị hành chính của Bắc Giang năm 2024 và 2025."

    @transaction.atomic
    def handle(self, **_options: Any) -> None:
        data, now = read("reorganisation"), clock.now()
        try:
            load_provinces(data, now)
            entered = [made for act in acts(data) if (made := load_act(act, now))]
        except DistrictRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        for made in entered:
            self.stdout.write(f"{short_date(made.on)}: {made.title}")
        self.stdout.write(f"Đã ghi {len(entered)} lần sắp xếp.")
