"""Production does not start with a missing or dangerous value, and says what to do."""

import ssl
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from coop_portal.environment import Environment

KEY = "Zx4-kQ9_bM2vT7rWc8pLs1nYh5gDf3jA6uEo0iRtKwPqXyVz"
OLD_KEY = KEY[::-1]
WEB_SERVER = [sys.executable, "-m", "gunicorn", "-c", "python:coop_portal.gunicorn"]


@pytest.fixture
def good(tmp_path):
    return {
        "PORTAL_MODE": "production",
        "SECRET_KEY": KEY + "12",
        "ALLOWED_HOSTS": "portal.example, www.portal.example",
        "SITE_URL": "https://portal.example/",
        "DATABASE_URL": "postgres://portal:$ecret@db.example/portal",
        "BROKER_URL": "redis://broker.example:6379/0",
        "EMAIL_URL": "smtp+tls://portal:$ecret@mail.example:587",
        "MAIL_FROM": "Sở Ngoại vụ <so@portal.example>",
        "FILES_DIR": str(tmp_path),
    }


def read(variables):
    return Environment.read(variables, settings.BASE_DIR)


def test_good_values_are_taken_as_they_are(good, tmp_path):
    environment = read(good)

    assert not environment.rehearsal
    assert environment.allowed_hosts == ["portal.example", "www.portal.example"]
    assert environment.site_url == "https://portal.example"
    assert environment.database["PASSWORD"] == "$ecret"
    assert environment.mail["EMAIL_HOST_PASSWORD"] == "$ecret"
    assert environment.mail["EMAIL_USE_TLS"] is True
    assert environment.files_dir == tmp_path
    assert environment.static_storage.startswith("whitenoise.")
    assert environment.proxy_ssl_header is None
    assert environment.broker_tls is None
    assert (environment.port, environment.web_processes) == (8000, 2)
    assert (environment.malware_scanner, environment.unit_storage_mib) == ("", 500)


@pytest.mark.parametrize("address", ["unix:///run/clamav/clamd.ctl", "tcp://clamd.example:3310"])
def test_a_malware_scanner_is_taken_as_it_is_named(good, address):
    assert read(good | {"MALWARE_SCANNER": address}).malware_scanner == address


def test_the_proxys_header_is_believed_only_when_said_so(good):
    environment = read(good | {"BEHIND_TLS_PROXY": "True"})
    assert environment.proxy_ssl_header == ("HTTP_X_FORWARDED_PROTO", "https")


def test_a_broker_behind_tls_has_to_show_its_certificate(good):
    environment = read(good | {"BROKER_URL": "rediss://:secret@broker.example:6380/0"})
    assert environment.broker_tls == {"ssl_cert_reqs": ssl.CERT_REQUIRED}


def test_earlier_keys_stay_good_while_a_new_one_is_brought_in(good):
    environment = read(good | {"SECRET_KEY_FALLBACKS": f"{OLD_KEY}ab,{OLD_KEY}cd"})
    assert environment.secret_key_fallbacks == [f"{OLD_KEY}ab", f"{OLD_KEY}cd"]


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("SECRET_KEY", "a random text nobody else knows"),
        ("ALLOWED_HOSTS", "the portal's own names, comma between"),
        ("SITE_URL", "the portal's own address, https://portal.example"),
        ("DATABASE_URL", "postgres://user:password@host/name"),
        ("BROKER_URL", "redis://host:6379/0"),
        ("EMAIL_URL", "smtp+tls://user:password@host:587"),
        ("MAIL_FROM", "the sender of all mail"),
        ("FILES_DIR", "the folder that holds letters and uploads"),
    ],
)
@pytest.mark.parametrize("value", [None, "", " "])
def test_a_missing_value_stops_the_start(good, name, what, value):
    given = {key: text for key, text in good.items() if key != name}
    given |= {} if value is None else {name: value}
    with pytest.raises(ImproperlyConfigured) as refusal:
        read(given)
    assert str(refusal.value) == f"{name} is missing. Set it to {what}."


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("PORTAL_MODE", "debug", "Set it to 'production' or 'rehearsal'."),
        ("SECRET_KEY", KEY[:49], "SECRET_KEY can be guessed."),
        ("SECRET_KEY", "ab" * 40, "SECRET_KEY can be guessed."),
        ("SECRET_KEY", "django-insecure-" + KEY, "SECRET_KEY can be guessed."),
        ("SECRET_KEY_FALLBACKS", "short", "SECRET_KEY_FALLBACKS can be guessed."),
        ("ALLOWED_HOSTS", "portal.example,*", "ALLOWED_HOSTS=* lets any name in."),
        ("ALLOWED_HOSTS", "other.example", "Add it there."),
        ("CSRF_TRUSTED_ORIGINS", "http://other.example", "only addresses with https://."),
        ("SITE_URL", "http://portal.example", "Set it to https:// and the portal's name"),
        ("SITE_URL", "https://portal.example/portal", "without a path."),
        ("SITE_URL", "https://", "Set it to https:// and the portal's name"),
        ("SITE_URL", "https://portal.example?next=1", "without a path."),
        ("SITE_URL", "https://someone@portal.example", "without a path."),
        ("SITE_URL", "https://portal.example:https", "its host or port cannot be read."),
        ("DATABASE_URL", "postgres://portal@db.example", "names no PostgreSQL database"),
        ("DATABASE_URL", "postgres://portal:a/b@db.example/portal", "special characters"),
        ("DATABASE_URL", "sqlite:////srv/portal.sqlite3", "names no PostgreSQL database"),
        ("DATABASE_URL", "mysql://portal@db.example/portal", "names no PostgreSQL database"),
        ("BROKER_URL", "memory://", "names no Redis server."),
        ("BROKER_URL", "amqp://broker.example", "names no Redis server."),
        ("BROKER_URL", "redis://", "names no Redis server."),
        ("BROKER_URL", "redis://broker.example:99999", "its host or port cannot be read."),
        ("EMAIL_URL", "smtp://mail.example:mail", "its host or port cannot be read."),
        ("EMAIL_URL", "smtp://", "names no mail server."),
        ("EMAIL_URL", "consolemail://", "names no mail server."),
        ("MAIL_FROM", "Sở Ngoại vụ", "is no mail address."),
        ("MAIL_FROM", "so@portal.example, to@portal.example", "is no mail address."),
        ("MAIL_FROM", "so@portal.example\nBcc: to@portal.example", "is no mail address."),
        ("BEHIND_TLS_PROXY", "perhaps", "Set it to True behind a proxy that ends TLS"),
        ("PORT", "http", "Set it to 1 to 65535."),
        ("WEB_CONCURRENCY", "0", "Set it to 1 to 100."),
        ("MALWARE_SCANNER", "clamd", "names no clamd."),
        ("MALWARE_SCANNER", "tcp://clamd.example", "names no clamd."),
        ("MALWARE_SCANNER", "unix://run/clamd.ctl", "names no clamd."),
        ("UNIT_STORAGE_MIB", "0", "Set it to 1 to 1000000."),
        ("FILES_DIR", "files", "Give the whole path, from /."),
        ("FILES_DIR", "/nowhere/at/all", "is no folder this user may write to."),
        ("FILES_DIR", str(settings.BASE_DIR / "static"), "which everybody can read."),
        ("FILES_DIR", str(settings.BASE_DIR / "var" / "static" / "x"), "which everybody can read."),
    ],
)
def test_a_dangerous_value_stops_the_start(good, name, value, sentence):
    with pytest.raises(ImproperlyConfigured) as refusal:
        read(good | {name: value})
    assert name in str(refusal.value)
    assert sentence in str(refusal.value)


def test_a_secret_is_never_repeated_in_the_refusal(good):
    for name in ("SECRET_KEY", "DATABASE_URL", "EMAIL_URL", "BROKER_URL"):
        with pytest.raises(ImproperlyConfigured) as refusal:
            read(good | {name: "canary"})
        assert "canary" not in str(refusal.value)


def test_a_rehearsal_needs_nothing_and_listens_to_this_machine_only(tmp_path):
    environment = Environment.read({"PORT": "8123"}, tmp_path)

    assert environment.rehearsal
    assert environment.allowed_hosts == ["127.0.0.1", "localhost", "[::1]"]
    assert environment.site_url == "http://127.0.0.1:8123"
    assert environment.database["NAME"] == str(tmp_path / "var" / "portal.sqlite3")
    assert environment.files_dir == tmp_path / "var" / "files"


def test_a_rehearsals_key_is_its_own_and_stays(tmp_path):
    first = Environment.read({}, tmp_path / "one").secret_key
    assert len(first) > 80
    assert Environment.read({}, tmp_path / "one").secret_key == first
    assert Environment.read({}, tmp_path / "two").secret_key != first
    assert oct((tmp_path / "one" / "var" / "secret_key").stat().st_mode)[-3:] == "600"


@pytest.mark.parametrize(
    "command",
    [
        ["manage.py", "migrate"],
        WEB_SERVER[1:],
        ["-m", "celery", "-A", "coop_portal", "worker"],
    ],
    ids=["manage.py", "web server", "worker"],
)
def test_every_entry_stops_with_the_sentence(good, command):
    ended = subprocess.run(
        [sys.executable, *command],
        cwd=settings.BASE_DIR,
        env={**good, "ALLOWED_HOSTS": "*"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert ended.returncode != 0
    assert (
        ended.stderr.strip()
        .splitlines()[-1]
        .endswith(
            "ALLOWED_HOSTS=* lets any name in. Set it to the portal's own names, comma between."
        )
    )


def test_a_rehearsal_is_not_shown_to_a_network():
    ended = subprocess.run(
        [*WEB_SERVER, "--bind", "0.0.0.0:0"],
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert ended.returncode != 0
    assert "A rehearsal may not listen on 0.0.0.0" in ended.stderr
