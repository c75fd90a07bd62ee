"""What a note encloses is frozen at its issue, printed once, and leaves with it."""

from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.models import AuditEvent
from dispatches import consequences
from dispatches.blocks import Paragraph
from dispatches.domain import (
    amending,
    deliveries,
    dossier_export,
    dossiers,
    drafting,
    files,
    handling,
    issuing,
    requirements,
)
from dispatches.domain.delivering import send_due_deliveries
from dispatches.domain.printing import build_missing_pdfs
from dispatches.errors import DispatchRefused
from dispatches.letter import Letter
from dispatches.models import Delivery, Dispatch
from outbox.models import Attachment, Message
from tests.dispatches import enclosing
from tests.dispatches.deliveries import print_enclosed, print_it, sent
from tests.dispatches.enclosing import SUBJECT, WORDS, part
from tests.dispatches.factories import AT, DAY, clerk, officer
from tests.factories import signed_in, user

pytestmark = pytest.mark.django_db
OTHER = "Đầu mối: Trần Thị B"
SHEET_PDF = b"%PDF-1.7 sheet"


@pytest.fixture
def dossier():
    return enclosing.opened()


@pytest.fixture
def note(dossier):
    return enclosing.issued(dossier)


def rewritten(sheet: Dispatch) -> None:
    """An officer goes on writing in the sheet for the next occasion."""
    letter = Letter.from_json(sheet.letter)
    drafting.revise(sheet, replace(letter, blocks=(Paragraph.of(OTHER),)), by=officer(), at=AT)


def test_the_sheet_is_kept_as_it_stood_whatever_is_written_afterwards(dossier, note):
    rewritten(part(dossier, "dau-moi"))

    [kept] = note.enclosures.all()
    assert (kept.ordinal, kept.subject, kept.enclosed_at) == (1, SUBJECT, AT)
    assert Letter.from_json(kept.letter).blocks == (Paragraph.of(WORDS),)
    assert kept.letter_digest == Letter.from_json(kept.letter).digest()
    event = AuditEvent.objects.get(action="dispatch.enclosed")
    assert event.data["digest"] == kept.letter_digest


@pytest.mark.parametrize(
    "changes", [{"letter": {}}, {"letter_digest": "0"}, {"subject": "x"}, {"ordinal": 2}]
)
def test_the_database_refuses_to_change_it(note, changes):
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        note.enclosures.update(**changes)


def test_the_database_refuses_to_delete_it_or_to_print_it_twice(note):
    print_enclosed(note)
    other = files.store(b"%PDF other", media_type="application/pdf", at=AT)

    for act in (note.enclosures.all().delete, lambda: note.enclosures.update(pdf=other)):
        with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
            act()


def test_the_checklist_of_a_note_that_left_stays_met(dossier, note):
    sheet = part(dossier, "dau-moi")
    rewritten(sheet)

    [standing] = requirements.standings(dossier)
    assert (standing.missing, standing.sent) == ("", note.enclosures.get())
    with pytest.raises(DispatchRefused, match="đã gửi kèm 01/"):
        dossiers.meet(standing.requirement, note, by=officer(), at=AT)


def test_what_was_issued_counts_as_sent_once_it_has_gone(dossier, note):
    reader = signed_in(user("officer", "reader"))
    page = reverse("dispatches:dossier", args=[dossier.pk])
    print_it(note)
    print_enclosed(note)
    [delivery] = sent(note, "paper")
    assert [one.has_gone for one in requirements.standings(dossier)] == [False]
    assert "Đã gửi" not in reader.get(page).text

    deliveries.record_hand_over(delivery, on=DAY, person="A", note="", by=clerk(), at=AT)

    assert [one.has_gone for one in requirements.standings(dossier)] == [True]
    assert "Đã gửi" in reader.get(page).text


def test_a_cancelled_note_leaves_the_checklist_to_the_next_one(dossier, note):
    rewritten(part(dossier, "dau-moi"))
    replaced = amending.begin_replacement(note, by=officer(), at=AT)
    handling.cancel(note, reason="Sai", by=clerk(), at=AT)

    [standing] = requirements.standings(dossier)
    assert (standing.missing, standing.sent) == ("văn bản chưa được duyệt", None)
    with pytest.raises(DispatchRefused, match="còn thiếu: Đầu mối"):
        issuing.issue(enclosing.approved(replaced), number=None, date=DAY, by=clerk(), at=AT)


def test_a_letter_with_a_number_is_issued_before_the_note_that_encloses_it(dossier):
    enclosing.approved(part(dossier, "dau-moi"))
    requirement, letter = dossier.requirements.get(), enclosing.approved(part(dossier, "cong-ham"))
    dossiers.meet(requirement, letter, by=officer(), at=AT)

    [standing] = requirements.standings(dossier)
    assert standing.missing == "văn bản chưa được cấp số"


def test_an_issue_says_what_it_freezes(dossier):
    enclosing.approved(part(dossier, "dau-moi"))

    said = consequences.of_issuing(part(dossier, "cong-ham"))

    assert said == [
        "Các tài liệu gửi kèm được giữ nguyên như lúc ban hành và gửi cùng văn bản: "
        "Đầu mối liên hệ."
    ]


def test_the_printer_makes_the_pdf_of_the_frozen_text(dossier, note):
    print_it(note)
    rewritten(part(dossier, "dau-moi"))

    assert build_missing_pdfs(at=AT) == []

    kept = note.enclosures.select_related("pdf").get()
    assert files.read(kept.pdf).startswith(b"%PDF-")
    printed = AuditEvent.objects.filter(action="dispatch.printed", data__target=SUBJECT)
    assert [event.data["sha256"] for event in printed] == [kept.pdf.sha256]


def test_the_mail_waits_for_the_sheet_and_takes_it_along(note):
    print_it(note)
    sent(note)
    assert send_due_deliveries(AT) == 0

    print_enclosed(note)
    assert send_due_deliveries(AT) == 1

    [message] = Message.objects.all()
    attached = list(Attachment.objects.filter(message=message).order_by("pk"))
    assert [one.name for one in attached] == [note.file_name, "kem-theo-1-dau-moi-lien-he.pdf"]
    assert attached[1].sha256 == note.enclosures.get().pdf.sha256
    assert "Tài liệu gửi kèm: Đầu mối liên hệ." in message.text


def test_a_translation_leaves_with_its_original_and_not_by_itself(dossier):
    original = part(dossier, "cong-ham")
    letter = replace(Letter.from_json(original.letter), language="en", subject="Request")
    translation = drafting.draft(
        kind=original.kind, letter=letter, translates=original, by=officer(), at=AT
    )
    enclosing.approved(translation)
    note = enclosing.issued(dossier)
    translation.refresh_from_db()
    print_it(note)
    print_it(translation, b"%PDF english")
    print_enclosed(note)
    sent(note)

    send_due_deliveries(AT)

    attached = Attachment.objects.order_by("pk").values_list("name", flat=True)
    own = note.file_name.removesuffix(".pdf")
    assert list(attached) == [f"{own}.pdf", f"{own}-en.pdf", "kem-theo-2-dau-moi-lien-he.pdf"]
    with pytest.raises(DispatchRefused, match="không gửi từ đây"):
        sent(translation)
    page = signed_in(user("officer", "reader")).get(
        reverse("dispatches:detail", args=[translation.pk])
    )
    assert "Đã gửi kèm" in page.text
    assert page.context["sent"] is None


def test_what_is_too_large_together_is_linked(note, settings):
    settings.DELIVERY_ATTACHMENT_LIMIT = 20
    print_it(note)
    print_enclosed(note)
    sent(note)

    send_due_deliveries(AT)

    assert not Attachment.objects.exists()


def test_the_recipient_s_link_gives_each_file(note, client):
    print_it(note, b"%PDF note")
    print_enclosed(note)
    [delivery] = sent(note)
    address = reverse("dispatches:receive", args=[delivery.token])

    page = client.get(address, headers={"Accept-Language": "vi"})
    assert "Tải tài liệu gửi kèm 1" in page.text
    assert client.post(address).content == b"%PDF note"
    assert client.post(address, {"enclosed": "1"}).content == SHEET_PDF
    assert client.post(address, {"enclosed": "2"}).status_code == 409
    assert Delivery.objects.get().opened_at is not None


def test_the_office_sees_what_left(dossier, note):
    print_it(note)
    print_enclosed(note)
    rewritten(part(dossier, "dau-moi"))
    reader = signed_in(user("officer", "reader"))
    address = reverse("dispatches:enclosure", args=[note.pk, 1])

    assert address in reader.get(reverse("dispatches:detail", args=[note.pk])).text
    assert address in reader.get(reverse("dispatches:dossier", args=[dossier.pk])).text
    assert reader.get(address).content == SHEET_PDF
    sheet = reader.get(reverse("dispatches:detail", args=[part(dossier, "dau-moi").pk])).text
    assert "bản đã gửi khác nội dung hiện nay" in sheet


def test_the_archive_of_the_dossier_has_what_left(dossier, note):
    print_it(note)
    print_enclosed(note)
    note.refresh_from_db()

    listed = dossier_export.enclosed(note)

    assert [(one.title, one.content) for one in listed] == [(SUBJECT, SHEET_PDF)]
