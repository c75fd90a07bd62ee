"""Migrated databases, kept in var/ as long as the migrations stay as they are.

Django renders every model anew at each of some hundred steps: that takes longer than most tests.
Of SQLite the file itself is kept, of PostgreSQL what pg_dump writes: the same rules, rows, triggers
and indexes, as a restored backup has them. `python -m tests.migrated` makes what is missing for the
database of the settings; every worker of a test run begins with it.
"""

import fcntl
import os
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from hashlib import sha256
from pathlib import Path

import django
from django.core.management import call_command
from django.db import connection

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / "var" / "migrated"


def lay_out(database: Path) -> None:
    """Put the kept SQLite where a new one is wanted; without one, the migrations have to run."""
    if (kept := _kept("sqlite")).exists():
        _copy(kept, database)


def let_django_copy() -> None:
    """Let Django make its test database after the kept one, which the first to ask lays out."""
    kept = _kept(connection.vendor)
    if connection.vendor == "sqlite":
        lay_out(Path(connection.settings_dict["TEST"]["NAME"]))
    elif kept.exists():
        template = f"migrated_{kept.stem}"
        with _one_at_a_time():
            _make_template(template, kept)
        connection.settings_dict["TEST"]["TEMPLATE"] = template


def migrate() -> None:
    """Migrate the database of the settings; on SQLite from the kept one on."""
    if connection.vendor == "sqlite":
        lay_out(Path(connection.settings_dict["NAME"]))
    call_command("migrate", verbosity=0)


def keep() -> None:
    """Keep the database that has just been migrated, and none of earlier migrations."""
    kept = _kept(connection.vendor)
    if kept.exists():
        return
    KEPT.mkdir(parents=True, exist_ok=True)
    # Two processes may do the same at once: each renames a whole file.
    being_made = kept.with_suffix(f".{os.getpid()}")
    if connection.vendor == "sqlite":
        _copy(Path(connection.settings_dict["NAME"]), being_made)
    else:
        _client("pg_dump", connection.settings_dict["NAME"], "--file", str(being_made))
    for earlier in set(KEPT.glob(f"*{kept.suffix}")) - {kept}:
        earlier.unlink(missing_ok=True)
    being_made.rename(kept)


def _kept(vendor: str) -> Path:
    """Name it by what it follows from: the migrations, and the packages that bring some."""
    sources = [ROOT / "requirements.txt", *sorted(ROOT.glob("*/migrations/*.py"))]
    digest = sha256()
    for source in sources:
        digest.update(source.relative_to(ROOT).as_posix().encode() + source.read_bytes())
    suffix = "sqlite3" if vendor == "sqlite" else "sql"
    return KEPT / f"{digest.hexdigest()[:16]}.{suffix}"


def _copy(source: Path, target: Path) -> None:
    with closing(sqlite3.connect(source)) as one, closing(sqlite3.connect(target)) as other:
        one.backup(other)


def _make_template(name: str, dump: Path) -> None:
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if cursor.fetchone():
            return
        being_made = f"{name}_being_made"  # what broke off is no template
        cursor.execute(f'DROP DATABASE IF EXISTS "{being_made}"')
        cursor.execute(f'CREATE DATABASE "{being_made}"')
        _client("psql", being_made, "--quiet", "--set=ON_ERROR_STOP=1", "--file", str(dump))
        cursor.execute(f'ALTER DATABASE "{being_made}" RENAME TO "{name}"')


def _client(program: str, database: str, *options: str) -> None:
    """Run one of PostgreSQL's programs on a database of the server that the settings name."""
    server = connection.get_connection_params()
    named = {"PGHOST": "host", "PGPORT": "port", "PGUSER": "user", "PGPASSWORD": "password"}
    subprocess.run(
        [program, *options, database],
        env=os.environ | {name: str(server[key]) for name, key in named.items() if key in server},
        stdout=subprocess.DEVNULL,
        check=True,
    )


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    with (KEPT / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def main() -> None:
    """Run the migrations if no database is kept that has gone through them."""
    django.setup()
    if not _kept(connection.vendor).exists():
        connection.creation.create_test_db(verbosity=0, autoclobber=True)
        keep()


if __name__ == "__main__":
    main()
