"""Within a unit: who submits is told that a draft waits, who drafted that it came back."""

from datetime import datetime

from accounts.models import User
from consultations.domain import colleague_mails
from consultations.models import Draft, HandIn
from deadlines.value import day_in_hanoi
from districts.domain.delegations import submitters_on
from outbox.models import Message

HANDED_IN, RETURNED = "handed-in", "handed-in-returned"
# The unit's own affair: internal mail, which the department does not see (see outbox.checks).
TOPIC = "consultations.handin"


def tell_submitters(kept: HandIn, *, at: datetime) -> list[Message]:
    """Tell everybody of the unit who may submit today."""
    people = submitters_on(kept.consultee.district, day_in_hanoi(at))
    subject = "Đề nghị kiểm tra ý kiến"
    sent = [
        _send(HANDED_IN, kept, user, "consultations:answer_check", subject, at=at)
        for user in people
        if user.pk != kept.handed_in_by_id
    ]
    return [message for message in sent if message]


def tell_drafter(kept: HandIn, *, at: datetime) -> Message | None:
    """Tell who handed it in what was said."""
    subject = "Đề nghị sửa bản ý kiến"
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
    return colleague_mails.tell(
        kind,
        user,
        kept.consultee,
        key=f"{kind}:{kept.pk}:{user.pk}",
        topic=(TOPIC, kept.pk),
        page=page,
        subject=subject,
        facts={"kept": kept},
        by=kept.returned_by or kept.handed_in_by,
        at=at,
    )
