"""The clerk reads which files leave without signatures before anything is sent."""

from dataclasses import replace

import pytest
from django.urls import reverse

from dispatches.addressees import Addressee
from dispatches.domain import dossiers, drafting, runs
from dispatches.domain import enclosing as enclosures
from dispatches.domain.delivering import send_due_deliveries
from dispatches.domain.outgoing_file import Unsigned
from dispatches.letter import Letter, Signature
from outbox.models import Attachment
from tests.dispatches import enclosing
from tests.dispatches.deliveries import (
    ADDRESS,
    HEALTH,
    UNIT,
    letter_to,
    print_enclosed,
    print_it,
    sent,
)
from tests.dispatches.factories import clerk, officer
from tests.dispatches.signing.office import own_pdf, printed, signed_by_both, trust, upload
from tests.factories import AT, signed_in

pytestmark = pytest.mark.django_db
COPIES = "{} nơi nhận được bản gửi riêng, không có chữ ký số."
ENCLOSED = "Tài liệu gửi kèm chưa ký số:"


def send_page(dispatch):
    return reverse("dispatches:send", args=[dispatch.pk])


def signed(dispatch):
    """The dispatch, whose signed file has come back."""
    upload(dispatch, signed_by_both(own_pdf(dispatch)))
    return dispatch


def test_copies_of_a_signed_document_leave_unsigned_and_the_page_says_so():
    trust()
    dispatch = signed(printed(letter=letter_to("UBND các huyện, thành phố", HEALTH)))
    names = [Addressee(UNIT, "a@unit.example"), Addressee("UBND huyện Tân Yên", "")]
    runs.start(dispatch, names, by=clerk(), at=AT)
    client = signed_in(clerk())

    page = client.get(send_page(dispatch)).text
    assert COPIES.format(2) in page
    assert "chữ ký số của văn bản không dùng cho bản gửi riêng được" in page
    assert "Bản gửi đi chưa ký số" not in page

    [form, *_others] = client.get(send_page(dispatch)).context["forms"]
    chosen = {f"{form.prefix}-channel": "email", f"{form.prefix}-address": ADDRESS}
    decided = client.post(send_page(dispatch), chosen).text
    assert COPIES.format(1) in decided

    [made, *_others] = sent(dispatch)
    again = client.get(reverse("dispatches:send_again", args=[made.pk])).text
    assert COPIES.format(1) in again


def test_an_enclosed_letter_leaves_in_its_signed_file_once_that_came_back():
    trust()
    dossier, letter = enclosing.opened(), printed()
    dossiers.add_document(dossier, letter, by=officer(), at=AT)
    dossiers.meet(dossier.requirements.get(), letter, by=officer(), at=AT)
    note = enclosing.issued(dossier)
    print_it(note)
    print_enclosed(note)
    client = signed_in(clerk())

    page = client.get(send_page(note)).text
    assert f"{ENCLOSED}</b> {letter.subject} (chưa có bản đã ký số)." in page

    signed(letter)
    assert ENCLOSED not in client.get(send_page(note)).text
    sent(note)
    send_due_deliveries(AT)
    names = list(Attachment.objects.order_by("pk").values_list("name", flat=True))
    assert names == [note.file_name, "214-SNgV-NV-da-ky.pdf"]


@pytest.mark.parametrize("is_signed", [True, False])
def test_a_sheet_is_called_unsigned_only_if_somebody_is_to_sign_it(is_signed):
    dossier = enclosing.opened()
    sheet = enclosing.part(dossier, "dau-moi")
    if is_signed:
        letter = Letter.from_json(sheet.letter)
        block = Signature(lines=("CHỦ TỊCH",), name="Lê Ánh Dương")
        drafting.revise(sheet, replace(letter, signature=block), by=officer(), at=AT)

    note = enclosing.issued(dossier)

    expected = [(enclosing.SUBJECT, Unsigned.NEVER)] if is_signed else []
    assert enclosures.unsigned(note) == expected
