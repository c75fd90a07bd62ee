"""Within a unit: who submits is told that a draft waits, who drafted that it came back."""

from datetime import datetime

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override

from accounts.models import User
from consultations.domain import links
from consultations.models import Draft, HandIn
from deadlines.value import day_in_hanoi
from districts.domain.delegations import submitters_on
from outbox.domain.messages import enqueue, is_usable
from outbox.models import Message

HANDED_IN, RETURNED = "handed-in", "handed-in-returned"
# The unit's own affair: internal mail, which the department does not see (see outbox.checks).
TOPIC = "consultations.handin"


def tell_submitters(kept: HandIn, *, at: datetime) -> list[Message]:
    """Tell everybody of the unit who may submit today."""
    people = submitters_on(kept.consultee.district, day_in_hanoi(at))
    subject = f"Đề nghị kiểm tra ý kiến: {kept.consultee.round.title}"
    sent = [
        _send(HANDED_IN, kept, user, "consultations:answer_check", subject, at=at)
        for user in people
        if user.pk != kept.handed_in_by_id
    ]
    return [message for message in sent if message]


def tell_drafter(kept: HandIn, *, at: datetime) -> Message | None:
    """Tell who handed it in what was said."""
    subject = f"Đề nghị sửa bản ý kiến: {kept.consultee.round.title}"
    return _send(RETURNED, kept, kept.handed_in_by, "consultations:answer", subject, at=at)


def still_waits(message: Message, _at: datetime) -> bool:
    """Say whether the draft that the mail is about still waits to be checked."""
    kept = HandIn.objects.filter(pk=message.topic_id, returned_at=None).first()
    return (
        kept is not None
        and Draft.objects.filter(consultee=kept.consultee_id, version=kept.draft_version).exists()
    )


def _send(
    kind: str, kept: HandIn, user: User, page: str, subject: str, *, at: datetime
) -> Message | None:
    consultee = kept.consultee
    address = links.address_of(user, consultee)
    if not is_usable(address):
        return None
    facts = {
        "person": user,
        "kept": kept,
        "round": consultee.round,
        "term": consultee.term,
        "link": f"{settings.SITE_URL}{reverse(page, args=[consultee.pk])}",
    }
    # Mail of the office is Vietnamese, whatever language the one who acts has chosen.
    with override("vi"):
        text = render_to_string(f"consultations/mail/{kind}.txt", facts)
    return enqueue(
        key=f"{kind}:{kept.pk}:{user.pk}",
        kind=kind,
        topic=(TOPIC, kept.pk),
        to_name=user.full_name,
        to_address=address,
        subject=subject,
        text=text,
        by=kept.returned_by or kept.handed_in_by,
        at=at,
    )
