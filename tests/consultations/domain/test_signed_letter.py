"""Once the letter came back signed, the signed file is what the units get."""

import hashlib

import pytest

from consultations.domain import calls
from dispatches.domain import printing
from outbox.models import Message
from tests.consultations import rounds
from tests.dispatches.signing import authority as ca
from tests.dispatches.signing import office
from tests.factories import AT

pytestmark = pytest.mark.django_db


def test_the_call_carries_the_signed_letter_and_nothing_else():
    round_ = rounds.issued(rounds.drafted("Lục Ngạn", "Sơn Động"), pdf=False)
    dispatch = round_.dispatch
    printing.build_pdf(dispatch, at=AT)
    office.trust()
    signed = ca.sign(ca.sign(office.own_pdf(dispatch), ca.person()), ca.agency(), field="Ky2")
    office.upload(dispatch, signed)

    calls.send_due_calls(AT)

    sent = [
        [(one.name, one.sha256) for one in message.attachments.all()]
        for message in Message.objects.all()
    ]
    file = ("01-SNgV-NV-da-ky.pdf", hashlib.sha256(signed).hexdigest())
    assert sent == [[file], [file]]
