"""The pages of incoming documents, as the clerk and the officer use them."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from dispatches.models import DocumentLink, IncomingDocument
from tests.dispatches.factories import arrived, drafted, officer, scan
from tests.dispatches.uploads.corpus import pdf
from tests.factories import signed_in, user

pytestmark = pytest.mark.django_db
LIST, NEW = reverse("dispatches:incoming_list"), reverse("dispatches:register_incoming")
FORM = {
    "arrived_on": "02/08/2021",
    "author": "Cục Ngoại vụ, Bộ Ngoại giao",
    "full_number": "347/CNV-ĐP",
    "date": "14/07/2021",
    "kind_name": "Công văn",
    "subject": "Kết nối hợp tác với các địa phương của Hàn Quốc",
}


def page(name, document):
    return reverse(f"dispatches:{name}", args=[document.pk])


@pytest.fixture
def clerk():
    return signed_in(user("clerk"))


def test_the_clerk_registers_a_document_with_its_scan(clerk):
    assert "Số đến kế tiếp trong năm: 1" in clerk.get(NEW).content.decode()
    content = pdf()
    file = SimpleUploadedFile("Công văn 347.pdf", content)

    answer = clerk.post(NEW, FORM | {"scan": file}, follow=True)

    document = IncomingDocument.objects.get()
    assert answer.redirect_chain == [(page("incoming", document), 302)]
    assert "01/2021" in answer.content.decode()
    saved = clerk.get(page("incoming_scan", document))
    assert saved.content == content
    assert saved["Content-Disposition"].startswith("attachment")
    assert f"{page('incoming_scan', document)}?xem=1#view" in answer.content.decode()
    read = clerk.get(page("incoming_scan", document), {"xem": "1"})
    assert read.content == content
    assert read["Content-Disposition"].startswith("inline")
    assert read["Content-Security-Policy"].startswith("default-src 'none'")


def test_a_document_is_registered_with_what_it_encloses(clerk):
    files = [SimpleUploadedFile(f"Phụ lục {n}.pdf", pdf()) for n in (1, 2)]

    clerk.post(NEW, FORM | {"enclosed": files})

    kept = IncomingDocument.objects.get().enclosures.values_list("ordinal", "name")
    assert list(kept) == [(1, "Phụ lục 1.pdf"), (2, "Phụ lục 2.pdf")]
    bad = [SimpleUploadedFile("1.pdf", pdf()), SimpleUploadedFile("2.pdf", b"MZ")]
    answer = clerk.post(NEW, FORM | {"full_number": "348", "enclosed": bad})
    said = answer.context["form"].non_field_errors()
    assert said == ["2.pdf: Nội dung tệp không đúng với phần mở rộng «.pdf»."]
    assert IncomingDocument.objects.count() == 1
    many = [SimpleUploadedFile(f"{n}.pdf", pdf()) for n in range(10)]
    answer = clerk.post(NEW, FORM | {"full_number": "348", "enclosed": many})
    assert answer.context["form"].errors["enclosed"] == ["Mỗi lần không quá 9 tệp."]


def test_files_are_added_to_a_registered_document_and_none_is_replaced(clerk):
    document = arrived()
    address = page("add_incoming_files", document)
    assert address in clerk.get(page("incoming", document)).text
    assert "Đề nghị chọn tệp." in clerk.post(address).text

    data = {"scan": SimpleUploadedFile("347.pdf", pdf()), "enclosed": []}
    assert clerk.post(address, data)["Location"] == page("incoming", document)

    document.refresh_from_db()
    assert document.scan_name == "347.pdf"
    assert list(clerk.get(address).context["form"].fields) == ["enclosed"]
    clerk.post(address, {"enclosed": [SimpleUploadedFile("phu-luc.pdf", pdf())]})
    assert "phu-luc.pdf" in clerk.get(page("incoming", document)).text
    assert address not in signed_in(officer()).get(page("incoming", document)).text


def test_a_duplicate_is_said_and_registered_only_on_the_clerk_s_word(clerk):
    arrived()

    refused = clerk.post(NEW, FORM)

    assert "đã đăng ký: số đến 01/2021" in str(refused.context["form"].errors["although_known"])
    assert IncomingDocument.objects.count() == 1
    clerk.post(NEW, FORM | {"although_known": "on"})
    assert IncomingDocument.objects.count() == 2


def test_a_file_that_is_none_is_refused_and_nothing_is_registered(clerk):
    answer = clerk.post(NEW, FORM | {"scan": SimpleUploadedFile("a.pdf", b"MZ")})

    assert answer.context["form"].non_field_errors() == [
        "Nội dung tệp không đúng với phần mở rộng «.pdf»."
    ]
    assert not IncomingDocument.objects.exists()


def test_from_arrival_to_settlement(clerk):
    document, handler = arrived(), officer()

    clerk.post(page("hand_incoming", document), {"handler": handler.pk, "due_on": "09/08/2021"})
    officers = signed_in(handler)
    assert "347/CNV-ĐP" in officers.get(LIST, {"handling": "open"}).content.decode()
    officers.post(page("settle_incoming", document), {"progress": "Đã trả lời", "settled": "on"})

    assert "Đã giải quyết" in officers.get(page("incoming", document)).content.decode()
    assert "347/CNV-ĐP" not in officers.get(LIST, {"handling": "open"}).content.decode()


def test_a_voided_number_stays_in_the_register(clerk):
    document = arrived()

    clerk.post(page("void_incoming", document), {"reason": "Ghi nhầm"})

    shown = clerk.get(page("incoming", document)).content.decode()
    assert "Ghi nhầm" in shown
    assert page("hand_incoming", document) not in shown
    assert "Đã hủy số" in clerk.get(LIST).content.decode()


def test_a_reply_is_linked_by_its_number_and_seen_on_both_pages(clerk):
    document, reply = arrived(), drafted()

    clerk.post(page("link", reply), {"kind": "reply", "full_number": "347/CNV-ĐP"})

    made = DocumentLink.objects.get()
    assert page("incoming", document) in clerk.get(page("detail", reply)).content.decode()
    assert page("detail", reply) in clerk.get(page("incoming", document)).content.decode()
    clerk.post(page("unlink", made), {"reason": "Nhầm"})
    assert page("incoming", document) not in clerk.get(page("detail", reply)).content.decode()
    unknown = clerk.post(page("link", reply), {"kind": "reply", "full_number": "1/X"})
    assert "Không thấy văn bản số 1/X" in unknown.content.decode()


def test_the_register_is_found_without_marks_and_exported(clerk):
    arrived()
    arrived(full_number="12/STP", author="Sở Tư pháp", subject="Góp ý")

    shown = clerk.get(LIST, {"q": "cuc ngoai vu"}).content.decode()
    exported = clerk.get(LIST, {"q": "so tu phap", "export": "xlsx"}).content

    assert ("347/CNV-ĐP" in shown, "12/STP" in shown) == (True, False)
    rows = list(load_workbook(BytesIO(exported)).active.iter_rows(values_only=True))
    assert [row[3] for row in rows] == ["Số, ký hiệu", "12/STP"]


def test_three_rows_cost_as_many_queries_as_one(clerk):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            clerk.get(LIST)
        return len(captured)

    arrived(scan=scan())
    clerk.get(LIST)  # the first visit of a session writes down that it was there
    assert queries() == 9
    for number in ("1/A", "2/A"):
        arrived(full_number=number)
    assert queries() == 9
