"""The programme (Đề án)."""

from datetime import date
from typing import Any

from coop_portal.bac_giang.loader import Loader
from districts.models import Duty, Orientation, Programme


def load_programme(loader: Loader, data: dict[str, Any]) -> None:
    """The programme's target, orientations and duties."""
    programme = Programme.objects.create(
        title=data["title"],
        period=data["period"],
        target_least=data["target"]["least"],
        target_most=data["target"]["most"],
        source=data["target"]["source"],
    )
    for row in data["orientations"]:
        orientation = Orientation.objects.create(
            programme=programme,
            fields=row["fields"],
            countries=row["countries"],
            source=row["source"],
        )
        orientation.districts.set(loader.some(row["districts"]))
    for row in data["duties"]:
        duty = Duty.objects.create(
            programme=programme,
            text=row["text"],
            due=date.fromisoformat(row["due"]) if "due" in row else None,
            yearly_from=row.get("yearly_from"),
            source=row["source"],
        )
        duty.districts.set(loader.some(row["districts"]))
