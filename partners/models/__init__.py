"""The other side: foreign localities and bodies, relations, activities and agreements with them."""

from partners.models.activities import Activity, ActivityFile
from partners.models.agreements import Agreement
from partners.models.partners import Partner, PartnerContact, PartnerName
from partners.models.proposals import PartnerProposal
from partners.models.relations import Relation, RelationSnooze, RelationStage

__all__ = [
    "Activity",
    "ActivityFile",
    "Agreement",
    "Partner",
    "PartnerContact",
    "PartnerName",
    "PartnerProposal",
    "Relation",
    "RelationSnooze",
    "RelationStage",
]
