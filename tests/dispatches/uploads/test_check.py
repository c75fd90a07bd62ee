"""Files that are kept, and files that are refused with a reason."""

import zipfile
import zlib

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from dispatches import uploads
from dispatches.errors import UploadRefused
from dispatches.uploads import office
from tests.dispatches.uploads import corpus

ACTIVE = "macro, đối tượng nhúng"
DAMAGED = "bị hỏng"
OUTSIDE = "liên kết tới mẫu hoặc tệp bên ngoài"
MISNAMED = "không đúng với phần mở rộng"
OTHER_KIND = "Chỉ nhận tệp PDF, DOCX, XLSX, JPG, PNG"
BOMB = "Tệp nén bất thường"
ACTIVE_PDF = "mã lệnh, lệnh mở chương trình"
# It opens without a password; only printing and changing want one.
OWNER_ONLY = pikepdf.Encryption(owner="o", user="")
EXTERNAL = 'TargetMode="External"'


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("Ý kiến.pdf", corpus.pdf(), "application/pdf"),
        ("a.b.PDF", corpus.pdf(), "application/pdf"),
        ("khóa in.pdf", corpus.pdf(encryption=OWNER_ONLY), "application/pdf"),
        ("Ý kiến.docx", corpus.office("docx"), office.DOCX),
        ("bảng.xlsx", corpus.office("xlsx"), office.XLSX),
        ("stored.docx", corpus.office("docx", method=zipfile.ZIP_STORED), office.DOCX),
        (
            "link.docx",
            corpus.office("docx", {"word/_rels/d.xml.rels": corpus.ties(EXTERNAL, "hyperlink")}),
            office.DOCX,
        ),
        (
            "chart.docx",
            corpus.office("docx", {"word/embeddings/1.xlsx": corpus.office("xlsx")}),
            office.DOCX,
        ),
        ("ảnh.jpg", corpus.JPEG, "image/jpeg"),
        ("ảnh.jpeg", corpus.JPEG + b"SEFT of a telephone", "image/jpeg"),
        ("ảnh.png", corpus.PNG, "image/png"),
    ],
)
def test_a_plain_file_is_kept(name, content, media_type):
    assert uploads.check(name, content) == media_type


@pytest.mark.parametrize(
    "name", ["a.pdf.exe", "a.exe", "a.svg", "a.html", "a.docm", "a", ".pdf", ""]
)
def test_another_kind_is_refused(name):
    with pytest.raises(UploadRefused, match=OTHER_KIND):
        uploads.check(name, corpus.pdf())


@pytest.mark.parametrize("extension", ["pdf", "docx", "xlsx", "jpg", "png"])
@pytest.mark.parametrize("content", [corpus.EXE, b"<script>alert(1)</script>", b"GIF89a"])
def test_a_renamed_file_is_refused(extension, content):
    with pytest.raises(UploadRefused, match=MISNAMED):
        uploads.check(f"a.{extension}", content)


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        ({"word/vbaProject.bin": b"x"}, ACTIVE),
        ({"word/media/1.bin": b"\xd0\xcf\x11\xe0\xa1\xb1"}, ACTIVE),
        ({"word/media/1.png": corpus.EXE}, ACTIVE),
        ({"word/embeddings/oleObject1.bin": b"x"}, ACTIVE),
        ({"word/activeX/activeX1.xml": "<a/>"}, ACTIVE),
        ({"word/embeddings/1.xlsx": corpus.office("xlsx", {"xl/vbaProject.bin": b"x"})}, ACTIVE),
        (
            {corpus.CONTENT_TYPES: corpus.types("docx", "application/vnd.ms-office.vbaProject")},
            ACTIVE,
        ),
        ({"word/_rels/s.rels": corpus.ties(EXTERNAL, "attachedTemplate")}, OUTSIDE),
        ({"word/_rels/s.rels": corpus.ties(EXTERNAL, "oleObject")}, OUTSIDE),
        ({"word/_rels/s.rels": corpus.ties(EXTERNAL, "image")}, OUTSIDE),
        ({"word/document.xml": f"{corpus.DOCTYPE}<w>&b;</w>"}, ACTIVE),
        ({"word/document.xml": (corpus.DOCTYPE + "<w>&b;</w>").encode("utf-16")}, ACTIVE),
        ({"word/_rels/s.rels": f"{corpus.DOCTYPE}<w>&b;</w>"}, ACTIVE),
        ({corpus.CONTENT_TYPES: f"{corpus.DOCTYPE}<Types/>"}, ACTIVE),
        ({"word/document.xml": "<w>not closed"}, DAMAGED),
        ({corpus.CONTENT_TYPES: "<Types/>"}, MISNAMED),
        ({corpus.CONTENT_TYPES: corpus.types("xlsx")}, MISNAMED),
    ],
)
def test_an_office_file_with_more_than_text_is_refused(parts, message):
    with pytest.raises(UploadRefused, match=message):
        uploads.check("a.docx", corpus.office("docx", parts))


BIG = b"0" * (office.UNPACKED_FREE + 1)


@pytest.mark.parametrize(
    "content",
    [
        corpus.office("xlsx", {"xl/media/1.bin": BIG}),
        corpus.office("xlsx", {f"xl/media/{n}.bin": BIG[: 1 << 20] for n in range(11)}),
        corpus.office("xlsx", {"xl/a.xml": b"<a>" + BIG + b"</a>"}),
        corpus.office("xlsx", {"xl/e/1.xlsx": corpus.office("xlsx", {"xl/1.bin": BIG})}),
    ],
    ids=["one part", "many parts", "XML", "in a file within"],
)
def test_a_bomb_is_refused_before_it_unfolds(content):
    with pytest.raises(UploadRefused, match=BOMB):
        uploads.check("a.xlsx", content)


def test_a_bomb_that_lies_about_its_size_is_refused():
    bomb = corpus.office("xlsx", {"xl/media/1.bin": BIG})
    with pytest.raises(UploadRefused, match=DAMAGED):
        uploads.check("a.xlsx", corpus.lying_about_sizes(bomb))


def test_too_many_entries_are_refused():
    many = {f"xl/{n}.bin": b"" for n in range(office.ENTRIES_LIMIT)}
    with pytest.raises(UploadRefused, match=DAMAGED):
        uploads.check("a.xlsx", corpus.office("xlsx", many))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (corpus.locked(corpus.office("docx")), "có mật khẩu"),
        (corpus.office("docx")[:200], DAMAGED),
        (b"PK\x03\x04 nothing else", DAMAGED),
    ],
)
def test_a_locked_or_broken_office_file_is_refused(content, message):
    with pytest.raises(UploadRefused, match=message):
        uploads.check("a.docx", content)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (corpus.pdf(corpus.with_action("JavaScript", JS="app.alert(1)")), ACTIVE_PDF),
        (corpus.pdf(corpus.with_action("Launch", F="cmd.exe")), ACTIVE_PDF),
        (corpus.pdf(corpus.with_link), ACTIVE_PDF),
        (corpus.pdf(corpus.with_attachment), ACTIVE_PDF),
        (
            corpus.pdf(corpus.with_link, object_stream_mode=pikepdf.ObjectStreamMode.generate),
            ACTIVE_PDF,
        ),
        (corpus.pdf(encryption=pikepdf.Encryption(owner="o", user="u")), "có mật khẩu"),
        (
            corpus.pdf(corpus.with_link, encryption=OWNER_ONLY),
            ACTIVE_PDF,
        ),
        (b"%PDF-1.7 and nothing that is one", DAMAGED),
    ],
)
def test_a_pdf_that_acts_or_hides_is_refused(content, message):
    with pytest.raises(UploadRefused, match=message):
        uploads.check("a.pdf", content)


def test_a_pdf_whose_objects_cannot_all_be_seen_is_refused():
    seen = corpus.pdf_with_object_stream(zlib.compress(b"6 0 <</A 1>>"))
    assert uploads.check("a.pdf", seen) == "application/pdf"
    hidden = corpus.pdf_with_object_stream(zlib.compress(b"6 0 <</S/JavaScript/JS(x)>>"))
    with pytest.raises(UploadRefused, match=ACTIVE_PDF):
        uploads.check("a.pdf", hidden)
    with pytest.raises(UploadRefused, match=DAMAGED):
        uploads.check("a.pdf", corpus.pdf_with_object_stream(b"not packed at all"))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.png", corpus.PNG + b"<script>"),
        ("a.png", corpus.PNG[:-4] + b"\0\0\0\0"),
        ("a.png", corpus.PNG[:-12]),
        ("a.png", corpus.PNG_START + b"".join(reversed(corpus.PNG_PARTS))),
        ("a.png", corpus.PNG_START),
        ("a.jpg", corpus.JPEG[:-2]),
        ("a.jpg", corpus.JPEG_WITHOUT_FRAME),
        ("a.jpg", corpus.JPEG[:4]),
        ("a.jpg", b"\xff\xd8\xff\xe0\x00\x00" + corpus.JPEG),
    ],
)
def test_a_picture_out_of_joint_is_refused(name, content):
    with pytest.raises(UploadRefused, match=DAMAGED):
        uploads.check(name, content)


def test_an_empty_file_is_refused():
    with pytest.raises(UploadRefused, match="Tệp rỗng"):
        uploads.check("a.pdf", b"")


def test_the_limit_is_twenty_megabytes():
    padding = b"\0" * (uploads.SIZE_LIMIT - len(corpus.JPEG))
    assert uploads.check("a.jpg", corpus.JPEG + padding) == "image/jpeg"
    with pytest.raises(UploadRefused, match="lớn hơn 20 MB"):
        uploads.check("a.jpg", corpus.JPEG + padding + b"\0")


def test_a_form_brings_a_name_that_is_cleaned():
    upload = uploads.receive(SimpleUploadedFile("vb\u202ecod.png", corpus.PNG, "text/html"))
    assert upload == uploads.Upload("vbcod.png", corpus.PNG, "image/png")


def test_a_file_too_large_is_not_even_read():
    upload = SimpleUploadedFile("a.jpg", b"")
    upload.size = uploads.SIZE_LIMIT + 1
    with pytest.raises(UploadRefused, match="lớn hơn 20 MB"):
        uploads.receive(upload)
