"""The pages: the clerk uploads, everybody reads what was found, the administrator trusts."""

from dataclasses import replace

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dispatches.models import SignedCopy, TrustRoot
from tests.dispatches.factories import approved, letter, person
from tests.dispatches.signing import authority as ca
from tests.dispatches.signing.office import own_pdf, printed, signed_by_both, trust, upload
from tests.dispatches.signing.tampering import rewrite
from tests.dispatches.uploads import corpus
from tests.factories import signed_in

pytestmark = pytest.mark.django_db
ROOTS, ADD = reverse("dispatches:trust_roots"), reverse("dispatches:add_trust_root")


def url(name, dispatch, *more):
    return reverse(f"dispatches:{name}", args=[dispatch.pk, *more])


def client(role):
    return signed_in(person(role))


def send(dispatch, content, name="da ky.pdf", **data):
    form = data | {"file": SimpleUploadedFile(name, content)}
    return client("clerk").post(url("upload_signed_copy", dispatch), form, follow=True)


def errors(answer):
    assert not SignedCopy.objects.exists()
    return answer.context["form"].non_field_errors()


def test_the_clerk_uploads_the_signed_file_and_reads_what_was_found():
    trust()
    dispatch = printed()
    page = url("detail", dispatch)
    assert "Tải lên bản đã ký" in client("clerk").get(page).text

    answer = send(dispatch, signed_by_both(own_pdf(dispatch)))

    assert answer.redirect_chain == [(url("signed_copies", dispatch), 302)]
    for words in (
        "Chữ ký 1: Ngô Biên Cương, Sở Ngoại vụ",
        "Chữ ký 2: Sở Ngoại vụ tỉnh Bắc Giang",
        "CA cơ quan thử nghiệm",
        "02/8/2021 08:00:00",
        "Là bản gửi đi",
        "bắt đầu bằng đúng bản PDF đã ban hành",
        "chưa kiểm tra: tệp không kèm dữ liệu thu hồi",
    ):
        assert words in answer.text
    assert "Chỉ có chữ ký số của một chứng thư" not in answer.text
    shown = client("leader").get(page).text
    assert "Là bản gửi đi" in shown
    assert "Thay bản đã ký" not in shown
    assert "Thay bản đã ký" in client("clerk").get(page).text


def test_both_files_are_saved_from_the_page():
    trust()
    dispatch = printed()
    signed = signed_by_both(own_pdf(dispatch))
    upload(dispatch, signed)
    saved = client("officer").get(url("signed_copy_file", dispatch, 1))
    assert saved.content == signed
    assert 'attachment; filename="214-SNgV-NV-da-ky.pdf"' in saved["Content-Disposition"]
    assert client("officer").get(url("pdf", dispatch)).content == own_pdf(dispatch)
    assert client("officer").get(url("signed_copy_file", dispatch, 2)).status_code == 404


def test_one_signature_of_an_unknown_authority_is_kept_with_two_warnings():
    dispatch = printed()
    answer = send(dispatch, ca.sign(own_pdf(dispatch), ca.person()))
    assert "Chỉ có chữ ký số của một chứng thư" in answer.text
    assert "được giữ nhưng không gửi đi" in answer.text
    assert "do nơi cấp có trong danh sách tin cậy" not in answer.text
    assert "Toàn vẹn, chưa rõ nơi cấp" in answer.text

    trust()
    again = client("clerk").post(url("recheck_signed_copy", dispatch), follow=True)
    assert "Đã kiểm tra lại chữ ký số." in again.text
    assert "Là bản gửi đi" in again.text


def test_a_second_file_wants_a_reason():
    trust()
    dispatch = printed()
    one = ca.sign(own_pdf(dispatch), ca.person(), box=ca.PERSON_BOX)
    send(dispatch, one)
    both = ca.sign(one, ca.agency(), field="Ky2", box=ca.AGENCY_BOX)
    assert send(dispatch, both).context["form"].errors["reason"] == ["Mục này không được để trống."]
    answer = send(dispatch, both, reason="Thiếu chữ ký của cơ quan")
    assert "Lý do thay: Thiếu chữ ký của cơ quan" in " ".join(answer.text.split())


def test_hostile_uploads_are_refused_in_words():
    dispatch = printed()
    own = own_pdf(dispatch)
    secret = rewrite(own, encryption=pikepdf.Encryption(owner="a", user="b"))
    script = rewrite(own, corpus.with_action("JavaScript", JS="app.alert(1)"))
    opened = rewrite(own, corpus.with_attachment)
    limit = 20 * 1024 * 1024
    assert errors(send(dispatch, secret))[0].startswith("Tệp PDF có mật khẩu.")
    assert errors(send(dispatch, script))[0].startswith("Tệp PDF có mã lệnh")
    assert errors(send(dispatch, opened))[0].startswith("Tệp PDF có mã lệnh")
    assert errors(send(dispatch, corpus.EXE))[0].startswith("Nội dung tệp không đúng")
    assert errors(send(dispatch, own, name="a.exe"))[0].startswith("Chỉ nhận tệp PDF")
    assert errors(send(dispatch, own.ljust(limit + 1)))[0].startswith("Tệp lớn hơn 20 MB.")
    assert errors(send(dispatch, corpus.PNG, name="a.png"))[0].startswith("Bản đã ký số phải là")
    assert errors(send(dispatch, corpus.pdf()))[0].startswith("Tệp này không phải là văn bản")


def test_what_a_certificate_says_is_text():
    authority = ca.certify("<script>alert(1)</script>", is_authority=True)
    trust(authority)
    holder = ca.certify("<b>Ký</b>\u202e", authority)
    dispatch = printed()
    answer = send(dispatch, ca.sign(own_pdf(dispatch), holder))
    assert "&lt;b&gt;Ký&lt;/b&gt;" in answer.text
    assert "\u202e" not in answer.text
    assert "<script>alert" not in client("administrator").get(ROOTS).text


def test_before_issue_there_is_no_section_and_no_page():
    dispatch = approved()
    assert "Bản đã ký số" not in client("clerk").get(url("detail", dispatch)).text
    answer = client("clerk").get(url("upload_signed_copy", dispatch))
    assert answer.headers["Location"] == url("detail", dispatch)
    assert client("clerk").post(url("recheck_signed_copy", dispatch)).status_code == 404
    for who in ("leader", "clerk"):
        shown = client(who).get(url("signed_copies", dispatch)).text
        assert "Chưa có bản đã ký số" in shown
        assert url("upload_signed_copy", dispatch) not in shown


def test_the_page_without_a_signed_file_leads_the_clerk_to_uploading_one():
    dispatch = printed()
    upload_page = url("upload_signed_copy", dispatch)
    assert upload_page in client("clerk").get(url("signed_copies", dispatch)).text
    assert upload_page not in client("leader").get(url("signed_copies", dispatch)).text


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({}, "trên họ tên người ký."),
        ({"signature": None}, "ở cuối văn bản, không chạm dòng chữ nào."),
    ],
)
def test_the_page_for_uploading_says_where_to_sign(changes, where):
    dispatch = printed(letter=replace(letter(), **changes))
    shown = client("clerk").get(url("upload_signed_copy", dispatch)).text
    assert f"hình chữ ký đặt vào khoảng trống {where}" in shown


def test_the_result_costs_as_many_queries_whatever_was_uploaded():
    trust()
    dispatch, reader = printed(), client("leader")
    own = own_pdf(dispatch)
    upload(dispatch, ca.sign(own, ca.person()))
    reader.get(url("signed_copies", dispatch))  # the first visit writes down that it was there
    for _round in range(2):
        with CaptureQueriesContext(connection) as captured:
            reader.get(url("signed_copies", dispatch))
        assert len(captured) == 10
        upload(dispatch, signed_by_both(own), reason="Đủ chữ ký")


def test_the_administrator_sees_the_fingerprint_before_trusting():
    admin, root = client("administrator"), ca.root()
    assert "Chưa có chứng thư gốc nào" in admin.get(ROOTS).text
    seen = admin.post(ADD, {"file": SimpleUploadedFile("root.cer", root.der)})
    assert not TrustRoot.objects.exists()
    pairs = [root.sha256[place : place + 2] for place in range(0, 64, 2)]
    assert ":".join(pairs).upper() in seen.text
    confirmed = {name: seen.context["form"][name].value() for name in ("text", "seen")}
    assert "Đã thêm chứng thư gốc" in admin.post(ADD, confirmed, follow=True).text
    kept = TrustRoot.objects.get()
    assert (kept.name, kept.sha256, kept.added_by) == (
        "Root CA thử nghiệm",
        root.sha256,
        person("administrator"),
    )


def test_the_fingerprint_confirmed_is_that_of_the_certificate_sent():
    admin = client("administrator")
    crossed = {"text": ca.other_root().pem.decode(), "seen": ca.root().sha256}
    admin.post(ADD, crossed)
    assert not TrustRoot.objects.exists()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"MZ", "Tệp không phải là một chứng thư số"),
        (ca.person().pem, "không phải của nơi cấp chứng thư"),
        (b"", "Tập tin được gửi là rỗng"),
    ],
)
def test_what_is_no_root_is_refused_before_it_is_shown(content, message):
    answer = client("administrator").post(ADD, {"file": SimpleUploadedFile("a.cer", content)})
    assert message in str(answer.context["form"].errors["file"])


def test_the_administrator_withdraws_a_root_with_a_reason():
    root, admin = trust(), client("administrator")
    page = reverse("dispatches:withdraw_trust_root", args=[root.pk])
    assert "không được gửi đi nữa" in admin.get(page).text
    assert "Đã gỡ chứng thư gốc" in admin.post(page, {"reason": "Bị lộ khóa"}, follow=True).text
    assert "Bị lộ khóa" in admin.get(ROOTS).text
    assert admin.get(page).status_code == 404
