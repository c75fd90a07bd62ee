"""The heart of the portal: consultations, rounds, units asked, answers."""

from consultations.models.consultees import Consultee, HandOver, PartTransfer
from consultations.models.links import LinkRequest, PersonalLink
from consultations.models.pending import PendingResponse
from consultations.models.responses import (
    COMMENT_LIMIT,
    PERSON_LIMIT,
    Comment,
    Draft,
    DraftFile,
    Response,
    ResponseFile,
)
from consultations.models.rounds import Consultation, Content, Passage, Round, Term
from consultations.models.tokens import ApiToken
from consultations.models.webhooks import Notification, Subscription

__all__ = [
    "COMMENT_LIMIT",
    "PERSON_LIMIT",
    "ApiToken",
    "Comment",
    "Consultation",
    "Consultee",
    "Content",
    "Draft",
    "DraftFile",
    "HandOver",
    "LinkRequest",
    "Notification",
    "PartTransfer",
    "Passage",
    "PendingResponse",
    "PersonalLink",
    "Response",
    "ResponseFile",
    "Round",
    "Subscription",
    "Term",
]
