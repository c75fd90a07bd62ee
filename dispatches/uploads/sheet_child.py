"""The child process that reads the first columns of a workbook, started by `uploads.sheet`.

Argument: how many columns. Standard input: the file, checked already. Standard output: its rows,
[[cell, cell, …], …], as JSON.
"""

import json
import sys
from io import BytesIO

from openpyxl import load_workbook

from dispatches.confined import confine

SECONDS = 15
ROWS_LIMIT = 20_000


def main() -> None:
    confine(seconds=SECONDS)
    json.dump(first_columns(sys.stdin.buffer.read(), int(sys.argv[1])), sys.stdout)


def first_columns(content: bytes, count: int) -> list[list[str]]:
    """Return the cells of the first sheet's first columns as text, row by row."""
    sheet = load_workbook(BytesIO(content), read_only=True, data_only=True).worksheets[0]
    sheet.reset_dimensions()  # what the file says of its own size may be wrong
    rows = sheet.iter_rows(max_col=count, max_row=ROWS_LIMIT, values_only=True)
    texts = (["" if cell is None else str(cell) for cell in row] for row in rows)
    return [(row + [""] * count)[:count] for row in texts]


if __name__ == "__main__":
    main()
