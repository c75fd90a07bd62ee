"""The made copies of a run in one ZIP, which is never whole in memory or on disk."""

import zipfile
from collections.abc import Iterator
from io import SEEK_SET, BytesIO

from dispatches.domain import copy_files
from dispatches.models import LetterRun


def pack(run: LetterRun) -> Iterator[bytes]:
    """Return the ZIP piece by piece; the same copies give the same ZIP."""
    window = _Window()
    with zipfile.ZipFile(window, "w") as package:
        for copy, pdf in copy_files.read_all(run):
            # Not compressed, a PDF is already; dated as early as the format can.
            package.writestr(zipfile.ZipInfo(copy_files.file_name(copy)), pdf)
            yield window.take()
    yield window.take()


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
