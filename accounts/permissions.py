"""What can be permitted. Views name one of these and no more; accounts.roles gives them out."""

from enum import StrEnum, auto


class Permission(StrEnum):
    """One thing that a role may do (quyền)."""

    ROUND_VIEW = auto()
    ROUND_EDIT = auto()
    ROUND_REMIND = auto()
    ROUND_CLOSE = auto()
    ROUND_CONFIRM = auto()
    RESPONSE_ENTER = auto()
    COMMENT_ANSWER = auto()
    ANSWER = auto()

    DISPATCH_VIEW = auto()
    DISPATCH_EDIT = auto()
    DISPATCH_APPROVE = auto()
    DISPATCH_ISSUE = auto()
    DISPATCH_COPY = auto()
    DISPATCH_EXCHANGE = auto()
    DISPATCH_DELIVER = auto()
    DISPATCH_SIGNED_COPY = auto()
    CHECKLIST_MANAGE = auto()

    INCOMING_REGISTER = auto()
    INCOMING_HAND = auto()
    INCOMING_SETTLE = auto()
    DOCUMENT_LINK = auto()

    UNIT_VIEW = auto()
    UNIT_EDIT = auto()
    OWN_UNIT_VIEW = auto()
    OWN_UNIT_MAINTAIN = auto()
    PARTNER_VIEW = auto()
    PARTNER_EDIT = auto()
    AGREEMENT_EDIT = auto()
    PROGRAMME_EDIT = auto()

    USER_MANAGE = auto()
    CALENDAR_MANAGE = auto()
    AGENCY_MANAGE = auto()
    TRUST_MANAGE = auto()
    AUDIT_VIEW = auto()
    INTEGRATION_MANAGE = auto()

    OUTBOX_VIEW = auto()
    OUTBOX_VIEW_ALL = auto()
    OUTBOX_RETRY = auto()

    AGENDA_VIEW = auto()
    CLOCK_MOVE = auto()
