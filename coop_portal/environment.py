"""What the environment says, checked once: a missing or dangerous value stops the start.

Every refusal is a sentence that names the variable and says what to do.
"""

import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured

LOOPBACK = ["127.0.0.1", "localhost", "[::1]"]
SQLITE_OPTIONS = {
    # IMMEDIATE takes the write lock at BEGIN, so a read that leads to a write never has to fail.
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
}


@dataclass(frozen=True)
class Environment:
    """The environment's values in the shape that settings want."""

    rehearsal: bool
    secret_key: str
    secret_key_fallbacks: list[str]
    allowed_hosts: list[str]
    trusted_origins: list[str]
    site_url: str
    database: dict[str, Any]
    files_dir: Path
    static_storage: str
    mail: dict[str, Any]
    mail_from: str
    broker_url: str
    proxy_ssl_header: tuple[str, str] | None

    @classmethod
    def read(cls, base_dir: Path) -> "Environment":
        """Read the mode that PORTAL_MODE names; raise ImproperlyConfigured with a sentence."""
        env = environ.Env()
        mode = env.str("PORTAL_MODE", default="rehearsal")
        if mode == "rehearsal":
            return _rehearsal(cls, env, base_dir / "var")
        if mode == "production":
            return _production(cls, env)
        raise ImproperlyConfigured(
            f"PORTAL_MODE={mode!r} is unknown. Set it to 'production' or 'rehearsal'."
        )


def _rehearsal(cls: type[Environment], env: environ.Env, var: Path) -> Environment:
    var.mkdir(exist_ok=True)
    port = env.int("PORT", default=8000)
    return cls(
        rehearsal=True,
        secret_key=_own_key(var / "secret_key"),
        secret_key_fallbacks=[],
        allowed_hosts=LOOPBACK,
        trusted_origins=[],
        site_url=f"http://127.0.0.1:{port}",
        database=_database(env, default=f"sqlite:///{var / 'portal.sqlite3'}"),
        files_dir=Path(env.str("FILES_DIR", default=str(var / "files"))),
        static_storage="django.contrib.staticfiles.storage.StaticFilesStorage",
        mail=env.email_url("EMAIL_URL", default="smtp://127.0.0.1:8025"),
        mail_from="Sở Ngoại vụ tỉnh Bắc Giang <songoaivu@bacgiang.example>",
        broker_url=env.str("BROKER_URL", default=f"redis+socket://{var / 'broker.sock'}"),
        proxy_ssl_header=None,
    )


def _production(cls: type[Environment], env: environ.Env) -> Environment:
    return cls(
        rehearsal=False,
        secret_key=_required(env, "SECRET_KEY", "a random text of 50 characters or more"),
        secret_key_fallbacks=env.list("SECRET_KEY_FALLBACKS", default=[]),
        allowed_hosts=env.list("ALLOWED_HOSTS", default=[]),
        trusted_origins=env.list("CSRF_TRUSTED_ORIGINS", default=[]),
        site_url=_required(env, "SITE_URL", "the portal's own address, https://…"),
        database=_database(env, default=None),
        files_dir=Path(_required(env, "FILES_DIR", "the folder that holds letters and uploads")),
        static_storage="whitenoise.storage.CompressedManifestStaticFilesStorage",
        mail=env.email_url_config(_required(env, "EMAIL_URL", "smtp+tls://user:password@host:587")),
        mail_from=_required(env, "MAIL_FROM", "the sender of all mail"),
        broker_url=_required(env, "BROKER_URL", "redis://host:6379/0"),
        proxy_ssl_header=("HTTP_X_FORWARDED_PROTO", "https")
        if env.bool("BEHIND_TLS_PROXY", default=False)
        else None,
    )


def _required(env: environ.Env, name: str, what: str) -> str:
    value: str = env.str(name, default="")
    if not value:
        raise ImproperlyConfigured(f"{name} is missing. Set it to {what}.")
    return value


def _database(env: environ.Env, default: str | None) -> dict[str, Any]:
    url = env.str("DATABASE_URL", default=default or "")
    if not url:
        raise ImproperlyConfigured("DATABASE_URL is missing. Set it to postgres://user:…@host/name.")
    database: dict[str, Any] = env.db_url_config(url)
    if database["ENGINE"] == "django.db.backends.sqlite3":
        database["OPTIONS"] = SQLITE_OPTIONS
    return database


def _own_key(path: Path) -> str:
    """Keep one key per working copy, so that a rehearsal's sessions outlive a restart."""
    if not path.exists():
        path.write_text(secrets.token_urlsafe(64), encoding="ascii")
    return path.read_text(encoding="ascii")
