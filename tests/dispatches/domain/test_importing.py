"""A message becomes an incoming document: kept, registered once, linked to what it answers."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from accounts.models import AuditEvent
from dispatches.domain import files, importing
from dispatches.enums import LinkKind
from dispatches.errors import DispatchRefused, DuplicateDocument, UploadRefused
from dispatches.exchange.message import ENCLOSED, LETTER, Attachment, DocumentReference
from dispatches.models import (
    Agency,
    DocumentLink,
    ExchangeMessage,
    IncomingDocument,
    IncomingEnclosure,
    StoredFile,
)
from tests.dispatches import factories
from tests.dispatches.exchange.messages import letter_pdf, reply, reply_file
from tests.dispatches.uploads.corpus import pdf
from tests.factories import AT

pytestmark = pytest.mark.django_db
TO = "214/SNgV-NV"


def bring(content):
    return importing.bring(content, by=factories.clerk(), at=AT)


def register(kept, **changes):
    return importing.register(kept, by=factories.clerk(), at=AT, **changes)


def answered(**reference):
    content = reply_file(response_for=(DocumentReference(**{"code": TO} | reference),))
    return importing.understand(content)


def test_a_reply_is_registered_with_its_pdf_and_linked_to_our_call():
    call = factories.issued(214)

    document = register(bring(reply_file(TO)))

    assert (document.full_arrival_number, document.full_number) == ("01/2021", "812/UBND-VX")
    assert (document.author, document.kind_name) == ("UBND huyện Lục Ngạn", "Công văn")
    assert document.subject == "V/v tham gia ý kiến vào dự thảo Đề án"
    assert (document.date, document.arrived_on) == (dt.date(2021, 8, 2), dt.date(2021, 8, 2))
    assert (document.scan_name, document.scan.media_type) == ("812-UBND-VX.pdf", "application/pdf")
    assert files.read(document.scan) == reply(TO).attachments[0].content
    link = DocumentLink.objects.get()
    assert (link.kind, link.source, link.target) == (LinkKind.REPLY, document, call)
    actions = AuditEvent.objects.filter(action__startswith="exchangemessage.")
    assert list(actions.order_by("pk").values_list("action", flat=True)) == [
        "exchangemessage.brought",
        "exchangemessage.registered",
    ]


def test_the_same_message_twice_is_one_message_and_one_document():
    first, again = bring(reply_file(TO)), bring(reply_file(TO))

    assert first == again
    assert register(first) == register(again)
    assert IncomingDocument.objects.count() == 1


def test_another_message_of_the_same_document_raises_the_alarm():
    register(bring(reply_file()))
    other = bring(reply_file(content="Gửi lại."))

    with pytest.raises(DuplicateDocument, match="số đến 01/2021"):
        register(other)

    other.refresh_from_db()
    assert other.document is None
    assert register(other, although_known=True).full_arrival_number == "02/2021"


def test_what_is_refused_is_not_kept():
    with pytest.raises(UploadRefused):
        bring(reply_file(attachments=()))

    assert not StoredFile.objects.exists()
    assert not ExchangeMessage.objects.exists()


def test_an_answer_to_an_unknown_document_is_registered_without_a_link():
    reading = importing.understand(reply_file("999/SNgV-NV"))
    assert (reading.answered, reading.unknown) == ((), ("999/SNgV-NV",))

    register(bring(reply_file("999/SNgV-NV")))

    assert not DocumentLink.objects.exists()


def test_no_message_answers_a_draft():
    draft = factories.approved()

    for code in ("…/SNgV-NV", "0/SNgV-NV", "/SNgV-NV", f"{draft.pk}/SNgV-NV"):
        assert importing.understand(reply_file(code)).answered == ()


@pytest.mark.parametrize(
    ("reference", "found"),
    [
        ({}, True),
        ({"code": "214/sngv-nv"}, True),
        ({"code": "0214/SNgV-NV"}, True),
        ({"date": dt.date(2021, 8, 2)}, True),
        ({"date": dt.date(2020, 8, 2)}, False),
        ({"organ_id": "000.00.12.H02"}, True),
        ({"organ_id": "000.00.13.H02"}, False),
        ({"code": "214/SNgV"}, False),
        ({"code": "214"}, False),
        ({"code": "9" * 60 + "/SNgV-NV"}, False),
        ({"code": "²14/SNgV-NV"}, False),
    ],
)
def test_which_of_our_dispatches_is_meant(reference, found):
    call = factories.issued(214)
    Agency.objects.update(organ_id="000.00.12.H02")

    assert answered(**reference).answered == ((call,) if found else ())


@pytest.mark.parametrize("organ_id", ["000.00.13.H02", "000.00.12.H02"])
def test_who_names_an_organ_does_not_answer_an_agency_without_or_with_another_code(organ_id):
    """The other agency of the office has the code, the one that issued the dispatch has not."""
    factories.issued(214)
    Agency.objects.create(
        name="UBND tỉnh", abbreviation="UBND", place="Bắc Giang", organ_id="000.00.12.H02"
    )

    reading = importing.understand(
        reply_file(response_for=(DocumentReference(code=TO, organ_id=organ_id),))
    )

    assert reading.answered == ()
    assert reading.unknown == (f"{TO} (mã định danh {organ_id})",)


def test_what_came_with_the_letter_is_kept_with_the_document():
    letter = Attachment("812-UBND-VX.pdf", letter_pdf(), LETTER)
    sheet, script = pdf(), b"MZ"
    sent = (letter, Attachment("bang.pdf", sheet, ENCLOSED), Attachment("chay.exe", script))

    kept = bring(reply_file(TO, attachments=sent))
    reading = importing.reading_of(kept)
    document = register(kept)

    assert [name for name, _why in reading.left] == ["chay.exe"]
    assert "Chỉ nhận tệp PDF" in reading.left[0][1]
    assert files.read(document.scan) == letter_pdf()
    [enclosed] = document.enclosures.all()
    assert (enclosed.ordinal, enclosed.name, enclosed.file.media_type) == (
        *(1, "bang.pdf"),
        "application/pdf",
    )
    assert files.read(enclosed.file) == sheet
    trace = AuditEvent.objects.get(action="incomingdocument.enclosed")
    assert trace.data == {"name": "bang.pdf", "sha256": enclosed.file.sha256}
    for change in (
        lambda: IncomingEnclosure.objects.update(name="khac.pdf"),
        lambda: IncomingEnclosure.objects.all()._raw_delete("default"),
    ):
        with pytest.raises(IntegrityError, match="came with a document"), transaction.atomic():
            change()


def test_the_same_dispatch_named_twice_is_linked_once():
    factories.issued(214)
    named = (DocumentReference(code=TO), DocumentReference(code=TO, date=dt.date(2021, 8, 2)))

    register(bring(reply_file(response_for=named)))

    assert DocumentLink.objects.count() == 1


def test_the_database_keeps_a_message_as_it_came():
    kept = bring(reply_file())
    document = register(kept)
    other = factories.arrived()
    rows = ExchangeMessage.objects.filter(pk=kept.pk)
    for change in (
        lambda: rows.update(subject="Khác"),
        lambda: rows.update(document=other),
        lambda: rows.update(document=None),
        lambda: rows._raw_delete(rows.db),
    ):
        with pytest.raises(IntegrityError, match="registered once"), transaction.atomic():
            change()
    kept.refresh_from_db()
    assert kept.document == document


def test_of_several_pdfs_the_clerk_says_which_is_the_document():
    annex = pdf(lambda made: made.add_blank_page())
    sent = (Attachment("phu-luc.pdf", annex), Attachment("cong-van.pdf", letter_pdf()))
    kept = bring(reply_file(TO, attachments=sent))
    reading = importing.reading_of(kept)
    assert [one.name for one in reading.letters] == ["phu-luc.pdf", "cong-van.pdf"]

    with pytest.raises(DispatchRefused, match="chọn tệp nào là văn bản"):
        register(kept)
    document = register(kept, letter=1)

    assert (document.scan_name, files.read(document.scan)) == ("cong-van.pdf", letter_pdf())
    assert [one.name for one in document.enclosures.all()] == ["phu-luc.pdf"]


def test_a_pdf_that_cannot_be_kept_is_not_offered_as_the_document():
    sent = (Attachment("a.pdf", b"%PDF-1.7 nothing"), Attachment("b.pdf", letter_pdf()))

    reading = importing.understand(reply_file(TO, attachments=sent))

    assert [one.name for one in reading.letters] == ["b.pdf"]
    assert [name for name, _why in reading.left] == ["a.pdf"]
