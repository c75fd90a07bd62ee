"""The programme (Đề án)."""

from datetime import date
from typing import Any

from accounts.actors import SYSTEM
from coop_portal.bac_giang.loader import Loader
from districts.domain.vocabulary import country, create_field
from districts.models import Duty, Orientation, Programme


def load_programme(loader: Loader, data: dict[str, Any]) -> None:
    """The programme's target, orientations and duties."""
    programme = Programme.objects.create(
        title=data["title"],
        period=data["period"],
        target_least=data["target"]["least"],
        target_most=data["target"]["most"],
        last_year=data["last_year"],
        source=data["target"]["source"],
    )
    fields = {
        row["code"]: create_field(**row, rank=rank, by=SYSTEM, at=loader.at)
        for rank, row in enumerate(data["fields"], start=1)
    }
    for row in data["orientations"]:
        orientation = Orientation.objects.create(
            programme=programme, text=row["text"], source=row["source"]
        )
        orientation.districts.set(loader.some(row["districts"]))
        orientation.fields.set(fields[code] for code in row["fields"])
        countries = [country(code, by=SYSTEM, at=loader.at) for code in row["countries"]]
        orientation.countries.set(countries)
    for row in data["duties"]:
        duty = Duty.objects.create(
            programme=programme,
            text=row["text"],
            due=date.fromisoformat(row["due"]) if "due" in row else None,
            yearly_from=row.get("yearly_from"),
            after_signing=row.get("after_signing", False),
            source=row["source"],
        )
        duty.districts.set(loader.some(row["districts"]))
