"""The heart of the portal: consultations, rounds, units asked, answers."""

from consultations.models.bulk import BulkPart, BulkRun
from consultations.models.call_rules import CallRules
from consultations.models.checking import HandIn
from consultations.models.consolidations import (
    CommentGroup,
    Consolidation,
    Disposition,
    StandardAnswer,
)
from consultations.models.consultees import Consultee, HandOver, PartTransfer
from consultations.models.contributions import Contribution, ContributionRequest
from consultations.models.corrections import EntryCorrection
from consultations.models.discarded import DiscardedRound
from consultations.models.later_records import LaterRecord
from consultations.models.links import LinkRequest, PersonalLink
from consultations.models.passages import Passage
from consultations.models.pending import PendingResponse
from consultations.models.reopenings import Reopening
from consultations.models.responses import (
    COMMENT_LIMIT,
    PERSON_LIMIT,
    Comment,
    Draft,
    DraftFile,
    Response,
    ResponseFile,
)
from consultations.models.rounds import Consultation, Content, Round
from consultations.models.terms import Term
from consultations.models.text_changes import TextChange
from consultations.models.tokens import ApiToken
from consultations.models.unit_letters import DraftLetter, ResponseLetter
from consultations.models.webhooks import Notification, Subscription
from consultations.models.withdrawals import EntryWithdrawal

__all__ = [
    "COMMENT_LIMIT",
    "PERSON_LIMIT",
    "ApiToken",
    "BulkPart",
    "BulkRun",
    "CallRules",
    "Comment",
    "CommentGroup",
    "Consolidation",
    "Consultation",
    "Consultee",
    "Content",
    "Contribution",
    "ContributionRequest",
    "DiscardedRound",
    "Disposition",
    "Draft",
    "DraftFile",
    "DraftLetter",
    "EntryCorrection",
    "EntryWithdrawal",
    "HandIn",
    "HandOver",
    "LaterRecord",
    "LinkRequest",
    "Notification",
    "PartTransfer",
    "Passage",
    "PendingResponse",
    "PersonalLink",
    "Reopening",
    "Response",
    "ResponseFile",
    "ResponseLetter",
    "Round",
    "StandardAnswer",
    "Subscription",
    "Term",
    "TextChange",
]
