"""A list out of an uploaded workbook, read by a child process with limits."""

import json

from django.utils.translation import gettext as _

from dispatches import confined
from dispatches.errors import UploadRefused

SECONDS = 20


def first_columns(content: bytes) -> list[tuple[str, str]]:
    """Return the first sheet's first two columns as text; UploadRefused if it cannot be read."""
    return [(name, address) for name, address in columns(content, 2)]


def columns(content: bytes, count: int) -> list[list[str]]:
    """Return so many columns of the first sheet as text, row by row; UploadRefused as above.

    A cell that holds a date comes as «2021-08-09 00:00:00».
    """
    try:
        said = confined.ask(
            "dispatches.uploads.sheet_child", str(count), content=content, seconds=SECONDS
        )
    except confined.ChildFailed as error:
        raise UploadRefused(
            _("Không đọc được tệp Excel. Đề nghị lưu lại hoặc dán danh sách vào ô.")
        ) from error
    rows: list[list[str]] = json.loads(said)
    return rows
