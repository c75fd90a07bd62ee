"""Partners and agreements."""

from typing import Any

from accounts.actors import SYSTEM
from coop_portal.bac_giang.loader import Loader
from partners.agreement_enums import State
from partners.domain.agreements import Facts as AgreementFacts
from partners.domain.agreements import record_signed
from partners.domain.partners import Facts, create_partner
from partners.domain.relations import start_relation
from partners.enums import NameKind, PartnerTier, Stage
from partners.models import Partner


def load_partners(loader: Loader, data: dict[str, Any]) -> None:
    """Partners of the documents, the agreement and the relations that they name."""
    partners: dict[str, Partner] = {}
    for row in data["partners"]:
        facts = Facts(
            name=row["name"],
            names=[(NameKind(name["kind"]), name["text"]) for name in row["names"]],
            country=row["country"],
            tier=PartnerTier(row["tier"]),
            parent=partners.get(row.get("parent", "")),
            channel=row.get("channel", ""),
            note=row.get("note", ""),
        )
        partners[row["code"]] = create_partner(
            facts, code=row["code"], source=row["source"], by=SYSTEM, at=loader.at
        )
    # Before the agreements, which would start a relation that nobody has entered.
    for row in data["relations"]:
        start_relation(
            partners[row["partner"]],
            loader.units[row["district"]] if "district" in row else None,
            stage=Stage(row["stage"]),
            on=None,
            note=row["note"],
            source=row["source"],
            by=SYSTEM,
            at=loader.at,
        )
    for row in data["agreements"]:
        told = AgreementFacts(
            title=row["title"],
            partner=partners[row["partner"]],
            district=loader.units[row["district"]],
            note=row["note"],
        )
        record_signed(
            told, state=State(row["state"]), source=row["source"], by=SYSTEM, at=loader.at
        )
