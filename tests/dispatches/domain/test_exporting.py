"""An issued dispatch as a message: which can leave, and what the message says of it."""

import hashlib

import pytest

from dispatches.domain import exporting, handling, importing, linking
from dispatches.enums import LinkKind
from dispatches.errors import DispatchRefused
from dispatches.exchange.message import (
    ENCLOSED,
    LETTER,
    Attachment,
    BusinessType,
    DocumentReference,
    Organ,
)
from dispatches.exchange.reading import read
from dispatches.models import Agency, Dispatch
from districts.models import District
from tests.dispatches import enclosing, factories
from tests.dispatches.deliveries import print_enclosed, print_it
from tests.dispatches.exchange.messages import letter_pdf, reply_file
from tests.dispatches.uploads.corpus import pdf
from tests.factories import AT, DAY, district

pytestmark = pytest.mark.django_db
CODE = "000.00.12.H02"


def with_pdf(dispatch):
    print_it(dispatch, letter_pdf())
    return dispatch


@pytest.fixture
def issued():
    return with_pdf(factories.issued(214))


def test_the_office_and_the_letter_are_named(issued):
    Agency.objects.update(organ_id=CODE)

    message = exporting.message_of(Dispatch.objects.get(pk=issued.pk))

    assert (message.pages, message.appendices) == (1, ())

    assert message.sender == Organ(
        name="Sở Ngoại vụ", organ_id=CODE, in_charge="UBND tỉnh Bắc Giang"
    )
    assert message.document_id == f"{CODE},2021/08/02,214/SNgV-NV"
    assert (message.place, message.date, message.type_name) == ("Bắc Giang", DAY, "Công văn")
    assert message.receivers == (Organ(name="UBND các huyện, thành phố"),)
    assert message.to_places == (
        "Như trên",
        "GD; PGĐ Nguyễn Quang Tuấn",
        "Lưu: VT; NV",
    )
    assert str(message.signer) == "GIÁM ĐỐC, Ngô Biên Cương"
    # Nobody asked anything with it.
    assert (message.due_date, message.content) == (None, "")
    assert (message.business, message.replaces) == (BusinessType.NEW, ())


def test_the_file_is_the_stored_pdf_and_the_same_each_time(issued):
    content = exporting.export(issued)

    assert content == exporting.export(issued)
    [attachment] = read(content).attachments
    assert (attachment.name, attachment.content) == ("214-SNgV-NV.pdf", letter_pdf())
    assert exporting.file_name(issued) == "214-SNgV-NV.chua-ky.edxml"


def test_what_leaves_with_it_is_in_the_message_with_name_and_hash():
    note = with_pdf(enclosing.issued())
    with pytest.raises(DispatchRefused, match="Tài liệu gửi kèm chưa có bản PDF"):
        exporting.export(note)
    sheet = pdf()
    print_enclosed(note, sheet)

    content = exporting.export(note)

    assert read(content).attachments == (
        Attachment(note.file_name, letter_pdf(), LETTER),
        Attachment("kem-theo-1-dau-moi-lien-he.pdf", sheet, ENCLOSED),
    )
    for one in (letter_pdf(), sheet):
        digest = hashlib.sha256(one).hexdigest()
        assert f'<Digest Algorithm="SHA-256">{digest}</Digest>' in content.decode()


def test_an_answer_names_the_organ_that_it_answers(issued):
    brought = importing.bring(reply_file(), by=factories.clerk(), at=AT)
    of_message = importing.register(brought, by=factories.clerk(), at=AT)
    unit = district("Tân Yên")
    District.objects.filter(pk=unit.pk).update(organ_id="000.00.09.H02")
    of_unit = factories.arrived(author="UBND huyện Tân Yên", full_number="1/UBND")
    of_stranger = factories.arrived()
    for one in (of_message, of_unit, of_stranger):
        linking.link(issued, LinkKind.REPLY, one, by=factories.officer(), at=AT)

    assert [(one.code, one.organ_id) for one in exporting.message_of(issued).response_for] == [
        ("812/UBND-VX", "000.00.07.H02"),
        ("1/UBND", "000.00.09.H02"),
        ("347/CNV-ĐP", ""),
    ]
    written = exporting.export(issued).decode()
    assert "<DocumentId>000.00.07.H02,2021/08/02,812/UBND-VX</DocumentId>" in written


def test_a_dispatch_that_replaces_another_says_which(issued):
    later = with_pdf(factories.issued(215))
    linking.link(later, LinkKind.REPLACES, issued, by=factories.officer(), at=AT)

    message = exporting.message_of(later)

    assert message.business == BusinessType.REPLACED
    assert message.replaces == (DocumentReference(code="214/SNgV-NV", date=DAY),)
    assert exporting.message_of(issued).business == BusinessType.NEW


def test_a_link_that_was_taken_away_replaces_nothing(issued):
    later = with_pdf(factories.issued(215))
    made = linking.link(later, LinkKind.REPLACES, issued, by=factories.officer(), at=AT)
    linking.unlink(made, reason="Nhầm.", by=factories.officer(), at=AT)

    assert exporting.message_of(later).business == BusinessType.NEW


def test_an_answer_says_what_it_answers(issued):
    linking.link(issued, LinkKind.REPLY, factories.arrived(), by=factories.officer(), at=AT)

    [reference] = exporting.message_of(issued).response_for

    assert (reference.code, str(reference.date)) == ("347/CNV-ĐP", "2021-07-14")


def test_what_cannot_leave_says_why(issued):
    handling.cancel(issued, reason="Nhầm.", by=factories.clerk(), at=AT)
    for dispatch, words in (
        (factories.approved(), "đã ban hành"),
        (factories.issued(215), "chưa có bản PDF"),
        (issued, "đã hủy"),
    ):
        with pytest.raises(DispatchRefused, match=words):
            exporting.export(dispatch)
