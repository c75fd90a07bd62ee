"""Links into a round die with it; one that is opened again is entered by new ones.

(Liên kết của đợt đã kết thúc.) Without this a link would only sleep until the round runs again.
"""

from datetime import datetime

from accounts.actors import Actor
from accounts.domain.audit import record
from consultations.domain import contributions, link_mails
from consultations.models import ContributionRequest, PersonalLink, Reopening, Round


def shut(round_: Round, *, by: Actor, at: datetime) -> None:
    """Make every personal link and every office's link of the round void, for good."""
    personal = PersonalLink.objects.filter(consultee__round=round_, revoked_at=None)
    offices = ContributionRequest.objects.filter(consultee__round=round_, revoked_at=None)
    shut_ones = personal.update(revoked_at=at) + offices.update(revoked_at=at)
    if shut_ones:
        record(by=by, action="round.links_shut", on=round_, at=at, links=shut_ones)


def give_anew(made: Reopening, *, by: Actor, at: datetime) -> None:
    """Give new links in place of those that the closing made void.

    Staff who no longer act for their unit get none. Call it once the round is open.
    """
    units = made.round.consultees.with_course()
    for consultee in units.filter(links__revoked_at=made.closed_at).distinct():
        link_mails.give_after_reopening(consultee, shut_at=made.closed_at, at=at)
    asked = ContributionRequest.objects.filter(
        consultee__round=made.round, revoked_at=made.closed_at
    )
    for request in asked.select_related("consultee__round", "asked_by").order_by("pk"):
        contributions.ask_anew(request, by=by, at=at)
