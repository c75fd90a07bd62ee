"""Deliveries come into being here: sent, sent again, handed over (gửi văn bản đi)."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.domain.audit import record
from deadlines.value import day_in_hanoi
from dispatches import matters
from dispatches.domain import enclosing
from dispatches.domain.recipients import Recipient
from dispatches.domain.transitions import require_state
from dispatches.enums import Channel, DispatchState
from dispatches.errors import DispatchRefused
from dispatches.models import (
    Bounce,
    CancelledNumber,
    Correspondent,
    Delivery,
    Dispatch,
    LetterCopy,
    PaperHandOver,
)
from outbox.domain.messages import is_usable
from vietnamese.text import clean_line, fold, same_name_key

TOKEN_BYTES = 32


@dataclass(frozen=True, kw_only=True)
class Sending:
    """What was decided for one recipient: the way, and the address if it goes by mail."""

    recipient: Recipient
    channel: Channel
    address: str = ""


def has_deliveries(dispatch: Dispatch) -> bool:
    """Whether the document is sent from here.

    Paper only is not, nor a translation that leaves with its original, nor what another app sends
    by its own list.
    """
    if dispatch.state != DispatchState.ISSUED or dispatch.letter is None:
        return False
    if dispatch.translates_id and enclosing.leaves_with_its_original(dispatch):
        return False
    matter = matters.of(dispatch)
    return matter is None or not matter.sending


def may_be_sent(dispatch: Dispatch) -> bool:
    """Whether it can still be decided how the document goes to its recipients."""
    return has_deliveries(dispatch) and not dispatch.is_cancelled


@transaction.atomic
def send(
    dispatch: Dispatch, sendings: Sequence[Sending], *, by: Actor, at: datetime
) -> list[Delivery]:
    """Decide how the document goes to these recipients; return the deliveries that are new.

    Who has one already gets no second. DispatchRefused for a document that is not sent from here,
    or is cancelled, for an address that no mail can go to, and for a portal without a unit.
    """
    _require_open(dispatch)
    for one in sendings:
        _require_way(one.channel, one.address, one.recipient.unit)
    # Whoever clicks twice, or at the same moment as somebody else, waits here for the first.
    Dispatch.objects.select_for_update().only("pk").get(pk=dispatch.pk)
    served = set(dispatch.deliveries.filter(attempt=1).values_list("name_key", flat=True))
    new = [one for one in sendings if same_name_key(one.recipient.name) not in served]
    made = [
        _create(
            dispatch=dispatch,
            copy=one.recipient.copy,
            recipient=one.recipient.name,
            unit=one.recipient.unit,
            channel=one.channel,
            address=one.address,
            by=by,
            at=at,
        )
        for one in new
    ]
    for delivery in made:
        _remember(delivery, by=by, at=at)
    return made


@transaction.atomic
def send_again(
    delivery: Delivery, *, channel: Channel, address: str, reason: str, by: Actor, at: datetime
) -> Delivery:
    """Send the document again, to the same or another address or another way; say why.

    The former link dies, and a mail that still waits is dropped. DispatchRefused without a reason,
    and for a delivery that was sent again before.
    """
    _require_open(delivery.dispatch)
    _require_way(channel, address, delivery.unit)
    reason = clean_line(reason)
    if not reason:
        raise DispatchRefused(_("Đề nghị ghi lý do gửi lại."))
    former = locked(delivery)
    again = _create(
        dispatch=delivery.dispatch,
        copy=former.copy,
        recipient=former.recipient,
        unit=former.unit,
        channel=channel,
        address=address,
        attempt=former.attempt + 1,
        former=former,
        reason=reason,
        by=by,
        at=at,
    )
    _remember(again, by=by, at=at)
    return again


@transaction.atomic
def record_hand_over(
    delivery: Delivery, *, on: date, person: str, note: str, by: Actor, at: datetime
) -> PaperHandOver:
    """Record that a person got the document on paper; the same again is the same record.

    DispatchRefused unless the day lies between the document's and today.
    """
    person, note = clean_line(person), clean_line(note)
    if not person:
        raise DispatchRefused(_("Đề nghị ghi người nhận."))
    issued_on = delivery.dispatch.date
    if issued_on is None or on < issued_on or on > day_in_hanoi(at):
        raise DispatchRefused(_("Ngày giao không thể trước ngày văn bản hoặc sau hôm nay."))
    locked(delivery)
    handed, created = PaperHandOver.objects.get_or_create(
        delivery=delivery,
        on=on,
        person=person,
        defaults={"note": note, "recorded_by_id": by.pk, "recorded_at": at},
    )
    if created:
        facts = {"day": on.isoformat(), "person": person, "note": note}
        record(by=by, action="delivery.handed", on=delivery, at=at, **facts)
    return handed


@transaction.atomic
def record_bounce(delivery: Delivery, *, on: date, words: str, by: Actor, at: datetime) -> Bounce:
    """Record that the mail came back, with the words of the mail that said so; once.

    DispatchRefused for a mail that the mail server has not taken, and for a day before that one.
    """
    words = clean_line(words)
    if not words:
        raise DispatchRefused(_("Đề nghị ghi lý do nêu trong thư trả lại."))
    accepted_at = delivery.message.accepted_at if delivery.message else None
    if accepted_at is None:
        raise DispatchRefused(_("Máy chủ thư chưa nhận thư này nên thư không thể bị trả lại."))
    if not day_in_hanoi(accepted_at) <= on <= day_in_hanoi(at):
        raise DispatchRefused(_("Ngày bị trả lại không thể trước ngày gửi hoặc sau hôm nay."))
    locked(delivery)
    bounce, created = Bounce.objects.get_or_create(
        delivery=delivery,
        defaults={"on": on, "words": words, "recorded_by_id": by.pk, "recorded_at": at},
    )
    if not created:
        raise DispatchRefused(_("Đã ghi thư này bị trả lại."))
    facts = {"day": on.isoformat(), "words": words}
    record(by=by, action="delivery.bounced", on=delivery, at=at, **facts)
    return bounce


def locked(delivery: Delivery) -> Delivery:
    """Lock the delivery until the transaction ends; DispatchRefused if it was sent again."""
    found = Delivery.objects.select_for_update().get(pk=delivery.pk)
    if Delivery.objects.filter(former=found).exists():
        raise DispatchRefused(_("Văn bản đã được gửi lại cho nơi nhận này; xem lần gửi sau."))
    return found


def _require_open(dispatch: Dispatch) -> None:
    require_state(dispatch, DispatchState.ISSUED)
    if not has_deliveries(dispatch):
        raise DispatchRefused(_("Văn bản này không gửi từ đây."))
    if CancelledNumber.has_cancelled(dispatch):
        raise DispatchRefused(_("Văn bản đã hủy nên không gửi được nữa."))


def _require_way(channel: Channel, address: str, unit: str) -> None:
    if channel == Channel.EMAIL and not is_usable(address):
        raise DispatchRefused(
            _("Không gửi thư được đến địa chỉ «%(address)s».") % {"address": address}
        )
    if channel == Channel.PORTAL and not unit:
        raise DispatchRefused(_("Nơi nhận này không có tài khoản trên cổng."))


def _create(
    *,
    dispatch: Dispatch,
    copy: LetterCopy | None,
    recipient: str,
    unit: str,
    channel: Channel,
    address: str,
    by: Actor,
    at: datetime,
    **more: Any,
) -> Delivery:
    by_mail = channel == Channel.EMAIL
    delivery = Delivery.objects.create(
        dispatch=dispatch,
        copy=copy,
        recipient=recipient,
        name_key=same_name_key(recipient),
        folded=fold(f"{recipient} {address if by_mail else ''}"),
        channel=channel,
        address=address if by_mail else "",
        unit=unit,
        token=secrets.token_urlsafe(TOKEN_BYTES) if by_mail else "",
        planned_by_id=by.pk,
        planned_at=at,
        **more,
    )
    facts = {"channel": delivery.channel, "to": delivery.address, "reason": delivery.reason}
    action = "delivery.sent_again" if delivery.former_id else "delivery.sent"
    record(by=by, action=action, on=delivery, at=at, **{k: v for k, v in facts.items() if v})
    return delivery


def _remember(delivery: Delivery, *, by: Actor, at: datetime) -> None:
    """Keep the address of a recipient that is no unit; the units' own stand with the units."""
    if not delivery.address or delivery.unit:
        return
    known = Correspondent.objects.filter(name_key=delivery.name_key).first()
    if known and known.address == delivery.address:
        return
    values = {"name": delivery.recipient, "address": delivery.address}
    kept, _created = Correspondent.objects.update_or_create(
        name_key=delivery.name_key, defaults=values
    )
    before = known.address if known else ""
    record(
        by=by, action="correspondent.kept", on=kept, at=at, before=before, after=delivery.address
    )
