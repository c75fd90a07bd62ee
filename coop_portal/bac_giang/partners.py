"""Partners and agreements."""

from typing import Any

from accounts.actors import SYSTEM
from coop_portal.bac_giang.loader import Loader
from partners.domain.partners import create_agreement, create_partner
from partners.models import Partner


def load_partners(loader: Loader, data: dict[str, Any]) -> None:
    """Partners of the documents and the agreement that they name."""
    partners: dict[str, Partner] = {}
    for row in data["partners"]:
        parent = partners.get(row.get("parent", ""))
        facts = {name: value for name, value in row.items() if name != "parent"}
        partners[row["code"]] = create_partner(**facts, parent=parent, by=SYSTEM, at=loader.at)
    for row in data["agreements"]:
        create_agreement(
            district=loader.units[row["district"]],
            partner=partners[row["partner"]],
            title=row["title"],
            note=row["note"],
            source=row["source"],
            by=SYSTEM,
            at=loader.at,
        )
