"""Asking to have one's link sent again (gửi lại liên kết): anybody may ask, for any address.

Asking only writes a row, whether or not anybody has the address: neither the words nor the time of
the answer say which. The tick gives the links.
"""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Q

from accounts.actors import SYSTEM
from consultations.domain import link_mails, links
from consultations.models import Consultee, LinkRequest
from consultations.models.links import REQUESTS_AN_HOUR
from deadlines.value import day_in_hanoi
from districts.domain.officers import in_force
from districts.models import DistrictOfficer

# A whole committee may share one address of the network.
REQUESTS_OF_A_VISITOR = 20
KEPT = timedelta(days=1)


@transaction.atomic
def ask(address: str, *, visitor: str | None, at: datetime) -> None:
    """Note the request, unless there were too many this hour for the address or from there."""
    hour, address = at.replace(minute=0, second=0, microsecond=0), address.strip().lower()
    before = LinkRequest.objects.filter(address=address, hour=hour).count()
    of_visitor = LinkRequest.objects.filter(visitor=visitor, hour=hour).count()
    if before >= REQUESTS_AN_HOUR or of_visitor >= REQUESTS_OF_A_VISITOR:
        return
    try:
        with transaction.atomic():
            LinkRequest.objects.create(
                address=address, visitor=visitor, hour=hour, ordinal=before, asked_at=at
            )
    except IntegrityError:
        return  # another request for the address took the place at this moment


def answer_due(at: datetime) -> None:
    """Give the links that were asked for, and forget requests after a day."""
    LinkRequest.objects.filter(answered_at__isnull=False, asked_at__lt=at - KEPT).delete()
    for request in LinkRequest.objects.filter(answered_at=None):
        _answer(request, at)


@transaction.atomic
def _answer(request: LinkRequest, at: datetime) -> None:
    if not LinkRequest.objects.filter(pk=request.pk, answered_at=None).update(answered_at=at):
        return
    for duty in _duties_at(request.address, at):
        parts = Consultee.objects.of(duty.district).in_running_rounds()
        for consultee in parts.with_course():
            # Asked from the unit's mailbox, the link goes to each person's own address.
            theirs = {links.address_of(duty.user, consultee), consultee.address}
            if request.address in map(str.lower, theirs):
                link_mails.give_again(consultee, duty.user, by=SYSTEM, at=at)


def _duties_at(address: str, at: datetime) -> list[DistrictOfficer]:
    own = Q(user__email__iexact=address)
    of_unit = Q(district__consultees__address__iexact=address)
    duties = DistrictOfficer.objects.filter(in_force(day_in_hanoi(at)), own | of_unit)
    return list(duties.filter(user__is_active=True).select_related("user", "district").distinct())
