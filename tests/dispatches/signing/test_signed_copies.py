"""What is kept of signed files, which file is sent, and what the database refuses."""

import re
import zipfile
from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pytest
from django.urls import reverse

from accounts.models import AuditEvent
from dispatches import pictures
from dispatches.domain import (
    delivering,
    dossier_export,
    dossiers,
    files,
    handling,
    signed_copies,
    trust_roots,
)
from dispatches.domain.outgoing_file import Unsigned, outgoing_file
from dispatches.errors import DispatchRefused, UploadRefused
from dispatches.models import SignatureCheck, SignedCopy, StoredFile, TrustRoot
from dispatches.signing.certificates import NotACertificate, read_certificate
from dispatches.signing.report import Report, State
from dispatches.uploads import Upload
from tests.dispatches import deliveries
from tests.dispatches.factories import clerk, issued, letter, officer, person
from tests.dispatches.signing import authority as ca
from tests.dispatches.signing.office import (
    PDF,
    administrator,
    own_pdf,
    printed,
    signed_by_both,
    trust,
    upload,
)
from tests.factories import AT, signed_in
from tests.refusing import refused

pytestmark = pytest.mark.django_db


def report_of(copy):
    return Report.from_json(copy.checks.order_by("-pk").first().report)


def sent(dispatch):
    leaves = outgoing_file(dispatch)
    return leaves.name, files.read(leaves.file)


def test_the_signed_file_is_sent_from_then_on_and_both_are_kept():
    trust()
    dispatch = printed()
    own = own_pdf(dispatch)
    assert sent(dispatch) == ("214-SNgV-NV.pdf", own)
    signed = signed_by_both(own)

    copy = upload(dispatch, signed)

    assert [one.state for one in report_of(copy).signatures] == [State.VALID, State.VALID]
    assert sent(dispatch) == ("214-SNgV-NV-da-ky.pdf", signed)
    assert own_pdf(dispatch) == own
    trace = AuditEvent.objects.get(action="dispatch.signed_copy_kept")
    assert trace.actor_name == clerk().full_name
    assert trace.data == {
        "sha256": copy.file.sha256,
        "signers": ["Ngô Biên Cương, Sở Ngoại vụ", "Sở Ngoại vụ tỉnh Bắc Giang"],
        "reason": "",
    }


def test_the_archive_of_a_dossier_holds_the_signed_file():
    trust()
    dispatch = printed()
    signed = signed_by_both(own_pdf(dispatch))
    upload(dispatch, signed)
    dossier = dossiers.open_dossier(title="Hồ sơ", by=officer(), at=AT)
    dossiers.add_document(dossier, dispatch, by=officer(), at=AT)

    with zipfile.ZipFile(BytesIO(dossier_export.export(dossier))) as archive:
        (name,) = [name for name in archive.namelist() if name.startswith("van-ban/")]
        assert name == f"van-ban/di-{dispatch.pk}-214-SNgV-NV-da-ky.pdf"
        assert archive.read(name) == signed
        joined = archive.read("ho-so.pdf")
    # In the joined file the signatures are pictures: more ink than our own page has.
    assert pictures.page_picture(joined, 3) != pictures.page_picture(own_pdf(dispatch), 3)
    assert pictures.page_picture(joined, 1) == pictures.page_picture(own_pdf(dispatch), 1)


def test_the_same_file_again_gives_the_first_result():
    trust()
    dispatch = printed()
    signed = signed_by_both(own_pdf(dispatch))
    first = upload(dispatch, signed)
    assert upload(dispatch, signed) == first
    assert (SignedCopy.objects.count(), SignatureCheck.objects.count()) == (1, 1)


def test_the_next_one_takes_the_place_with_a_reason():
    trust()
    dispatch = printed()
    one = ca.sign(own_pdf(dispatch), ca.person(), box=ca.PERSON_BOX)
    upload(dispatch, one)
    both = ca.sign(one, ca.agency(), field="Ky2", box=ca.AGENCY_BOX)
    with pytest.raises(DispatchRefused, match="ghi lý do thay"):
        upload(dispatch, both)
    second = upload(dispatch, both, reason="Thiếu chữ ký của cơ quan")
    assert (second.ordinal, second.reason) == (2, "Thiếu chữ ký của cơ quan")
    assert sent(dispatch)[1] == both
    with pytest.raises(DispatchRefused, match="đã được thay bằng bản khác"):
        upload(dispatch, one, reason="Trở lại")


def test_an_unknown_root_is_kept_and_sent_only_once_it_is_known():
    dispatch = printed()
    copy = upload(dispatch, signed_by_both(own_pdf(dispatch)))
    assert [one.state for one in report_of(copy).signatures] == [State.UNKNOWN_ROOT] * 2
    assert sent(dispatch)[0] == "214-SNgV-NV.pdf"

    trust()
    assert sent(dispatch)[0] == "214-SNgV-NV.pdf"
    signed_copies.recheck(copy, by=clerk(), at=AT + timedelta(days=4000))

    assert sent(dispatch)[0] == "214-SNgV-NV-da-ky.pdf"
    assert [check.is_valid for check in copy.checks.order_by("pk")] == [False, True]
    trace = AuditEvent.objects.get(action="dispatch.signatures_checked")
    assert trace.data == {"sha256": copy.file.sha256, "valid": True}


def test_a_withdrawn_root_stops_the_signed_file_at_once():
    root, dispatch = trust(), printed()
    copy = upload(dispatch, signed_by_both(own_pdf(dispatch)))
    trust_roots.withdraw(root, reason="Bị lộ khóa", by=administrator(), at=AT)
    assert sent(dispatch)[0] == "214-SNgV-NV.pdf"
    signed_copies.recheck(copy, by=clerk(), at=AT)
    assert [one.state for one in report_of(copy).signatures] == [State.UNKNOWN_ROOT] * 2


def test_a_replaced_file_is_never_sent_again():
    trust()
    dispatch = printed()
    own = own_pdf(dispatch)
    upload(dispatch, signed_by_both(own))
    stranger = ca.certify("Người khác", ca.other_root())
    upload(dispatch, ca.sign(own, stranger), reason="Ký lại")
    assert sent(dispatch) == ("214-SNgV-NV.pdf", own)


def refusal(dispatch, content, media_type=PDF):
    with pytest.raises((DispatchRefused, UploadRefused)) as caught:
        signed_copies.upload(
            dispatch, Upload("a.pdf", content, media_type), reason="", by=clerk(), at=AT
        )
    assert not SignedCopy.objects.exists()
    return str(caught.value)


def test_a_signed_file_of_another_document_is_refused():
    trust()
    dispatch = printed()
    other = printed(215)
    kept = StoredFile.objects.count()
    said = refusal(dispatch, signed_by_both(own_pdf(other)))
    assert said == (
        "Tệp này không phải là văn bản đã ban hành ở đây (trang 1: chữ trên trang khác). Đề nghị "
        "tải bản PDF từ cổng, ký đúng bản đó rồi tải lên."
    )
    assert StoredFile.objects.count() == kept


def test_an_unsigned_file_is_refused():
    dispatch = printed()
    assert refusal(dispatch, own_pdf(dispatch)).startswith("Tệp không có chữ ký số nào.")


def test_one_bad_signature_refuses_the_file():
    trust()
    dispatch = printed()
    first = ca.sign(own_pdf(dispatch), ca.person())
    assert refusal(dispatch, ca.sign(first, ca.certify("Tự ký"), field="Ky2")) == (
        "Chữ ký của Tự ký: chứng thư tự ký. Đề nghị ký bằng chứng thư số do tổ chức chứng thực cấp."
    )


@pytest.mark.parametrize(
    ("which", "signer"),
    [(0, "Ngô Biên Cương, Sở Ngoại vụ"), (1, "Sở Ngoại vụ tỉnh Bắc Giang")],
)
def test_one_of_two_signatures_modified_refuses_the_file_and_says_whose(which, signer):
    trust()
    dispatch = printed()
    flipped = bytearray(signed_by_both(own_pdf(dispatch)))
    places = [match.end() for match in re.finditer(rb"/Contents ?<", flipped)]
    flipped[places[which - 2] + 200] ^= 1

    said = refusal(dispatch, bytes(flipped))

    assert said == (
        f"Chữ ký của {signer}: nội dung bị thay đổi sau khi ký. Tệp bị thay đổi sau khi ký, hoặc "
        "bị hỏng khi sao chép. Đề nghị tải bản PDF từ cổng, ký lại rồi tải lên nguyên tệp mà phần "
        "mềm ký tạo ra."
    )


def test_one_valid_signature_and_one_of_an_unknown_root_are_kept_with_a_warning():
    trust()
    dispatch = printed()
    stranger = ca.certify("Người khác", ca.other_root())
    first = ca.sign(own_pdf(dispatch), ca.person(), box=ca.PERSON_BOX)

    copy = upload(dispatch, ca.sign(first, stranger, field="Ky2", box=ca.AGENCY_BOX))

    states = [one.state for one in report_of(copy).signatures]
    assert states == [State.VALID, State.UNKNOWN_ROOT]
    assert outgoing_file(dispatch).unsigned == Unsigned.NOT_VALID


def test_the_pages_say_that_the_copy_sent_is_unsigned_and_when_it_takes_the_place_of_one():
    root, dispatch, reader = trust(), printed(), signed_in(person("officer"))
    pages = [reverse(f"dispatches:{name}", args=[dispatch.pk]) for name in ("send", "deliveries")]
    detail = reverse("dispatches:detail", args=[dispatch.pk])

    def said(words):
        return [words in reader.get(page).text for page in pages]

    assert said("Bản gửi đi chưa ký số:") == [True, True]
    assert "Bản gửi đi chưa ký số" in reader.get(detail).text
    upload(dispatch, signed_by_both(own_pdf(dispatch)))
    assert said("chưa ký số") == [False, False]
    trust_roots.withdraw(root, reason="Bị lộ khóa", by=administrator(), at=AT)
    assert said("Đang gửi bản chưa ký số thay cho bản đã ký số:") == [True, True]
    assert "bản gửi đi là bản chưa ký số" in reader.get(detail).text


def test_a_mail_that_falls_back_to_the_unsigned_copy_leaves_a_trace_and_is_marked():
    trust()
    dispatch = printed()
    stranger = ca.certify("Người khác", ca.other_root())
    upload(dispatch, ca.sign(own_pdf(dispatch), stranger))
    first, *_rest = deliveries.sent(dispatch)
    delivering.write_mail(first.pk, at=AT)

    trace = AuditEvent.objects.get(action="delivery.fell_back")
    assert trace.data == {"unsigned": "not_valid"}
    marked = dispatch.deliveries.with_what_was_attached().values_list("pk", "attached_unsigned")
    assert dict(marked) == {one.pk: one.pk == first.pk for one in dispatch.deliveries.all()}
    page = reverse("dispatches:deliveries", args=[dispatch.pk])
    assert signed_in(person("officer")).get(page).text.count("bản chưa ký số</span>") == 1


def test_a_mail_with_the_signed_copy_is_not_marked():
    trust()
    dispatch = printed()
    upload(dispatch, signed_by_both(own_pdf(dispatch)))
    first, *_rest = deliveries.sent(dispatch)
    delivering.write_mail(first.pk, at=AT)

    assert not dispatch.deliveries.with_what_was_attached().filter(attached_unsigned=True).exists()
    assert not AuditEvent.objects.filter(action="delivery.fell_back").exists()


def test_a_file_that_is_no_pdf_is_refused():
    assert refusal(printed(), b"PK", "application/zip").startswith("Bản đã ký số phải là tệp PDF")
    assert refusal(printed(215), b"%PDF-1.7 x").startswith("Cổng không đọc được tệp này.")


def test_a_stamp_on_words_says_where_to_put_it():
    dispatch = printed()
    signed = ca.sign(own_pdf(dispatch), ca.person(), box=(60, 700, 120, 720))
    assert refusal(dispatch, signed) == (
        "Chữ ký số đặt sai chỗ (trang 3: hình chữ ký đặt trên hoặc sát dòng chữ ngoài phần ký). Đề "
        "nghị tải bản PDF từ cổng và ký lại, đặt hình chữ ký vào khoảng trống trên họ tên người ký."
    )


def test_a_note_names_nobody_above_whose_name_to_sign():
    dispatch = printed(letter=replace(letter(), signature=None))
    signed = ca.sign(own_pdf(dispatch), ca.person(), box=(60, 700, 120, 720))
    assert refusal(dispatch, signed).endswith(
        "đặt hình chữ ký vào khoảng trống ở cuối văn bản, không chạm dòng chữ nào."
    )


def test_only_an_issued_document_with_its_pdf_and_not_cancelled_takes_one():
    assert "chưa có bản PDF của cổng" in refusal(issued(), b"%PDF-1.7")
    dispatch = printed()
    handling.cancel(dispatch, reason="Sai thể thức", by=clerk(), at=AT)
    assert "Văn bản đã hủy" in refusal(dispatch, b"%PDF-1.7")


def test_a_certificate_of_a_signer_or_out_of_time_is_no_trust_root():
    def add(holder):
        with pytest.raises(DispatchRefused) as caught:
            trust(holder)
        return str(caught.value)

    assert "không phải của nơi cấp chứng thư" in add(ca.person())
    old = (ca.START, ca.START + timedelta(days=1))
    assert add(ca.certify("Cũ", is_authority=True, valid=old)) == (
        "Chứng thư chỉ có hiệu lực từ 01/01/2020 đến 02/01/2020."
    )
    root = trust()
    assert add(ca.root()) == "Chứng thư này đã có trong danh sách."
    trust_roots.withdraw(root, reason="Nhầm", by=administrator(), at=AT)
    assert trust().pk != root.pk
    with pytest.raises(DispatchRefused, match="đã được gỡ"):
        trust_roots.withdraw(root, reason="Nhầm", by=administrator(), at=AT)


@pytest.mark.parametrize(
    "content", [b"", b"MZ", b"-----BEGIN CERTIFICATE-----\nAAAA\n", b"0" * 70_000]
)
def test_what_is_no_certificate_is_not_read(content):
    with pytest.raises(NotACertificate):
        read_certificate(content)


def test_a_certificate_is_read_from_both_forms_and_only_alone():
    root = ca.root()
    assert read_certificate(root.der) == read_certificate(root.pem)
    assert read_certificate(root.der).sha256 == root.sha256
    with pytest.raises(NotACertificate):
        read_certificate(root.pem + ca.other_root().pem)


def rows():
    """One row of each kind, made by hand: the database asks no file."""
    trust()
    file = files.store(b"%PDF-1.7", media_type=PDF, at=AT)
    copy = SignedCopy.objects.create(
        dispatch=issued(), ordinal=1, file=file, name="a.pdf", uploaded_at=AT
    )
    SignatureCheck.objects.create(signed_copy=copy, report={}, is_valid=True, checked_at=AT)
    return copy


@pytest.mark.parametrize("model", [SignedCopy, SignatureCheck, TrustRoot])
def test_the_database_deletes_none_of_them(model):
    rows()
    assert refused(lambda: model.objects.all()._raw_delete("default"))


@pytest.mark.parametrize(
    ("model", "changes", "is_refused"),
    [
        (SignedCopy, {"name": "x"}, True),
        (SignedCopy, {"ordinal": 2, "reason": "x"}, True),
        (SignatureCheck, {"is_valid": False}, True),
        (SignatureCheck, {"report": {"a": 1}}, True),
        (TrustRoot, {"pem": "x"}, True),
        (TrustRoot, {"sha256": "0" * 64}, True),
        (TrustRoot, {"withdrawn_at": AT}, True),
        (TrustRoot, {"withdrawal_reason": "x"}, True),
        (TrustRoot, {"withdrawn_at": AT, "withdrawal_reason": "x"}, False),
    ],
)
def test_the_database_changes_none_of_them_but_by_a_withdrawal(model, changes, is_refused):
    rows()
    assert refused(lambda: model.objects.update(**changes)) == is_refused


def test_a_withdrawal_is_not_taken_back():
    trust_roots.withdraw(trust(), reason="Nhầm", by=administrator(), at=AT)
    back = {"withdrawn_at": None, "withdrawal_reason": ""}
    assert refused(lambda: TrustRoot.objects.update(**back))


@pytest.mark.parametrize(
    "changes", [{"ordinal": 1, "reason": ""}, {"ordinal": 2, "reason": ""}, {"reason": "x"}]
)
def test_a_second_file_has_its_place_and_a_reason(changes):
    copy = rows()
    other = files.store(b"%PDF-1.7 other", media_type=PDF, at=AT)
    made = {"dispatch": copy.dispatch, "ordinal": 1, "file": other, "name": "a", "uploaded_at": AT}
    assert refused(lambda: SignedCopy.objects.create(**(made | changes)))
    again = made | {"ordinal": 2, "reason": "x", "file": copy.file}
    assert refused(lambda: SignedCopy.objects.create(**again))
