"""The printed table of comments and answers."""

import datetime as dt
import io

import pdfplumber
import pytest

from consultations.domain import answer_letters
from dispatches.domain.printing import preview
from tests.consultations.consolidations import completed, kind_of_submission

pytestmark = pytest.mark.django_db


def test_each_heading_of_the_full_table_stands_on_one_line():
    table = completed()
    kind_of_submission()
    letter = answer_letters.submission(table, answer_letters.OPTIONAL, on=dt.date(2021, 8, 13))
    with pdfplumber.open(io.BytesIO(preview(letter))) as document:
        lines = document.pages[1].extract_text().splitlines()
    assert (
        "STT Đơn vị góp ý Ý kiến Nội dung góp ý Hướng xử lý Nội dung tiếp thu, giải trình"
    ) in lines
