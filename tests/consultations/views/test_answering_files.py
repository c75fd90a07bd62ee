"""Attaching on the page: text is saved along, refusals name the file, downloads are the unit's."""

import struct
import zlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from consultations.models import Draft, DraftFile
from dispatches.domain import files
from dispatches.models import Dispatch, StoredFile, UnitStorage
from dispatches.storage import WholeFileStorage
from tests.consultations.factories import IN_TIME, called
from tests.consultations.views.test_answering_page import address, page, posted
from tests.dispatches.uploads import corpus
from tests.dispatches.uploads.scanner import MALWARE, Scanner
from tests.factories import signed_in

pytestmark = pytest.mark.django_db


def chunk(kind: bytes, data: bytes) -> bytes:
    body = kind + data
    return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))


PNG = (
    b"\x89PNG\r\n\x1a\n"
    + chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    + chunk(b"IDAT", zlib.compress(b"\0\0"))
    + chunk(b"IEND", b"")
)


@pytest.fixture
def call():
    return called()


@pytest.fixture
def staff(call):
    return signed_in(call.person)


def attach(staff, call, *uploads, **texts):
    return staff.post(
        address(call, "tep/"), posted(call, **texts) | {"file": list(uploads)}, follow=True
    )


def test_a_file_is_attached_and_the_text_saved_along(call, staff):
    shown = page(attach(staff, call, SimpleUploadedFile("Bảng kê.png", PNG), c1="Xem bảng."))
    assert "Đã tải lên tệp «Bảng kê.png»." in shown
    draft = Draft.objects.get()
    assert [kept.name for kept in draft.draft_files.all()] == ["Bảng kê.png"]
    assert "Xem bảng." in [answer["text"] for answer in draft.answers.values()]


def test_a_program_in_disguise_is_refused_by_name_and_the_rest_is_kept(call, staff):
    shown = page(
        attach(
            staff,
            call,
            SimpleUploadedFile("cong-van.pdf", b"MZ\x90\x00"),
            SimpleUploadedFile("anh.png", PNG),
            c1="Xem tệp.",
        )
    )
    assert "«cong-van.pdf»: Nội dung tệp không đúng với phần mở rộng «.pdf»." in shown
    assert [kept.name for kept in DraftFile.objects.all()] == ["anh.png"]


def test_a_file_beyond_the_unit_s_quota_is_refused_with_figures_and_the_rest_is_kept(
    call, staff, settings
):
    settings.UNIT_STORAGE_LIMIT = 1024 * 1024
    large = SimpleUploadedFile("lon.pdf", corpus.pdf() + b"%" * 1024 * 1024)

    shown = page(attach(staff, call, large, SimpleUploadedFile("anh.png", PNG), c1="Xem tệp."))

    assert (
        "«lon.pdf»: Đơn vị đã dùng 0 trong 1 MiB dung lượng tệp nên không nhận thêm được tệp 1 MiB."
    ) in shown
    assert [kept.name for kept in DraftFile.objects.all()] == ["anh.png"]
    assert UnitStorage.objects.get(unit=call.consultee.district.code).used == len(PNG)


def test_an_infected_file_is_refused_by_name_on_the_unit_s_page(call, staff, settings):
    with Scanner() as scanner:
        settings.MALWARE_SCANNER = scanner.address
        infected = SimpleUploadedFile("anh.png", PNG + MALWARE)
        shown = page(attach(staff, call, infected, c1="Xem tệp."))

    assert "có mã độc (Portal.Test.Malware-1) nên không được nhận" in shown
    assert not StoredFile.objects.filter(media_type="image/png").exists()


def test_a_full_disk_keeps_the_text_and_no_file(call, staff, monkeypatch):
    def full(*_arguments):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(WholeFileStorage, "_save", full)
    staff.raise_request_exception = False

    shown = attach(staff, call, SimpleUploadedFile("Bảng kê.png", PNG), c1="Xem bảng.")

    assert shown.status_code == 507
    draft = Draft.objects.get()
    assert "Xem bảng." in [answer["text"] for answer in draft.answers.values()]
    assert not draft.draft_files.exists()
    assert not StoredFile.objects.exists()
    monkeypatch.undo()
    assert "Xem bảng." in page(staff.get(address(call)))


def test_pressing_without_choosing_says_so(call, staff):
    assert "Chưa chọn tệp nào để tải lên." in page(attach(staff, call))


def test_a_file_is_taken_off(call, staff):
    attach(staff, call, SimpleUploadedFile("anh.png", PNG))
    kept = DraftFile.objects.get()
    version = Draft.objects.get().version
    staff.post(address(call, f"tep/{kept.pk}/bo/"), posted(call, version))
    assert not DraftFile.objects.exists()


def test_on_a_stale_page_nothing_is_attached_and_both_texts_are_shown(call, staff):
    call.save(c1="của đồng nghiệp")
    answer = attach(staff, call, SimpleUploadedFile("anh.png", PNG), c1="của tôi")
    assert answer.redirect_chain[-1][0] == address(call, "hai-ban/")
    assert not DraftFile.objects.exists()


def test_the_unit_may_save_its_own_file(call, staff):
    attach(staff, call, SimpleUploadedFile("Bảng kê.png", PNG))
    sha256 = DraftFile.objects.get().file.sha256
    answer = staff.get(address(call, f"tep/{sha256}/"))
    assert (answer.content, answer["Content-Type"]) == (PNG, "image/png")
    assert answer["Content-Disposition"].startswith("attachment;")


def test_a_file_that_is_no_longer_what_was_stored_is_not_given(call, staff, settings):
    attach(staff, call, SimpleUploadedFile("anh.png", PNG))
    stored = DraftFile.objects.get().file
    path = settings.MEDIA_ROOT / stored.path
    path.chmod(0o600)
    path.write_bytes(b"khac")
    answer = staff.get(address(call, f"tep/{stored.sha256}/"))
    assert answer.status_code == 409
    assert "đã bị thay đổi" in page(answer)


def test_the_letter_is_shown_in_the_units_own_frame(call, staff):
    assert staff.get(address(call, "cong-van/")).status_code == 404
    pdf = files.store(b"%PDF-1.7 thu", media_type="application/pdf", at=IN_TIME)
    Dispatch.objects.filter(round=call.consultee.round).update(pdf=pdf)
    answer = staff.get(address(call, "cong-van/"))
    assert (answer.content, answer["X-Frame-Options"]) == (b"%PDF-1.7 thu", "SAMEORIGIN")
