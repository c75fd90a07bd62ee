#!/usr/bin/env python3
"""Run a command beside a private, throw-away PostgreSQL cluster: with_postgresql.py COMMAND…

The command finds the cluster through DATABASE_URL. The installed server is used (Debian keeps it
under /usr/lib/postgresql/<version>/bin); it listens on a unix socket only, and cluster and data are
gone when the command ends. PostgreSQL refuses to run as root: then it runs as user postgres.
"""

import os
import pwd
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

# Nobody needs this data after a power cut, so nothing waits for the disk.
SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "listen_addresses": "",
    "timezone": "UTC",
}
# Like most offices' servers: an order of text that is not plain bytes, so that a query which
# leans on the order of bytes shows itself.
LOCALE = ("--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=en-US")


def main(command: list[str]) -> int:
    """Return the command's exit status."""
    # SIGTERM must unwind the block below, or the server would be left behind.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with _cluster() as url:
        return subprocess.run(
            command, env=os.environ | {"DATABASE_URL": url}, check=False
        ).returncode


@contextmanager
def _cluster() -> Iterator[str]:
    # /tmp and not $TMPDIR: its path is short enough for a socket, and user postgres may enter it.
    with TemporaryDirectory(prefix="portal-pg-", dir="/tmp") as name:
        folder = Path(name)
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres")
        data, log = folder / "data", folder / "log"
        _server("initdb", "-D", str(data), "-U", "portal", "-A", "trust", "-E", "UTF8", *LOCALE)
        with (data / "postgresql.conf").open("a") as conf:
            settings = SETTINGS | {"unix_socket_directories": str(folder)}
            conf.writelines(f"{key} = '{value}'\n" for key, value in settings.items())
        try:
            _server("pg_ctl", "-D", str(data), "-l", str(log), "-w", "start")
            yield f"postgres://portal@/postgres?host={folder}"
        finally:
            _server("pg_ctl", "-D", str(data), "-m", "immediate", "-w", "stop")


def _server(program: str, *arguments: str) -> None:
    """Run one of the server's programs; say what it said only if it fails."""
    done = subprocess.run(
        [*_as_server_user(), str(_binaries() / program), *arguments],
        stdin=subprocess.DEVNULL,
        # Files and not pipes: the server itself would hold a pipe open.
        stdout=subprocess.DEVNULL,
        stderr=sys.stderr,
        cwd="/",
        check=False,
    )
    if done.returncode:
        sys.exit(f"{program} ended with status {done.returncode}")


def _as_server_user() -> list[str]:
    if os.geteuid() != 0:
        return []
    user = pwd.getpwnam("postgres")
    return [
        "setpriv",
        f"--reuid={user.pw_uid}",
        f"--regid={user.pw_gid}",
        "--init-groups",
        "--",
    ]


def _binaries() -> Path:
    """Return the newest installed server's programs."""
    found = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"),
        key=lambda path: int(path.parts[-3]),
    )
    if not found:
        sys.exit("PostgreSQL is not installed. Run as root: apt-get install --yes postgresql")
    return found[-1].parent


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
