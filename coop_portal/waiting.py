"""How much waits for a user: the figures beside the entries of the navigation."""

from accounts.models import User
from accounts.permissions import Permission
from accounts.rules import allows
from consultations.models import Consultee
from deadlines import clock
from dispatches.domain import desk
from dispatches.models import Delivery, IncomingDocument
from districts.domain.officers import district_of


def dispatches(user: User) -> int:
    """Return how many dispatches wait for this user's approval or number."""
    if allows(user, Permission.DISPATCH_APPROVE):
        return desk.to_approve().count()
    if allows(user, Permission.DISPATCH_ISSUE):
        return desk.to_number().count()
    return 0


def incoming(user: User) -> int:
    """Return how many incoming documents this user has to pass on, or to settle."""
    documents = IncomingDocument.objects.filter(settled_at=None, voided_at=None)
    if allows(user, Permission.INCOMING_HAND):
        return documents.filter(handler=None).count()
    return documents.filter(handler=user).count()


def answers_owed(user: User) -> int:
    """Return how many open rounds the user's unit has not answered."""
    district = district_of(user, clock.today())
    if district is None:
        return 0
    return Consultee.objects.of(district).unanswered().in_running_rounds().count()


def documents_unopened(user: User) -> int:
    """Return how many documents were sent to the user's unit and opened by nobody there."""
    district = district_of(user, clock.today())
    if district is None:
        return 0
    delivered = Delivery.objects.in_portal(district.code)
    return delivered.filter(opened_at=None, dispatch__cancellation=None).count()
