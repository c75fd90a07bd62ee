"""What the environment says, checked once: a missing or dangerous value stops the start.

Every refusal is a sentence that names the variable and says what to do. `.env.example` lists all.
"""

import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured

from coop_portal import production

LOOPBACK = ["127.0.0.1", "localhost", "[::1]"]
SQLITE = "django.db.backends.sqlite3"
SQLITE_OPTIONS = {
    # IMMEDIATE takes the write lock at BEGIN, so a read that leads to a write never has to fail.
    "transaction_mode": "IMMEDIATE",
    # Seconds: waiting writers try again in no order; in a burst one may be last for long.
    "timeout": 60,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
}


@dataclass(frozen=True)
class Environment:
    """The environment's values in the shape that settings want."""

    rehearsal: bool
    var_dir: Path
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
    broker_tls: dict[str, Any] | None
    port: int
    web_processes: int
    proxy_ssl_header: tuple[str, str] | None
    malware_scanner: str
    unit_storage_mib: int

    @classmethod
    def read(cls, variables: Mapping[str, str], base_dir: Path) -> "Environment":
        """Read the mode that PORTAL_MODE names; raise ImproperlyConfigured with a sentence."""
        env = environ.Env()
        env.ENVIRON = variables
        env.interpolate = False  # a password may begin with a dollar sign
        mode = env.str("PORTAL_MODE", default="rehearsal")
        if mode == "rehearsal":
            return _rehearsal(env, Path(env.str("VAR_DIR", default=str(base_dir / "var"))))
        if mode == "production":
            return _production(env, base_dir)
        raise ImproperlyConfigured(
            f"PORTAL_MODE={mode!r} is unknown. Set it to 'production' or 'rehearsal'."
        )


def _rehearsal(env: environ.Env, var: Path) -> Environment:
    var.mkdir(parents=True, exist_ok=True)
    port = _port(env)
    return Environment(
        rehearsal=True,
        var_dir=var,
        secret_key=_own_key(var / "secret_key"),
        secret_key_fallbacks=[],
        allowed_hosts=LOOPBACK,
        trusted_origins=[],
        site_url=f"http://127.0.0.1:{port}",
        database=_database(env.str("DATABASE_URL", default=f"sqlite:///{var / 'portal.sqlite3'}")),
        files_dir=Path(env.str("FILES_DIR", default=str(var / "files"))),
        static_storage="django.contrib.staticfiles.storage.StaticFilesStorage",
        mail=env.email_url_config(env.str("EMAIL_URL", default="smtp://127.0.0.1:8025")),
        mail_from="Sở Ngoại vụ tỉnh Bắc Giang <songoaivu@bacgiang.example>",
        broker_url=env.str("BROKER_URL", default=f"redis+socket://{var / 'broker.sock'}"),
        broker_tls=None,
        port=port,
        web_processes=_web_processes(env),
        proxy_ssl_header=None,
        malware_scanner=production.malware_scanner(env),
        unit_storage_mib=_unit_storage(env),
    )


def _own_key(path: Path) -> str:
    """Keep one key per working copy, so that a rehearsal's sessions outlive a restart."""
    if not path.exists():
        _write_whole(path, secrets.token_urlsafe(64))
    return path.read_text(encoding="ascii")


def _write_whole(path: Path, text: str) -> None:
    """Write the file unless another process does so first; nobody ever reads half of it."""
    with NamedTemporaryFile("w", dir=path.parent, encoding="ascii") as draft:
        draft.write(text)
        draft.flush()
        with suppress(FileExistsError):
            path.hardlink_to(draft.name)


def _production(env: environ.Env, base_dir: Path) -> Environment:
    hosts, broker_url = production.hosts(env), production.broker(env)
    return Environment(
        rehearsal=False,
        var_dir=base_dir / "var",
        secret_key=production.secret_key(env),
        secret_key_fallbacks=production.secret_key_fallbacks(env),
        allowed_hosts=hosts,
        trusted_origins=production.origins(env),
        site_url=production.site(env, hosts),
        database=production.postgresql(env),
        files_dir=production.files_dir(env, base_dir),
        static_storage="whitenoise.storage.CompressedManifestStaticFilesStorage",
        mail=production.mail(env),
        mail_from=production.sender(env),
        broker_url=broker_url,
        broker_tls=production.broker_tls(broker_url),
        port=_port(env),
        web_processes=_web_processes(env),
        proxy_ssl_header=production.proxy_ssl_header(env),
        malware_scanner=production.malware_scanner(env),
        unit_storage_mib=_unit_storage(env),
    )


def _database(url: str) -> dict[str, Any]:
    database: dict[str, Any] = environ.Env.db_url_config(url)
    if database["ENGINE"] == SQLITE:
        database["OPTIONS"] = SQLITE_OPTIONS
    return database


def _port(env: environ.Env) -> int:
    return _whole_number("PORT", env.str("PORT", default="8000"), highest=65535)


def _web_processes(env: environ.Env) -> int:
    return _whole_number("WEB_CONCURRENCY", env.str("WEB_CONCURRENCY", default="2"), highest=100)


def _unit_storage(env: environ.Env) -> int:
    text = env.str("UNIT_STORAGE_MIB", default="500")
    return _whole_number("UNIT_STORAGE_MIB", text, highest=1_000_000)


def _whole_number(name: str, text: str, *, highest: int) -> int:
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= highest):
        raise ImproperlyConfigured(f"{name}={text} does not do. Set it to 1 to {highest}.")
    return int(text)
