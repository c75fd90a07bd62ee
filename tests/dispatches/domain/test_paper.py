"""A document issued on paper is entered with all that the register has a column for."""

import datetime as dt
import io

import pytest
from django.db import IntegrityError, transaction
from openpyxl import load_workbook

from accounts.models import AuditEvent
from dispatches.domain import files, handling, issuing, paper
from dispatches.domain.paper import PaperDocument
from dispatches.errors import DispatchRefused, UploadRefused
from dispatches.models import Dispatch, PaperRecord
from dispatches.registers.outgoing import outgoing_register
from dispatches.uploads import Upload
from tests.dispatches.factories import AT, DAY, approved, book, clerk, issued, kind, scan
from tests.dispatches.paper import words

pytestmark = pytest.mark.django_db
RECIPIENTS = "Như trên;\nUBND các xã, phường;\n\nSở Nội vụ.\nLưu: VT, HTQT."


def document(**changes) -> PaperDocument:
    made = {
        "kind": kind(),
        "number": 169,
        "symbol": "SNgV-HTQT",
        "date": dt.date(2021, 3, 29),
        "subject": "V/v lấy ý kiến",
        "signed_by": "Nguyễn Quang Tuấn",
        "recipients": RECIPIENTS,
    }
    return PaperDocument(**made | changes)


def entered(upload: Upload | None = None, **changes) -> Dispatch:
    return paper.enter(document(**changes), scan=upload, by=clerk(), at=AT)


def test_it_stands_in_the_register_with_every_column_on_paper_and_in_the_workbook():
    entered()

    sheet = outgoing_register(book(), 2021)

    row = (
        "169/SNgV-HTQT",
        "29/3/2021",
        "Công văn V/v lấy ý kiến",
        "Nguyễn Quang Tuấn",
        "Như trên; UBND các xã, phường; Sở Nội vụ",
        "VT, HTQT",
        "",
        "",
        "",
        "",
    )
    assert sheet.rows == (row,)
    workbook = load_workbook(io.BytesIO(sheet.workbook())).active
    assert [cell or "" for cell in list(workbook.iter_rows(values_only=True))[1]] == list(row)
    printed = words(sheet.pdf(), "-layout")
    assert {"phường;", "Tuấn", "HTQT"} <= set(printed)


def test_its_scan_is_its_pdf_and_its_trace_has_the_hash():
    dispatch = entered(scan())

    assert files.read(dispatch.pdf) == scan().content
    assert (dispatch.paper.scan_name, dispatch.letter) == ("cong-van.pdf", None)
    event = AuditEvent.objects.get(action="dispatch.registered")
    assert event.data == {
        "number": 169,
        "date": "2021-03-29",
        "used_on_paper": [1, 168],
        "sha256": dispatch.pdf.sha256,
    }


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"signed_by": " "}, "người ký"),
        ({"symbol": "sngv-htqt"}, "Số 169/SNgV-HTQT năm 2021 đã có trong Sổ công văn đi: V/v lấy"),
        ({"symbol": "SNgV-NV"}, "Số 169/SNgV-HTQT năm 2021 đã có"),
    ],
)
def test_what_is_refused_leaves_nothing(changes, said):
    entered()

    with pytest.raises(DispatchRefused, match=said):
        entered(**changes)

    assert (Dispatch.objects.count(), PaperRecord.objects.count()) == (1, 1)


def test_a_scan_without_pages_is_refused_before_anything_is_entered():
    with pytest.raises(UploadRefused, match="PDF, JPG hoặc PNG"):
        entered(Upload("bieu.xlsx", b"PK", "application/vnd.ms-excel"))

    assert not Dispatch.objects.exists()


def test_a_number_that_is_said_not_to_be_used_is_not_used_afterwards():
    issued(number=5)
    handling.void_number(book(), 2021, 3, reason="Bỏ cách nhầm", by=clerk(), at=AT)

    with pytest.raises(DispatchRefused, match="Số 3 năm 2021 đã ghi là số không dùng: Bỏ cách"):
        entered(number=3)


def test_the_portal_s_number_and_the_paper_s_are_one_series():
    entered(number=169)
    assert issuing.issue(approved(), number=None, date=DAY, by=clerk(), at=AT).number == 170


@pytest.mark.parametrize(
    "act",
    [
        lambda: PaperRecord.objects.update(signed_by="Khác"),
        lambda: PaperRecord.objects.all().delete(),
    ],
)
def test_the_database_keeps_what_was_read_off_it(act):
    entered()

    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        act()


def test_lines_are_kept_clean():
    assert entered(recipients="  A ;\n\n B").paper.recipients == "A ;\nB"
