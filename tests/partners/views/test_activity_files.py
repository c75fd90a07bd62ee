"""Files about an activity: checked, kept once, given for saving only."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.models import AuditEvent
from accounts.spreadsheet import workbook
from partners.domain.activity_files import MOST
from tests.factories import signed_in, user
from tests.partners.factories import activity, activity_file, partner

pytestmark = pytest.mark.django_db
BOOK = workbook(["Họ và tên"], [["Kim"]])


@pytest.fixture
def made():
    return activity(partner())


@pytest.fixture
def client():
    return signed_in(user("officer"))


def attach(client, to, name, content):
    address = reverse("partners:activity_attach", args=[to.pk])
    upload = SimpleUploadedFile(name, content)
    return client.post(address, {"file": upload}, follow=True).content.decode()


def test_a_file_is_kept_given_for_saving_and_taken_off(client, made):
    assert "Đã tải lên tệp «Danh sách đoàn.xlsx»." in attach(
        client, made, "Danh sách đoàn.xlsx", BOOK
    )
    kept = made.files.get()
    given = client.get(reverse("partners:activity_file", args=[made.pk, kept.pk]))
    assert given.content == BOOK
    assert given["Content-Disposition"].startswith("attachment;")
    assert given["Content-Security-Policy"].startswith("default-src 'none'; sandbox")

    client.post(reverse("partners:activity_detach", args=[made.pk, kept.pk]))
    assert made.files.count() == 0
    actions = AuditEvent.objects.filter(action__startswith="activity.file").order_by("pk")
    assert [event.action for event in actions] == ["activity.file_added", "activity.file_removed"]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.exe", b"MZ", "Chỉ nhận tệp PDF, DOCX, XLSX, JPG, PNG"),
        ("a.pdf", b"<html>", "không đúng với phần mở rộng"),
        ("a.pdf", b"", "rỗng"),
    ],
)
def test_what_is_no_document_is_refused_in_words(client, made, name, content, said):
    assert said in attach(client, made, name, content)
    assert made.files.count() == 0


def test_the_same_file_is_kept_once_and_there_is_an_end(client, made):
    attach(client, made, "a.xlsx", BOOK)
    assert "Tệp này đã có trong hoạt động." in attach(client, made, "b.xlsx", BOOK)
    for number in range(MOST - 1):
        activity_file(made, b"%PDF " + bytes([number + 1]))
    assert "Mỗi hoạt động nhận tối đa 20 tệp." in attach(client, made, "c.xlsx", BOOK)
    assert made.files.count() == MOST


def test_no_file_chosen_is_told(client, made):
    address = reverse("partners:activity_attach", args=[made.pk])
    assert client.post(address, follow=True).status_code == 200
    assert made.files.count() == 0
