"""Mail from one colleague of a unit to another about the unit's answer: the unit's own affair."""

from datetime import datetime

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override

from accounts.actors import Actor
from accounts.models import User
from consultations.domain import links
from consultations.models import Consultee
from outbox.domain.messages import enqueue, is_usable
from outbox.models import Message


def tell(
    kind: str,
    to: User,
    consultee: Consultee,
    *,
    key: str,
    topic: tuple[str, int],
    page: str,
    subject: str,
    facts: dict[str, object],
    by: Actor,
    at: datetime,
) -> Message | None:
    """Write the mail of this kind, with a link to `page` of the unit; None without an address.

    The subject goes on with the title of the round.
    """
    address = links.address_of(to, consultee)
    if not is_usable(address):
        return None
    whole = {
        "person": to,
        "round": consultee.round,
        "term": consultee.term,
        "link": f"{settings.SITE_URL}{reverse(page, args=[consultee.pk])}",
    }
    # Mail of the office is Vietnamese, whatever language the one who acts has chosen.
    with override("vi"):
        text = render_to_string(f"consultations/mail/{kind}.txt", whole | facts)
    return enqueue(
        key=key,
        kind=kind,
        topic=topic,
        to_name=to.full_name,
        to_address=address,
        subject=f"{subject}: {consultee.round.title}",
        text=text,
        by=by,
        at=at,
    )
