"""The programme (Đề án)."""

from datetime import date
from typing import Any

from accounts.actors import SYSTEM
from coop_portal.bac_giang.loader import Loader
from districts.domain.programme import (
    Demand,
    Direction,
    Target,
    keep_duty,
    keep_orientation,
    keep_programme,
)
from districts.domain.vocabulary import country, create_field


def load_programme(loader: Loader, data: dict[str, Any]) -> None:
    """The programme's target, orientations and duties."""
    target = Target(
        title=data["title"],
        period=data["period"],
        target_least=data["target"]["least"],
        target_most=data["target"]["most"],
        first_year=data["first_year"],
        last_year=data["last_year"],
        source=data["target"]["source"],
    )
    programme = keep_programme(None, target, by=SYSTEM, at=loader.at)
    fields = {
        row["code"]: create_field(**row, rank=rank, by=SYSTEM, at=loader.at)
        for rank, row in enumerate(data["fields"], start=1)
    }
    for row in data["orientations"]:
        direction = Direction(
            text=row["text"],
            districts=loader.some(row["districts"]),
            fields=[fields[code] for code in row["fields"]],
            countries=[country(code, by=SYSTEM, at=loader.at) for code in row["countries"]],
            countries_open=row.get("countries_open", False),
            source=row["source"],
        )
        keep_orientation(None, direction, programme=programme, by=SYSTEM, at=loader.at)
    for row in data["duties"]:
        demand = Demand(
            text=row["text"],
            districts=loader.some(row["districts"]),
            due=date.fromisoformat(row["due"]) if "due" in row else None,
            yearly_from=row.get("yearly_from"),
            after_signing=row.get("after_signing", False),
            source=row["source"],
            is_plan=row.get("is_plan", False),
            plan_condition=row.get("plan_condition", ""),
        )
        keep_duty(None, demand, programme=programme, by=SYSTEM, at=loader.at)
