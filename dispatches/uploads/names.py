"""Names of files as people see them."""

import re
from pathlib import PurePosixPath

from vietnamese.text import clean_line

NAME_LIMIT = 150  # characters
_UNWELCOME = re.compile(r'["<>:|?*]')


def clean_name(name: str) -> str:
    """Return a name that is safe to show and to offer for saving; the file is never kept under it.

    Folders, control characters and overrides of the writing direction go; a long name loses the end
    of its stem, never its extension.
    """
    last = clean_line(name).replace("\\", "/").rsplit("/", 1)[-1]
    path = PurePosixPath(_UNWELCOME.sub("", last).strip(" .") or "tep")
    suffix = path.suffix if len(path.suffix) <= 10 else ""
    stem = path.name.removesuffix(suffix)
    return stem[: NAME_LIMIT - len(suffix)].rstrip() + suffix
