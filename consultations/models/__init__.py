"""The heart of the portal: consultations, rounds, units asked, answers."""

from consultations.models.consolidations import (
    CommentGroup,
    Consolidation,
    Disposition,
    StandardAnswer,
)
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
    "CommentGroup",
    "Consolidation",
    "Consultation",
    "Consultee",
    "Content",
    "Disposition",
    "Draft",
    "DraftFile",
    "HandOver",
    "PartTransfer",
    "Passage",
    "PendingResponse",
    "Response",
    "ResponseFile",
    "Round",
    "StandardAnswer",
    "Term",
]
