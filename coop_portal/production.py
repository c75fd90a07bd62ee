"""The values that production takes from the environment; each reader refuses what is dangerous."""

import os
import ssl
from email.utils import getaddresses
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.validators import validate_email
from django.http.request import validate_host

SHORTEST_KEY = 50
FEWEST_LETTERS = 5  # different ones in a key: what Django's own check asks for


def secret_key(env: environ.Env) -> str:
    """Read SECRET_KEY, which signs sessions and links."""
    return _key("SECRET_KEY", _required(env, "SECRET_KEY", "a random text nobody else knows"))


def secret_key_fallbacks(env: environ.Env) -> list[str]:
    """Read SECRET_KEY_FALLBACKS: earlier keys, still good while a new one is brought in."""
    keys = env.list("SECRET_KEY_FALLBACKS", default=[])
    return [_key("SECRET_KEY_FALLBACKS", key) for key in keys]


def _key(name: str, value: str) -> str:
    weak = len(value) < SHORTEST_KEY or len(set(value)) < FEWEST_LETTERS
    if weak or value.startswith("django-insecure-"):
        raise ImproperlyConfigured(
            f"{name} can be guessed. Make one of {SHORTEST_KEY} characters or more: "
            "python3 -c 'import secrets; print(secrets.token_urlsafe(64))'"
        )
    return value


def hosts(env: environ.Env) -> list[str]:
    """Read ALLOWED_HOSTS: the portal's own names, comma between."""
    listed = _required(env, "ALLOWED_HOSTS", "the portal's own names, comma between")
    names = [name for entry in listed.split(",") if (name := entry.strip())]
    if "*" in names:
        raise ImproperlyConfigured(
            "ALLOWED_HOSTS=* lets any name in. Set it to the portal's own names, comma between."
        )
    return names


def origins(env: environ.Env) -> list[str]:
    """Read CSRF_TRUSTED_ORIGINS, which may be empty."""
    addresses: list[str] = env.list("CSRF_TRUSTED_ORIGINS", default=[])
    if any(not origin.startswith("https://") for origin in addresses):
        raise ImproperlyConfigured("CSRF_TRUSTED_ORIGINS may hold only addresses with https://.")
    return addresses


def site(env: environ.Env, hosts: list[str]) -> str:
    """Read SITE_URL, the address that letters and mails show, without a closing slash."""
    url = _required(env, "SITE_URL", "the portal's own address, https://portal.example")
    parts = _address("SITE_URL", url)
    more = parts.path.strip("/") or parts.query or parts.fragment or parts.username
    if parts.scheme != "https" or not parts.hostname or more:
        raise ImproperlyConfigured(
            f"SITE_URL={url} does not do. Set it to https:// and the portal's name, without a path."
        )
    if not validate_host(parts.hostname, hosts):
        raise ImproperlyConfigured(
            f"SITE_URL names {parts.hostname}, which ALLOWED_HOSTS does not. Add it there."
        )
    return url.rstrip("/")


def postgresql(env: environ.Env) -> dict[str, Any]:
    """Read DATABASE_URL; production has PostgreSQL and nothing else."""
    url = _required(env, "DATABASE_URL", "postgres://user:password@host/name")
    parts = _address("DATABASE_URL", url)
    if parts.scheme not in ("postgres", "postgresql") or not parts.path.strip("/"):
        raise ImproperlyConfigured(
            "DATABASE_URL names no PostgreSQL database, and production runs on nothing else. "
            "Set it to postgres://user:password@host/name."
        )
    database: dict[str, Any] = environ.Env.db_url_config(url)
    # A connection serves many requests; one that the server has closed meanwhile is made anew.
    return database | {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}


def files_dir(env: environ.Env, base_dir: Path) -> Path:
    """Read FILES_DIR: a folder that exists, may be written and is not served to everybody."""
    text = _required(env, "FILES_DIR", "the folder that holds letters and uploads")
    folder = Path(text)
    if not folder.is_absolute():
        raise ImproperlyConfigured(f"FILES_DIR={text} is relative. Give the whole path, from /.")
    for public in (base_dir / "static", base_dir / "var" / "static"):
        if folder.resolve().is_relative_to(public.resolve()):
            raise ImproperlyConfigured(
                f"FILES_DIR={text} lies inside {public}, which everybody can read. Move it out."
            )
    if not (folder.is_dir() and os.access(folder, os.W_OK | os.X_OK)):
        raise ImproperlyConfigured(
            f"FILES_DIR={text} is no folder this user may write to. Make it, or give it over."
        )
    return folder


def mail(env: environ.Env) -> dict[str, Any]:
    """Read EMAIL_URL, the agency's mail server."""
    url = _required(env, "EMAIL_URL", "smtp+tls://user:password@host:587")
    parts = _address("EMAIL_URL", url)
    if parts.scheme not in ("smtp", "smtp+tls", "smtp+ssl") or not parts.hostname:
        raise ImproperlyConfigured(
            "EMAIL_URL names no mail server. Set it to smtp+tls://user:password@host:587."
        )
    server: dict[str, Any] = environ.Env.email_url_config(url)
    return server


def sender(env: environ.Env) -> str:
    """Read MAIL_FROM, with or without a name."""
    address = _required(env, "MAIL_FROM", "the sender of all mail")
    try:
        [(_name, mailbox)] = getaddresses([address if address.isprintable() else ""])
        validate_email(mailbox)
    except (ValueError, ValidationError):
        raise ImproperlyConfigured(
            f"MAIL_FROM={address} is no mail address. Set it to: Name <name@agency.example>."
        ) from None
    return address


def broker(env: environ.Env) -> str:
    """Read BROKER_URL, a Redis server."""
    url = _required(env, "BROKER_URL", "redis://host:6379/0")
    parts = _address("BROKER_URL", url)
    if parts.scheme not in ("redis", "rediss") or not parts.hostname:
        raise ImproperlyConfigured(
            "BROKER_URL names no Redis server. Set it to redis://host:6379/0."
        )
    return url


def broker_tls(url: str) -> dict[str, Any] | None:
    """Tell how to speak to a broker behind TLS: never without looking at its certificate."""
    return {"ssl_cert_reqs": ssl.CERT_REQUIRED} if url.startswith("rediss:") else None


def proxy_ssl_header(env: environ.Env) -> tuple[str, str] | None:
    """Read BEHIND_TLS_PROXY: which header says that the visitor came over TLS, if one does."""
    said = env.str("BEHIND_TLS_PROXY", default="").strip().lower()
    if said not in ("true", "false", ""):
        raise ImproperlyConfigured(
            f"BEHIND_TLS_PROXY={said} is neither. Set it to True behind a proxy that ends TLS, "
            "else to False."
        )
    return ("HTTP_X_FORWARDED_PROTO", "https") if said == "true" else None


def malware_scanner(env: environ.Env) -> str:
    """Read MALWARE_SCANNER, clamd's socket or address; empty for none."""
    url: str = env.str("MALWARE_SCANNER", default="").strip()
    if not url:
        return ""
    parts = _address("MALWARE_SCANNER", url)
    local = parts.scheme == "unix" and not parts.netloc and parts.path.startswith("/")
    if not local and not (parts.scheme == "tcp" and parts.hostname and parts.port):
        raise ImproperlyConfigured(
            "MALWARE_SCANNER names no clamd. Set it to unix:///run/clamav/clamd.ctl or "
            "tcp://host:3310, or leave it empty."
        )
    return url


def _address(name: str, url: str) -> SplitResult:
    """Take an address apart; its secrets are never repeated in a refusal."""
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018  reading it is what checks it
    except ValueError:
        raise ImproperlyConfigured(
            f"{name} is no address: its host or port cannot be read. "
            "Write special characters of a password as %xx."
        ) from None
    return parts


def _required(env: environ.Env, name: str, what: str) -> str:
    value: str = env.str(name, default="").strip()
    if not value:
        raise ImproperlyConfigured(f"{name} is missing. Set it to {what}.")
    return value
