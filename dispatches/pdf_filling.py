"""A blank and a line make the PDF of one copy (see dispatches.pdf_blank).

The same blank and line give the same bytes, so a copy need not be kept: its line is enough.
"""

from hashlib import md5

POSITION = 4  # bytes of a position in the table, and then two of something else
IDENTIFIER = 32  # characters


def fill(blank: bytes, line: str) -> bytes:
    """Put the line into the blank's open object, the last one before the table of positions.

    Of the table only its own position changes, and the file's identifier, as every copy needs one.
    """
    body, table = _parts(blank)
    at = body.rindex(b"\n", 0, body.rindex(b" 0 obj\n")) + 1
    number, content = body[at:].split(b" ", 1)[0], line.encode("ascii")
    opened = b"%s 0 obj\n<</Length %d>>\nstream\n%s\nendstream\nendobj\n" % (
        number,
        len(content),
        content,
    )
    start = at + len(opened)
    return b"".join(
        (body[:at], opened, _renewed(table, start, content), b"startxref\n%d\n%%%%EOF\n" % start)
    )


def _parts(blank: bytes) -> tuple[bytes, bytes]:
    """Return what stands before the table of positions, and the table."""
    before, _, tail = blank.rpartition(b"startxref\n")
    start = int(tail.split(b"\n", 1)[0])
    return before[:start], before[start:]


def _renewed(table: bytes, position: int, content: bytes) -> bytes:
    end = table.rindex(b"\nendstream") - 2
    rows = table[: end - POSITION] + position.to_bytes(POSITION, "big") + table[end:]
    at = rows.index(b"/ID [(") + len(b"/ID [(")
    old = rows[at : at + IDENTIFIER]
    return rows.replace(old, md5(old + content, usedforsecurity=False).hexdigest().encode())
