"""What of the dispatch office waits for one person, for the first page."""

from django.db.models import Count, F, Q, QuerySet

from accounts.models import User
from accounts.permissions import Permission
from accounts.rules import allows
from dispatches.domain.standing import TROUBLED
from dispatches.enums import IN_WORK, DispatchState
from dispatches.models import Delivery, Dispatch, IncomingDocument


def to_approve() -> QuerySet[Dispatch]:
    """Return what waits for a leader."""
    return Dispatch.objects.filter(state=DispatchState.SUBMITTED).select_related("kind")


def to_number() -> QuerySet[Dispatch]:
    """Return what waits for its number; sheets and translations get none of their own."""
    approved = Dispatch.objects.filter(state=DispatchState.APPROVED)
    return approved.filter(book__isnull=False, translates__isnull=True)


def in_writing(user: User) -> QuerySet[Dispatch]:
    """Return what the person began and is not issued yet."""
    waiting = Dispatch.objects.filter(state__in=IN_WORK)
    return waiting.filter(created_by=user).select_related("kind").order_by("-pk")


def arrivals(user: User) -> QuerySet[IncomingDocument]:
    """Return what came in and is to be settled by the person, or handed on, the soonest first."""
    mine = Q(handler=user)
    if allows(user, Permission.INCOMING_HAND):
        mine |= Q(handler__isnull=True)
    documents = IncomingDocument.objects.filter(mine, settled_at=None, voided_at=None)
    return documents.order_by(F("due_on").asc(nulls_last=True), "pk")


def unreached(user: User) -> QuerySet[Dispatch]:
    """Return the documents that did not reach a recipient, with `unreached`: how many.

    Empty for who decides nothing about deliveries.
    """
    if not allows(user, Permission.DISPATCH_DELIVER):
        return Dispatch.objects.none()
    troubled = Dispatch.objects.filter(deliveries__in=Delivery.objects.filter(TROUBLED))
    return troubled.annotate(unreached=Count("deliveries")).order_by("-pk")
