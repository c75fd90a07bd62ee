"""The other side: foreign localities and bodies, relations, activities and agreements with them."""

from partners.models.activities import Activity, ActivityFile
from partners.models.agreement_course import (
    AgreementEvent,
    AgreementOpinion,
    AgreementPeriod,
    AgreementText,
)
from partners.models.agreement_letters import AgreementLetter
from partners.models.agreement_parties import AgreementParty
from partners.models.agreements import Agreement
from partners.models.commitments import Commitment, CommitmentPassing, CommitmentProgress
from partners.models.partners import Partner, PartnerContact, PartnerName
from partners.models.proposals import PartnerProposal
from partners.models.relations import Relation, RelationSnooze, RelationStage

__all__ = [
    "Activity",
    "ActivityFile",
    "Agreement",
    "AgreementEvent",
    "AgreementLetter",
    "AgreementOpinion",
    "AgreementParty",
    "AgreementPeriod",
    "AgreementText",
    "Commitment",
    "CommitmentPassing",
    "CommitmentProgress",
    "Partner",
    "PartnerContact",
    "PartnerName",
    "PartnerProposal",
    "Relation",
    "RelationSnooze",
    "RelationStage",
]
