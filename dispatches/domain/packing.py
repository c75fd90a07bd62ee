"""Files in one ZIP, which is never whole in memory or on disk."""

import hashlib
import json
import zipfile
from collections.abc import Iterable, Iterator
from io import SEEK_SET, BytesIO

from dispatches.domain import copy_files
from dispatches.models import LetterRun


def pack(run: LetterRun) -> Iterator[bytes]:
    """Return the ZIP of a run's copies piece by piece; the same copies give the same ZIP."""
    return pack_files((copy_files.file_name(copy), pdf) for copy, pdf in copy_files.read_all(run))


def pack_files(named: Iterable[tuple[str, bytes]]) -> Iterator[bytes]:
    """Return a ZIP of files piece by piece, asking for one file after the other."""
    window = _Window()
    with zipfile.ZipFile(window, "w") as package:
        for name, content in named:
            # Not compressed, most are already; dated as early as the format can.
            package.writestr(zipfile.ZipInfo(name), content)
            yield window.take()
    yield window.take()


def with_manifest(named: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
    """Pass the files on, and at last a manifest of their SHA-256 hashes."""
    hashes = {}
    for name, content in named:
        hashes[name] = hashlib.sha256(content).hexdigest()
        yield name, content
    yield "manifest.json", f"{json.dumps(hashes, ensure_ascii=False, indent=2)}\n".encode()


class _Window(BytesIO):
    """The end of a growing file; its writer may still go back within the last entry."""

    def __init__(self) -> None:
        super().__init__()
        self._before = 0

    def take(self) -> bytes:
        """Return what is in the window and move the window behind it."""
        written = self.getvalue()
        self._before += len(written)
        super().seek(0)
        self.truncate(0)
        return written

    def tell(self) -> int:
        return self._before + super().tell()

    def seek(self, position: int, whence: int = SEEK_SET) -> int:
        return self._before + super().seek(position - self._before, whence)
