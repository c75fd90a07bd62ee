"""A workbook that goes into an archive tells nothing of the moment in which it was made."""

from datetime import datetime
from io import BytesIO

from openpyxl import Workbook, load_workbook

from accounts.lasting_workbook import lasting
from accounts.spreadsheet import saved


def made(year):
    book = Workbook()
    book.active.append(["Nội dung", 1])
    book.properties.created = datetime.fromisoformat(f"{year}-01-01")
    return saved(book)


def test_the_same_table_is_the_same_file_and_can_be_read():
    first = lasting(made(2021))
    assert lasting(made(2023)) == first
    assert list(load_workbook(BytesIO(first)).active.values) == [("Nội dung", 1)]


def test_what_it_was_made_from_is_closed():
    file = made(2021)
    lasting(file)
    assert file.closed
