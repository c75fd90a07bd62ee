"""The registers in the form of the decree, and what stays in them."""

import datetime as dt
import io
from dataclasses import replace

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from dispatches.domain import handling, incoming
from dispatches.domain.deliveries import record_hand_over as hand_over
from dispatches.domain.delivering import send_due_deliveries
from dispatches.domain.linking import link
from dispatches.enums import LinkKind
from dispatches.errors import DispatchRefused
from dispatches.models import CancelledNumber, Dispatch, DispatchVersion
from dispatches.registers.incoming import (
    ARRIVAL,
    SETTLEMENT,
    incoming_register,
    settlement_register,
)
from dispatches.registers.outgoing import COLUMNS, outgoing_register
from outbox.models import Message
from tests.dispatches import deliveries
from tests.dispatches.factories import (
    arrived,
    book,
    clerk,
    drafted,
    issued,
    leader,
    letter,
    officer,
)
from tests.dispatches.paper import MM, pages
from tests.factories import AT, DAY, signed_in

pytestmark = pytest.mark.django_db


def cancel(dispatch, reason="Sai thẩm quyền"):
    return handling.cancel(dispatch, reason=reason, by=clerk(), at=AT)


def test_the_columns_are_those_of_the_decree_in_its_order():
    assert [column.heading for column in COLUMNS] == [
        "Số, ký hiệu văn bản",
        "Ngày tháng văn bản",
        "Tên loại và trích yếu nội dung văn bản",
        "Người ký",
        "Nơi nhận văn bản",
        "Đơn vị, người nhận bản lưu",
        "Số lượng bản",
        "Ngày chuyển",
        "Ký nhận",
        "Ghi chú",
    ]
    assert [column.heading for column in ARRIVAL] == [
        "Ngày đến",
        "Số đến",
        "Tác giả",
        "Số, ký hiệu văn bản",
        "Ngày tháng văn bản",
        "Tên loại và trích yếu nội dung văn bản",
        "Đơn vị hoặc người nhận",
        "Ngày chuyển",
        "Ký nhận",
        "Ghi chú",
    ]
    assert [column.heading for column in SETTLEMENT] == [
        "Số đến",
        "Tên loại, số, ký hiệu, ngày tháng và tác giả văn bản",
        "Đơn vị hoặc người nhận",
        "Thời hạn giải quyết",
        "Tiến độ giải quyết",
        "Số, ký hiệu văn bản trả lời",
        "Ghi chú",
    ]


def test_an_issued_document_with_what_became_of_it():
    dispatch = issued(letter=letter("V/v lấy ý kiến"))
    handling.note_handling(
        dispatch,
        copies=12,
        forwarded_on=DAY,
        received_by="Nguyễn A",
        note="Gửi hỏa tốc",
        by=clerk(),
        at=AT,
    )

    assert outgoing_register(book(), 2021).rows == (
        (
            "01/SNgV-NV",
            "02/8/2021",
            "Công văn V/v lấy ý kiến",
            "Ngô Biên Cương",
            "UBND các huyện, thành phố; GD; PGĐ Nguyễn Quang Tuấn",
            "VT; NV",
            "12",
            "02/8/2021",
            "Nguyễn A",
            "Gửi hỏa tốc",
        ),
    )


def test_of_a_note_the_register_names_who_approved_it():
    note = issued(letter=replace(letter(), signature=None))

    [row] = outgoing_register(book(), 2021).rows

    assert row[3] == f"{note.approved_by.full_name} (duyệt)" == f"{leader().full_name} (duyệt)"


def test_cancelled_and_unused_numbers_stay_with_their_reason():
    issued()
    second = issued(number=4)
    cancel(second)
    handling.void_number(book(), 2021, 3, reason="Bỏ cách nhầm", by=clerk(), at=AT)

    rows = outgoing_register(book(), 2021).rows

    assert [(row[0], row[-1]) for row in rows] == [
        ("01/SNgV-NV", ""),
        ("03", "Số không dùng: Bỏ cách nhầm"),
        ("04/SNgV-NV", "Hủy: Sai thẩm quyền"),
    ]
    assert issued().number == 5


@pytest.mark.parametrize(("number", "message"), [(1, "đã cấp cho văn bản"), (9, "chưa đến lượt")])
def test_a_number_in_use_or_not_yet_given_is_not_voided(number, message):
    issued()

    with pytest.raises(DispatchRefused, match=message):
        handling.void_number(book(), 2021, number, reason="A", by=clerk(), at=AT)


def test_what_cannot_be_cancelled():
    dispatch = issued()
    cancel(dispatch)

    with pytest.raises(DispatchRefused, match="đã hủy"):
        cancel(dispatch)
    with pytest.raises(DispatchRefused, match="«Dự thảo»"):
        cancel(drafted())
    with pytest.raises(DispatchRefused, match="lý do"):
        cancel(issued(), reason=" ")


def test_forwarding_before_the_document_is_refused():
    with pytest.raises(DispatchRefused, match="Ngày chuyển"):
        handling.note_handling(
            issued(),
            copies=None,
            forwarded_on=DAY - dt.timedelta(days=1),
            received_by="",
            note="",
            by=clerk(),
            at=AT,
        )


def test_the_database_keeps_cancellations_and_versions():
    cancel(issued())

    for model, change in ((CancelledNumber, {"reason": "Khác"}), (DispatchVersion, {"digest": ""})):
        for act in (lambda m=model, c=change: m.objects.update(**c), model.objects.all().delete):
            kept = pytest.raises(IntegrityError, match="never changed or deleted")
            with kept, transaction.atomic():
                act()


def test_arrivals_and_how_they_were_settled():
    document = arrived()
    incoming.hand_to(document, officer(), due_on=dt.date(2021, 8, 9), by=leader(), at=AT)
    incoming.note_progress(document, "Đã trả lời", settled=True, by=officer(), at=AT)
    withdrawn = issued()
    for reply in (issued(), drafted(), withdrawn):
        link(reply, LinkKind.REPLY, document, by=clerk(), at=AT)
    cancel(withdrawn)
    wrong = arrived(full_number="", kind_name="Giấy mời")
    incoming.void(wrong, reason="Nhầm", by=clerk(), at=AT)

    assert incoming_register(2021).rows[0] == (
        "02/8/2021",
        "01",
        "Cục Ngoại vụ, Bộ Ngoại giao",
        "347/CNV-ĐP",
        "14/7/2021",
        "Công văn Kết nối hợp tác với các địa phương của Hàn Quốc",
        officer().full_name,
        "02/8/2021",
        "",
        "",
    )
    assert [row[-1] for row in incoming_register(2021).rows] == ["", "Hủy số đến: Nhầm"]
    assert settlement_register(2021).rows[0] == (
        "01",
        "Công văn 347/CNV-ĐP ngày 14/7/2021 của Cục Ngoại vụ, Bộ Ngoại giao",
        officer().full_name,
        "09/8/2021",
        "Đã trả lời",
        "02/SNgV-NV",
        "",
    )
    assert (incoming_register(2020).rows, settlement_register(2020).rows) == ((), ())


def test_a_register_on_paper_has_a_cover_and_its_head_on_every_page():
    issued()
    sheet = outgoing_register(book(), 2021)
    row = list(sheet.rows[0])
    long = replace(sheet, rows=tuple((f"{n:02d}/SNgV-NV", *row[1:]) for n in range(1, 81)))

    cover, *others = pages(long.pdf())

    assert {(round(p.width / MM), round(p.height / MM)) for p in (cover, *others)} == {(297, 210)}
    texts = [line.text for line in cover.lines]
    assert texts[:4] == [
        "UBND TỈNH BẮC GIANG",
        "SỞ NGOẠI VỤ",
        "SỔ ĐĂNG KÝ VĂN BẢN ĐI",
        "Sổ công văn đi",
    ]
    assert {"Năm: 2021", "Từ ngày 02/8/2021 đến ngày 02/8/2021", "Từ số 01 đến số 01"} <= set(texts)
    assert len(others) > 3
    for number, page in enumerate(others, start=2):
        assert page.number().text == str(number)
        assert any(line.text.startswith("(1)") for line in page.lines)
    found = [li.text for p in others for li in p.lines if "/SNgV-NV" in li.text]
    assert len(found) == 80


def test_the_clerk_prints_saves_notes_and_cancels():
    dispatch, client = issued(), signed_in(clerk())
    address = reverse("dispatches:print_outgoing", args=[dispatch.book_id, 2021])

    assert address in client.get(reverse("dispatches:registers")).content.decode()
    assert client.get(address)["Content-Type"] == "application/pdf"
    workbook = load_workbook(io.BytesIO(client.get(address, {"dang": "xlsx"}).content))
    rows = list(workbook.active.iter_rows(values_only=True))
    assert rows[1][0] == "01/SNgV-NV"
    page = reverse("dispatches:detail", args=[dispatch.pk])
    client.post(reverse("dispatches:handling", args=[dispatch.pk]), {"copies": "3"})
    client.post(reverse("dispatches:cancel", args=[dispatch.pk]), {"reason": "Nhầm"})
    shown = client.get(page).content.decode()
    assert "Văn bản đã hủy:" in shown
    assert "Đã hủy</span>" in shown
    assert "Đã ban hành</span>" not in shown
    listed = client.get(reverse("dispatches:list")).content.decode()
    assert "Đã hủy</span>" in listed
    assert Dispatch.objects.get(pk=dispatch.pk).handling.copies == 3
    missing = reverse("dispatches:print_arrivals", args=["khac", 2021])
    assert client.get(missing).status_code == 404


def test_what_nobody_noted_is_taken_from_the_deliveries():
    dispatch = deliveries.issued_to("Sở A", "Sở B")
    first, second = deliveries.sent(dispatch)
    send_due_deliveries(AT)
    later = AT + dt.timedelta(days=1)
    Message.objects.filter(delivery=second).update(state="sent", accepted_at=later)
    assert outgoing_register(book(), 2021).rows[0][6:9] == ("2", "03/8/2021", "")

    hand_over(first, on=DAY, person="Trần B", note="", by=clerk(), at=AT)
    assert outgoing_register(book(), 2021).rows[0][6:9] == ("2", "02/8/2021", "Trần B")

    noted = {"forwarded_on": None, "received_by": "Văn thư", "note": "", "copies": 3}
    handling.note_handling(dispatch, **noted, by=clerk(), at=AT)
    assert outgoing_register(book(), 2021).rows[0][6:9] == ("3", "02/8/2021", "Văn thư")


def test_the_register_asks_the_same_of_the_database_for_one_and_for_twenty():
    counts = []
    for size in (1, 20):
        for n in range(size):
            deliveries.sent(deliveries.issued_to(f"Sở {n}"))
        with CaptureQueriesContext(connection) as queries:
            outgoing_register(book(), 2021)
        counts.append(len(queries))
    assert counts == [6, 6]
