"""Uploads and the malware scanner: a real socket, clamd's own protocol, no answer is no."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from dispatches import uploads
from dispatches.domain import importing
from dispatches.errors import UploadRefused
from dispatches.models import IncomingDocument, StoredFile
from dispatches.uploads.clamd import CHUNK, Clamd
from dispatches.uploads.scanning import require_clean
from tests.dispatches.exchange.test_reading import package, with_files
from tests.dispatches.factories import clerk
from tests.dispatches.uploads import corpus
from tests.dispatches.uploads.scanner import MALWARE, NAME, Scanner
from tests.factories import AT, signed_in

UNSEEN = "Chưa kiểm tra được mã độc nên tệp chưa được nhận"
INFECTED = corpus.pdf() + b"\n% " + MALWARE


@pytest.fixture
def scanner(settings):
    with Scanner() as running:
        settings.MALWARE_SCANNER = running.address
        yield running


def test_a_clean_file_is_kept_after_the_scanner_saw_all_of_it(scanner):
    large = corpus.pdf() + b"%" * (2 * CHUNK)

    upload = uploads.receive(SimpleUploadedFile("a.pdf", large))

    assert upload.media_type == "application/pdf"
    assert scanner.seen == [large]


def test_an_infected_file_is_refused_in_plain_words(scanner):
    with pytest.raises(UploadRefused) as refused:
        uploads.receive(SimpleUploadedFile("Ý kiến.pdf", INFECTED))

    assert str(refused.value) == (
        f"Tệp «Ý kiến.pdf» có mã độc ({NAME}) nên không được nhận. Đề nghị kiểm tra máy tính đã "
        "tạo tệp và báo bộ phận công nghệ thông tin."
    )


def test_a_scanner_on_a_unix_socket_is_asked_the_same(settings, tmp_path):
    with Scanner(tmp_path / "clamd.ctl") as running:
        settings.MALWARE_SCANNER = running.address
        require_clean("a.pdf", b"clean")
        with pytest.raises(UploadRefused, match=NAME):
            require_clean("a.pdf", MALWARE)


@pytest.mark.parametrize(
    "reply",
    [
        b"INSTREAM size limit exceeded. ERROR\0",
        b"stream: OK",  # breaks off
        b"stream: MAYBE\0",
        b"x" * 5000,
    ],
)
def test_what_is_no_answer_refuses_the_file(scanner, reply):
    scanner.says(reply)
    with pytest.raises(UploadRefused, match=UNSEEN):
        require_clean("a.pdf", b"clean")


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:9", "unix:///nowhere/clamd.ctl"])
def test_a_scanner_out_of_reach_refuses_the_file(settings, address):
    settings.MALWARE_SCANNER = address
    with pytest.raises(UploadRefused, match=UNSEEN):
        require_clean("a.pdf", b"clean")
    assert not Clamd(address, 1).answers()


def test_without_a_scanner_nothing_is_asked(settings):
    settings.MALWARE_SCANNER = ""
    assert uploads.receive(SimpleUploadedFile("a.pdf", INFECTED)).content == INFECTED


@pytest.mark.django_db
def test_malware_inside_a_message_of_another_system_is_found(scanner):
    message = with_files(package(a_pdf=corpus.pdf(), b_txt=MALWARE))
    assert MALWARE not in message

    with pytest.raises(UploadRefused, match=NAME):
        importing.bring(message, by=clerk(), at=AT)

    assert not StoredFile.objects.exists()


@pytest.mark.django_db
def test_the_page_says_so_and_keeps_nothing(scanner):
    fields = {
        "arrived_on": "02/08/2021",
        "author": "Cục Ngoại vụ",
        "full_number": "347/CNV-ĐP",
        "date": "14/07/2021",
        "kind_name": "Công văn",
        "subject": "Kết nối",
        "scan": SimpleUploadedFile("cong-van.pdf", INFECTED),
    }

    answer = signed_in(clerk()).post(reverse("dispatches:register_incoming"), fields)

    assert "Tệp «cong-van.pdf» có mã độc" in answer.text
    assert not IncomingDocument.objects.exists()
    assert not StoredFile.objects.exists()
