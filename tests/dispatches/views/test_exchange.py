"""The doors of messages, as the clerk uses them."""

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from dispatches.exchange.message import ENCLOSED, LETTER, Attachment, DocumentReference
from dispatches.exchange.reading import read
from dispatches.models import ExchangeMessage, IncomingDocument
from tests.dispatches import factories
from tests.dispatches.deliveries import print_it
from tests.dispatches.exchange.messages import letter_pdf, reply_file
from tests.dispatches.uploads.corpus import pdf
from tests.factories import signed_in, user

pytestmark = pytest.mark.django_db
BRING, LIST = reverse("dispatches:bring_message"), reverse("dispatches:incoming_list")


@pytest.fixture
def clerk():
    return signed_in(user("clerk"))


def issued(number=214):
    dispatch = factories.issued(number)
    print_it(dispatch, pdf())
    return dispatch


def uploaded(content):
    return {"message": SimpleUploadedFile("tra-loi.edxml", content)}


def test_the_clerk_saves_the_message_of_an_issued_dispatch(clerk):
    call = issued()
    address = reverse("dispatches:export_dispatch", args=[call.pk])
    assert f'href="{address}"' in clerk.get(reverse("dispatches:detail", args=[call.pk])).text

    answer = clerk.get(address)

    assert answer["Content-Disposition"].startswith(
        'attachment; filename="214-SNgV-NV.chua-ky.edxml"'
    )
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert str(read(answer.content).code) == "214/SNgV-NV"


@pytest.mark.parametrize("role", ["clerk", "leader"])
def test_who_cannot_have_a_message_is_offered_none(role):
    call = issued() if role == "leader" else factories.approved()

    page = signed_in(factories.person(role)).get(reverse("dispatches:detail", args=[call.pk]))

    assert reverse("dispatches:export_dispatch", args=[call.pk]) not in page.text


def test_a_draft_has_no_message_and_the_page_says_why(clerk):
    draft = factories.approved()

    answer = clerk.get(reverse("dispatches:export_dispatch", args=[draft.pk]), follow=True)

    assert answer.redirect_chain == [(reverse("dispatches:detail", args=[draft.pk]), 302)]
    assert "Chỉ xuất tệp liên thông của văn bản đã ban hành" in answer.text


def test_a_reply_is_read_checked_and_registered(clerk):
    issued()
    assert BRING in clerk.get(LIST).text

    checked = clerk.post(BRING, uploaded(reply_file("214/SNgV-NV")), follow=True)

    kept = ExchangeMessage.objects.get()
    page = reverse("dispatches:message", args=[kept.pk])
    assert checked.redirect_chain == [(page, 302)]
    for words in (
        "UBND huyện Lục Ngạn",
        "812/UBND-VX",
        "02/8/2021",
        "V/v tham gia ý kiến vào dự thảo Đề án",
        "KT. CHỦ TỊCH PHÓ CHỦ TỊCH, Nguyễn Văn A",
        "trả lời Công văn số 214/SNgV-NV",
        "không kiểm tra chữ ký số",
    ):
        assert words in checked.text
    assert 'name="although_known"' not in checked.text
    frame = clerk.get(reverse("dispatches:message_letter", args=[kept.pk]))
    assert (frame.content, frame["Content-Type"]) == (letter_pdf(), "application/pdf")
    assert "default-src 'none'" in frame["Content-Security-Policy"]
    assert not IncomingDocument.objects.exists()
    assert page in clerk.get(BRING).text

    registered = clerk.post(page, follow=True)

    document = IncomingDocument.objects.get()
    own = reverse("dispatches:incoming", args=[document.pk])
    assert registered.redirect_chain == [(own, 302)]
    assert page not in clerk.get(BRING).text
    assert clerk.get(page, follow=True).redirect_chain == [(own, 302)]


def test_of_several_pdfs_the_clerk_looks_at_each_and_chooses_the_document(clerk):
    annex = pdf(lambda made: made.add_blank_page())
    sent = (Attachment("phu-luc.pdf", annex), Attachment("cong-van.pdf", letter_pdf()))

    checked = clerk.post(BRING, uploaded(reply_file(attachments=sent)), follow=True)

    page = checked.redirect_chain[0][0]
    assert "chọn ở dưới" in checked.text
    assert clerk.post(page).context["form"].errors["letter"]
    second = clerk.get(page, {"tep": "1"})
    assert second.context["form"]["letter"].value() == 1
    frame = reverse("dispatches:message_letter", args=[ExchangeMessage.objects.get().pk])
    assert f"{frame}?tep=1" in second.text
    assert clerk.get(frame, {"tep": "1"}).content == letter_pdf()
    assert clerk.get(frame, {"tep": "9"}).content == annex
    clerk.post(page, {"letter": "1"})
    document = IncomingDocument.objects.get()
    assert document.scan_name == "cong-van.pdf"
    assert [one.name for one in document.enclosures.all()] == ["phu-luc.pdf"]


def test_what_came_with_the_letter_is_shown_before_and_saved_from_the_document(clerk):
    letter = Attachment("812-UBND-VX.pdf", letter_pdf(), LETTER)
    sheet = Attachment("bảng.pdf", pdf(), ENCLOSED)
    sent = (letter, sheet, Attachment("chay.exe", b"MZ"))

    checked = clerk.post(BRING, uploaded(reply_file(attachments=sent)), follow=True)
    registered = clerk.post(checked.redirect_chain[0][0], follow=True)

    assert "bảng.pdf" in checked.text
    assert "chay.exe: Chỉ nhận tệp PDF" in checked.text
    address = reverse("dispatches:incoming_enclosure", args=[IncomingDocument.objects.get().pk, 1])
    assert f'href="{address}"' in registered.text
    saved = clerk.get(address)
    assert saved["Content-Disposition"].startswith("attachment;")
    assert saved["X-Content-Type-Options"] == "nosniff"
    assert b"".join(saved) == sheet.content
    assert clerk.get(address.replace("/1/", "/2/")).status_code == 404


def test_an_organ_that_is_not_ours_is_said(clerk):
    issued()
    named = DocumentReference(code="214/SNgV-NV", organ_id="000.00.13.H02")

    checked = clerk.post(BRING, uploaded(reply_file(response_for=(named,))), follow=True)

    words = "214/SNgV-NV (mã định danh 000.00.13.H02): không có trong sổ văn bản đi"
    assert words in checked.text


def test_a_duplicate_is_alarmed_before_and_registered_only_on_the_clerk_s_word(clerk):
    clerk.post(BRING, uploaded(reply_file()))
    clerk.post(reverse("dispatches:message", args=[ExchangeMessage.objects.get().pk]))

    checked = clerk.post(BRING, uploaded(reply_file(content="Gửi lại.")), follow=True)

    assert "Có thể trùng" in checked.text
    page = checked.redirect_chain[0][0]
    refused = clerk.post(page)
    assert "đã đăng ký" in str(refused.context["form"].non_field_errors())
    assert 'name="although_known"' in refused.text
    assert IncomingDocument.objects.count() == 1
    clerk.post(page, {"although_known": "on"})
    assert IncomingDocument.objects.count() == 2


def test_an_answer_to_something_unknown_is_said(clerk):
    checked = clerk.post(BRING, uploaded(reply_file("999/SNgV-NV")), follow=True)

    assert "999/SNgV-NV: không có trong sổ văn bản đi" in checked.text


def test_what_is_refused_is_said_on_the_form_and_shown_as_text(clerk):
    answer = clerk.post(BRING, uploaded(b"<script>alert(1)</script>"))

    assert "không theo định dạng edXML" in answer.text
    assert not ExchangeMessage.objects.exists()


def test_markup_in_a_message_is_text_on_the_page(clerk):
    content = reply_file("<b>1</b>/X", subject="<script>alert(1)</script>")

    checked = clerk.post(BRING, uploaded(content), follow=True)

    assert "<script>alert(1)" not in checked.text
    assert "&lt;script&gt;alert(1)" in checked.text
    assert "<b>1</b>/X" not in checked.text


def test_a_message_that_the_store_has_lost_is_said(clerk):
    clerk.post(BRING, uploaded(reply_file()))
    kept = ExchangeMessage.objects.get()
    default_storage.delete(kept.file.path)

    answer = clerk.get(reverse("dispatches:message", args=[kept.pk]), follow=True)

    assert answer.redirect_chain == [(BRING, 302)]
    assert "Không tìm thấy tệp trong kho lưu trữ" in answer.text
