"""Deliveries in every state, made by the domain functions themselves."""

from dataclasses import replace

from dispatches.domain import deliveries, files
from dispatches.domain.deliveries import Sending
from dispatches.domain.recipients import outstanding, with_addresses
from dispatches.enums import Channel
from dispatches.models import Delivery, Dispatch
from tests.dispatches.factories import AT, clerk, issued
from tests.dispatches.seed_letter import SEED
from tests.factories import DAY

MINISTRY, HEALTH, UNIT = "Bộ Ngoại giao", "Sở Y tế", "UBND huyện Lục Ngạn"
ADDRESS = "van-thu@syt.example"


def letter_to(*names: str, recipients: tuple[str, ...] = ("Như trên;", "Lưu: VT, NV.")):
    return replace(SEED, addressees=names, recipients=recipients)


def issued_to(*names: str, pdf: bool = True, **changes) -> Dispatch:
    dispatch = issued(letter=letter_to(*names), **changes)
    if pdf:
        print_it(dispatch)
    return dispatch


def print_it(dispatch: Dispatch, content: bytes = b"%PDF-1.7 letter") -> None:
    """Give the dispatch a file without the minutes of the renderer."""
    file = files.store(content, media_type="application/pdf", at=AT)
    Dispatch.objects.filter(pk=dispatch.pk).update(pdf=file)
    dispatch.refresh_from_db()


def print_enclosed(dispatch: Dispatch, content: bytes = b"%PDF-1.7 sheet") -> None:
    """Give what the dispatch encloses a file, in the same way."""
    file = files.store(content, media_type="application/pdf", at=AT)
    dispatch.enclosures.filter(pdf=None).update(pdf=file)


def sendings(dispatch: Dispatch, channel: Channel = Channel.EMAIL, address: str = ADDRESS):
    """The same way for everybody who has got nothing yet."""
    found = with_addresses(outstanding(dispatch), on=DAY)
    return [Sending(recipient=one, channel=channel, address=address) for one in found]


def sent(
    dispatch: Dispatch, channel: Channel = Channel.EMAIL, address: str = ADDRESS, at=AT
) -> list[Delivery]:
    return deliveries.send(dispatch, sendings(dispatch, channel, address), by=clerk(), at=at)


def one_sent(channel: Channel = Channel.EMAIL, *, name: str = HEALTH, pdf: bool = True, **more):
    [delivery] = sent(issued_to(name, pdf=pdf), channel, **more)
    return delivery


def again(delivery: Delivery, channel=Channel.EMAIL, address=ADDRESS, reason="Sai địa chỉ", at=AT):
    return deliveries.send_again(
        delivery, channel=channel, address=address, reason=reason, by=clerk(), at=at
    )
