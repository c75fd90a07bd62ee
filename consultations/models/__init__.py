"""The heart of the portal: consultations, rounds, units asked, answers."""

from consultations.models.checking import HandIn
from consultations.models.consultees import Consultee, HandOver, PartTransfer
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

__all__ = [
    "COMMENT_LIMIT",
    "PERSON_LIMIT",
    "Comment",
    "Consultation",
    "Consultee",
    "Content",
    "Draft",
    "DraftFile",
    "HandIn",
    "HandOver",
    "PartTransfer",
    "Passage",
    "PendingResponse",
    "Response",
    "ResponseFile",
    "Round",
    "Term",
]
