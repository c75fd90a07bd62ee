"""The child process that reads the first columns of a workbook, started by `uploads.sheet`.

Argument: how many columns. Standard input: the file, checked already. Standard output: its rows up
to the last with text, each a line of JSON: [cell, cell, …]; of a longer sheet ROWS_LIMIT + 1.

It stands where it does for the reason that `upload_pdf_child` has.
"""

import json
import sys
from collections.abc import Iterator
from io import BytesIO

from openpyxl import load_workbook

from dispatches.confined import confine

SECONDS = 30
ROWS_LIMIT = 100_000


def main() -> None:
    confine(seconds=SECONDS)
    for row in first_columns(sys.stdin.buffer.read(), int(sys.argv[1])):
        sys.stdout.write(f"{json.dumps(row)}\n")


def first_columns(content: bytes, count: int) -> Iterator[list[str]]:
    """Yield the cells of the first sheet's first columns as text, row by row."""
    sheet = load_workbook(BytesIO(content), read_only=True, data_only=True).worksheets[0]
    sheet.reset_dimensions()  # what the file says of its own size may be wrong
    blank = 0  # a sheet may go on for a million rows that hold nothing but a border
    for cells in sheet.iter_rows(max_col=count, max_row=ROWS_LIMIT + 1, values_only=True):
        row = ["" if cell is None else str(cell) for cell in cells]
        if not any(row):
            blank += 1
            continue
        yield from ([""] * count for _row in range(blank))
        yield (row + [""] * count)[:count]
        blank = 0


if __name__ == "__main__":
    main()
