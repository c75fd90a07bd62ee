"""A list out of an uploaded workbook, read by a child process with limits, or pasted from one."""

import json
import weakref
from collections.abc import Iterator
from typing import IO

from django.utils.translation import gettext as _

from dispatches import confined
from dispatches.errors import UploadRefused
from dispatches.upload_sheet_child import ROWS_LIMIT

SECONDS = 40


class Rows:
    """The rows of a sheet as text, one in memory at a time; they can be gone through again."""

    def __init__(self, file: IO[bytes]) -> None:
        """Read them from a file with one row a line."""
        self._file = file
        weakref.finalize(self, file.close)

    def __iter__(self) -> Iterator[list[str]]:
        """Begin with the first row."""
        self._file.seek(0)
        for line in self._file:
            yield json.loads(line)


def columns(content: bytes, count: int) -> Rows:
    """Return so many columns of the first sheet as text, row by row, up to the last with text.

    UploadRefused if it cannot be read, or is longer than anything that we read: no row is left out
    unseen. A cell that holds a date comes as «2021-08-09 00:00:00».
    """
    try:
        said = confined.ask_at_length(
            "dispatches.upload_sheet_child", str(count), content=content, seconds=SECONDS
        )
    except confined.ChildFailed as error:
        raise UploadRefused(
            _("Không đọc được tệp Excel. Đề nghị lưu lại hoặc dán danh sách vào ô.")
        ) from error
    said.seek(0)
    if sum(1 for _row in said) > ROWS_LIMIT:
        said.close()
        raise UploadRefused(
            _("Tệp có quá %(most)d dòng. Đề nghị chia thành nhiều tệp.") % {"most": ROWS_LIMIT}
        )
    return Rows(said)


def pasted(text: str, columns: int = 2) -> list[tuple[str, ...]]:
    """Return the columns of lines pasted from a sheet, each as many; a tab stands between them."""
    lines = (line.split("\t", columns - 1) for line in text.splitlines())
    return [(*cells, *[""] * (columns - len(cells))) for cells in lines]
