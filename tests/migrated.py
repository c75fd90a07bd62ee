"""A migrated SQLite database, kept in var/ as long as the migrations stay as they are.

Django renders every model anew at each of some hundred steps: that takes longer than most tests.
"""

import sqlite3
from contextlib import closing
from hashlib import sha256
from pathlib import Path

from django.core.management import call_command
from django.db import connection

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / "var" / "migrated"


def lay_out(database: Path) -> None:
    """Put the kept database where a new one is wanted; without one, the migrations have to run."""
    if (kept := _kept()).exists():
        _copy(kept, database)


def migrate() -> None:
    """Migrate the database of the settings; on SQLite from the kept one on."""
    if connection.vendor == "sqlite":
        lay_out(Path(connection.settings_dict["NAME"]))
    call_command("migrate", verbosity=0)


def keep(database: Path) -> None:
    """Keep a database that has just been migrated, and none of earlier migrations."""
    kept = _kept()
    if kept.exists():
        return
    KEPT.mkdir(parents=True, exist_ok=True)
    # Two processes may do the same at once: each renames a whole file.
    being_made = kept.with_suffix(f".{database.parent.name}-{database.stem}")
    _copy(database, being_made)
    for earlier in set(KEPT.glob("*.sqlite3")) - {kept}:
        earlier.unlink(missing_ok=True)
    being_made.rename(kept)


def _kept() -> Path:
    """Name it by what it follows from: the migrations, and the packages that bring some."""
    sources = [ROOT / "requirements.txt", *sorted(ROOT.glob("*/migrations/*.py"))]
    digest = sha256()
    for source in sources:
        digest.update(source.relative_to(ROOT).as_posix().encode() + source.read_bytes())
    return KEPT / f"{digest.hexdigest()[:16]}.sqlite3"


def _copy(source: Path, target: Path) -> None:
    with closing(sqlite3.connect(source)) as one, closing(sqlite3.connect(target)) as other:
        one.backup(other)
