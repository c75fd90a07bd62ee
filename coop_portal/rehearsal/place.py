"""What must be free before a rehearsal starts: the folder and the port."""

import fcntl
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from coop_portal.rehearsal.errors import CannotRunError


@contextmanager
def folder_to_itself(folder: Path) -> Iterator[None]:
    """Hold the folder's lock, which the kernel gives back however this process ends."""
    with (folder / "run.lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CannotRunError("The portal already runs in this folder. Stop it first.") from None
        yield


def require_free_port(port: int) -> None:
    """Raise CannotRunError if another program listens on the port."""
    try:
        socket.create_server(("127.0.0.1", port)).close()
    except OSError:
        raise CannotRunError(
            f"Port {port} is taken. Stop what listens there, or choose another port: "
            f"make run PORT={port + 1}"
        ) from None
