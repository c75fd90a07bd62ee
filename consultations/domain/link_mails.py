"""Personal links leave by mail: with the call, with reminders, and alone."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override

from accounts.actors import SYSTEM, Actor
from accounts.models import User
from consultations.domain import links
from consultations.models import Consultee, PersonalLink
from outbox.domain.messages import enqueue, is_usable
from outbox.models import Message

LINK = "link"
TOPIC = "consultations.consultee"
ELSEWHERE = "(Liên kết đã gửi đến hộp thư riêng của: {}.)"
NONE = "(Không có liên kết nào còn hiệu lực cho địa chỉ này.)"


def give_first(consultee: Consultee, *, at: datetime) -> None:
    """Give a link to everybody of the unit's staff who never had one in this round.

    Who is reached elsewhere than at the unit's address gets a mail of his own.
    """
    had = set(PersonalLink.objects.filter(consultee=consultee).values_list("user", flat=True))
    _give(consultee, [user for user in links.staff_of(consultee, at) if user.pk not in had], at=at)


def give_after_reopening(consultee: Consultee, *, shut_at: datetime, at: datetime) -> None:
    """Give a new link to those of the unit's staff whose link the closing made void."""
    shut = PersonalLink.objects.filter(consultee=consultee, revoked_at=shut_at)
    had = set(shut.values_list("user", flat=True))
    _give(consultee, [user for user in links.staff_of(consultee, at) if user.pk in had], at=at)


def give_again(consultee: Consultee, user: User, *, by: Actor, at: datetime) -> Message | None:
    """Give the person a new link by a mail of its own; None where no mail can be sent."""
    return _mail(links.give(consultee, user, by=by, at=at), consultee, by=by, at=at)


def with_links(message: Message) -> str:
    """Return the mail's text with the links that are sent to its address, as they are now."""
    if links.PLACE not in message.text:
        return message.text
    words = _lines(message) or _where_else(message) or NONE
    return message.text.replace(links.PLACE, words, 1)


def still_useful(message: Message, _at: datetime) -> bool:
    """Say whether links should still leave: the round is open."""
    return Consultee.objects.in_running_rounds().filter(pk=message.topic_id).exists()


def _give(consultee: Consultee, people: Iterable[User], *, at: datetime) -> None:
    for user in people:
        link = links.give(consultee, user, by=SYSTEM, at=at)
        if links.address_of(user, consultee) != consultee.address:
            _mail(link, consultee, by=SYSTEM, at=at)


def _lines(message: Message) -> str:
    page = f"{settings.SITE_URL}{reverse('consultations:link')}"
    return "\n".join(
        f"{link.user.full_name}: {page}?ma={token}"
        for link in links.open_links(message.topic_id)
        if links.address_of(link.user, link.consultee).lower() == message.to_address.lower()
        and (token := links.token_of(link))
    )


def _where_else(message: Message) -> str:
    """Tell the unit's mailbox who has a link in a mailbox of his own, or nothing."""
    names = [link.user.full_name for link in links.open_links(message.topic_id)]
    return ELSEWHERE.format(", ".join(names)) if names else ""


def _mail(link: PersonalLink, consultee: Consultee, *, by: Actor, at: datetime) -> Message | None:
    address = links.address_of(link.user, consultee)
    if not is_usable(address):
        return None
    facts = {
        "person": link.user,
        "consultee": consultee,
        "round": consultee.round,
        "personal_links": links.PLACE,
        "ask_again": f"{settings.SITE_URL}{reverse('consultations:ask_for_link')}",
    }
    # Mail of the office is Vietnamese, whatever language the one who acts has chosen.
    with override("vi"):
        text = render_to_string("consultations/mail/link.txt", facts)
    return enqueue(
        key=f"{LINK}:{link.pk}",
        kind=LINK,
        topic=(TOPIC, consultee.pk),
        to_name=link.user.full_name,
        to_address=address,
        subject=f"Liên kết cá nhân để trả lời: {consultee.round.title}",
        text=text,
        by=by,
        at=at,
    )
