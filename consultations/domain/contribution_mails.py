"""The mail that brings an office its link, and the one that says that it has written."""

from datetime import datetime

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override

from accounts.actors import SYSTEM
from consultations.domain import colleague_mails
from consultations.domain.derived_secrets import recovered
from consultations.models import Consultee, Contribution, ContributionRequest
from outbox.domain.messages import enqueue
from outbox.models import Message

SALT = "consultations.contribution"
ASKED, WRITTEN = "contribution-asked", "contribution-written"
# The unit's own affair: internal mail, which the department does not see (see outbox.checks).
TOPIC = "consultations.contributionrequest"
# Stands in the stored text of the mail where the link comes.
PLACE = "[Liên kết: chỉ có trong thư gửi đi.]"
NONE = "(Liên kết không còn hiệu lực.)"


def ask(request: ContributionRequest, *, at: datetime) -> Message:
    """Send the office its link."""
    consultee = request.consultee
    facts = {
        "request": request,
        "contents": request.contents.order_by("ordinal"),
        "consultee": consultee,
        "round": consultee.round,
        "place": PLACE,
    }
    # Mail of the office is Vietnamese, whatever language the one who acts has chosen.
    with override("vi"):
        text = render_to_string(f"consultations/mail/{ASKED}.txt", facts)
    return enqueue(
        key=f"{ASKED}:{request.pk}",
        kind=ASKED,
        topic=(TOPIC, request.pk),
        to_name=request.person or request.office,
        to_address=request.address,
        subject=f"Đề nghị tham gia ý kiến: {consultee.round.title}",
        text=text,
        by=request.asked_by,
        at=at,
    )


def tell_asker(made: Contribution, *, at: datetime) -> Message | None:
    """Tell who asked that the office has written."""
    request = made.request
    return colleague_mails.tell(
        WRITTEN,
        request.asked_by,
        request.consultee,
        key=f"{WRITTEN}:{made.pk}",
        topic=(TOPIC, request.pk),
        page="consultations:answer",
        subject="Phòng, ban đã gửi ý kiến",
        facts={"made": made, "request": request},
        by=SYSTEM,
        at=at,
    )


def with_link(message: Message) -> str:
    """Return the mail's text with its link; without one if it is void by now."""
    return message.text.replace(PLACE, _link(message) or NONE, 1)


def still_useful(message: Message, _at: datetime) -> bool:
    """Say whether the office is still to be asked: the round is open and the link holds."""
    asked = ContributionRequest.objects.filter(pk=message.topic_id, revoked_at=None)
    return asked.filter(consultee__in=Consultee.objects.in_running_rounds()).exists()


def _link(message: Message) -> str:
    request = ContributionRequest.objects.filter(pk=message.topic_id, revoked_at=None).first()
    token = recovered(SALT, request.nonce, request.digest) if request else None
    page = f"{settings.SITE_URL}{reverse('consultations:contribute')}"
    return f"{page}?ma={token}" if token else ""
