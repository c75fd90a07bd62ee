"""A list out of an uploaded workbook, read by a child process with limits, or pasted from one."""

import json

from django.utils.translation import gettext as _

from dispatches import confined
from dispatches.errors import UploadRefused

SECONDS = 20


def columns(content: bytes, count: int) -> list[list[str]]:
    """Return so many columns of the first sheet as text, row by row.

    UploadRefused if it cannot be read. A cell that holds a date comes as «2021-08-09 00:00:00».
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


def pasted(text: str) -> list[tuple[str, str]]:
    """Return the two columns of lines pasted from a sheet; a tab stands between them."""
    lines = (line.partition("\t") for line in text.splitlines())
    return [(first, second) for first, _tab, second in lines]
