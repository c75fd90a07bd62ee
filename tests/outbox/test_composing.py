from email import message_from_bytes, policy
from hashlib import sha256

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from outbox.domain.composing import AttachmentChanged, compose
from outbox.domain.messages import AttachedFile

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7 nothing more"


@pytest.fixture
def letter():
    path = default_storage.save("letter", ContentFile(PDF))
    return AttachedFile("Công văn 214.pdf", "application/pdf", path, sha256(PDF).hexdigest())


def test_headers_come_from_the_row(new_message, settings):
    settings.DEFAULT_FROM_EMAIL = "Sở Ngoại vụ tỉnh Bắc Giang <songoaivu@bacgiang.example>"
    message = new_message(to_name="Phòng Nội vụ, huyện Lục Ngạn", to_address="a@lucngan.example")
    mail = compose(message).message()
    assert mail["Message-ID"] == message.message_id
    assert mail["Date"] == "Tue, 03 Aug 2021 08:00:00 +0700"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert compose(message).recipients() == ['"Phòng Nội vụ, huyện Lục Ngạn" <a@lucngan.example>']
    assert mail["From"].endswith("<songoaivu@bacgiang.example>")


def test_the_subject_begins_on_the_line_of_its_name(new_message):
    subject = "Nhắc tham gia ý kiến (còn 5 ngày): Đề án hợp tác cấp địa phương (lần 2)"
    sent = compose(new_message(subject=subject)).message().as_bytes()
    assert message_from_bytes(sent, policy=policy.default)["Subject"] == subject


def test_plain_text_alone_and_with_html(new_message):
    plain = compose(new_message(text="Kính gửi")).message()
    both = compose(new_message(text="Kính gửi", html="<p>Kính gửi</p>")).message()
    assert plain.get_content_type() == "text/plain"
    assert both.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in both.get_payload()] == ["text/plain", "text/html"]


def test_the_stored_file_is_attached(new_message, letter):
    [(name, content, media_type)] = compose(new_message(attachments=[letter])).attachments
    assert (name, content, media_type) == ("Công văn 214.pdf", PDF, "application/pdf")


def test_a_changed_file_does_not_leave(new_message, letter):
    message = new_message(attachments=[letter])
    with default_storage.open(letter.path, "wb") as file:
        file.write(PDF + b" ")
    with pytest.raises(AttachmentChanged, match=letter.path):
        compose(message)


def test_a_lost_file_is_an_error(new_message, letter):
    message = new_message(attachments=[letter])
    default_storage.delete(letter.path)
    with pytest.raises(FileNotFoundError):
        compose(message)
