"""A workbook for an archive: the same table gives the same bytes, whenever it is written."""

import re
import zipfile
from io import BytesIO
from typing import IO

# What the library writes into it beside the table: when it was made and saved.
PROPERTIES, MOMENT = "docProps/core.xml", re.compile(rb"[^>]*(</dcterms:(created|modified)>)")
LONG_AGO = rb"2020-01-01T00:00:00Z\1"


def lasting(workbook: IO[bytes]) -> bytes:
    """Return the workbook without the moment of its making; closes the file."""
    stream = BytesIO()
    with (
        workbook,
        zipfile.ZipFile(workbook) as written,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as kept,
    ):
        for name in written.namelist():
            part = written.read(name)
            if name == PROPERTIES:
                part = MOMENT.sub(LONG_AGO, part)
            kept.writestr(zipfile.ZipInfo(name), part, zipfile.ZIP_DEFLATED)
    return stream.getvalue()
