import smtplib
from email.message import EmailMessage

import pytest

from coop_portal.rehearsal.mail_sink import RefusedAddresses, mail_sink


@pytest.fixture
def refused(tmp_path):
    return RefusedAddresses(tmp_path / "refused_addresses.txt")


@pytest.fixture
def port(tmp_path, refused):
    with mail_sink(tmp_path / "mails", refused) as port:
        yield port


def send(port, *recipients, subject="Lấy ý kiến"):
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "so@portal.example", "a@portal.example", subject
    mail.set_content("Kính gửi UBND huyện Lục Ngạn")
    with smtplib.SMTP("127.0.0.1", port, timeout=5) as smtp:
        return smtp.sendmail("so@portal.example", recipients, mail.as_bytes())


def names(tmp_path):
    return sorted(path.name for path in (tmp_path / "mails").iterdir())


def test_each_mail_is_kept_as_it_came(port, tmp_path):
    send(port, "lucngan@portal.example")
    send(port, "yendung@portal.example")

    assert names(tmp_path) == ["00001.eml", "00002.eml"]
    assert b"Subject: =?utf-8?" in (tmp_path / "mails" / "00001.eml").read_bytes()


def test_numbers_go_on_after_a_restart(tmp_path):
    for _ in range(2):
        with mail_sink(tmp_path / "mails") as port:
            send(port, "lucngan@portal.example")
    assert names(tmp_path) == ["00001.eml", "00002.eml"]


def test_a_listed_address_is_refused_for_good_and_nothing_is_kept(port, tmp_path):
    (tmp_path / "refused_addresses.txt").write_text("yendung@portal.example\n", "utf-8")

    with pytest.raises(smtplib.SMTPRecipientsRefused) as refusal:
        send(port, "yendung@portal.example")

    assert refusal.value.recipients == {
        "yendung@portal.example": (550, b"5.1.1 No such mailbox: yendung@portal.example")
    }
    assert names(tmp_path) == []


def test_the_list_is_read_anew_each_time(port, tmp_path):
    listed = tmp_path / "refused_addresses.txt"
    listed.write_text("yendung@portal.example\n", "utf-8")
    assert "yendung@portal.example" in send(
        port, "yendung@portal.example", "lucngan@portal.example"
    )

    listed.write_text("", "utf-8")
    assert send(port, "yendung@portal.example") == {}
