"""Incoming documents: their numbers, duplicates, handling, and what the database keeps."""

import datetime as dt
from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction

from accounts.models import AuditEvent
from dispatches.domain import incoming
from dispatches.errors import DispatchRefused, DuplicateDocument
from dispatches.models import IncomingDocument
from tests.dispatches.factories import arrived, clerk, entry, leader, officer, scan
from tests.factories import AT, DAY

pytestmark = pytest.mark.django_db
NEXT_YEAR = dt.datetime.fromisoformat("2022-01-04T08:00:00+07:00")


def receive(at=AT, scan=None, although_known=False, **changes):
    return incoming.receive(
        entry(**changes), scan=scan, although_known=although_known, by=clerk(), at=at
    )


def test_what_comes_in_gets_the_next_number_of_the_year():
    first = receive(author="  Cục  Ngoại vụ", scan=scan())
    second = receive(full_number="348/CNV-ĐP")
    later = receive(at=NEXT_YEAR, arrived_on=NEXT_YEAR.date())

    assert [d.full_arrival_number for d in (first, second, later)] == [
        "01/2021",
        "02/2021",
        "01/2022",
    ]
    assert (first.author, first.scan_name) == ("Cục Ngoại vụ", "cong-van.pdf")
    assert "cuc ngoai vu 347/cnv-dp" in first.search_key
    assert incoming.next_arrival_number(DAY) == 3
    assert AuditEvent.objects.filter(action="incomingdocument.registered").count() == 3


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"arrived_on": dt.date(2021, 8, 3)}, "Ngày đến ở sau hôm nay"),
        ({"date": dt.date(2021, 8, 3)}, "Ngày văn bản không thể sau ngày đến"),
    ],
)
def test_days_that_cannot_be_are_refused(changes, message):
    with pytest.raises(DispatchRefused, match=message):
        receive(**changes)
    assert incoming.next_arrival_number(DAY) == 1


def test_arrivals_are_numbered_in_order_of_their_days():
    receive()

    with pytest.raises(DispatchRefused, match="trước ngày"):
        receive(full_number="9/A", arrived_on=dt.date(2021, 8, 1))


@pytest.mark.parametrize(
    "changes",
    [{}, {"full_number": "347/cnv-đp"}, {"author": "cục ngoại vụ, Bộ Ngoại giao", "subject": "B"}],
)
def test_the_same_number_symbol_and_author_raise_an_alarm(changes):
    known = receive()

    with pytest.raises(DuplicateDocument, match="số đến 01/2021, ngày 02/8/2021") as alarm:
        receive(**changes)

    assert alarm.value.known == known
    assert receive(although_known=True, **changes).arrival_number == 2


@pytest.mark.parametrize(
    "changes",
    [
        {"full_number": "348/CNV-ĐP"},
        {"author": "Sở Tư pháp"},
        {"date": dt.date(2020, 7, 14)},
        {"full_number": ""},
    ],
)
def test_another_document_raises_none(changes):
    receive()
    receive(full_number="", subject="Không số")

    assert receive(**changes).arrival_number == 3


def test_a_voided_entry_keeps_its_number_and_raises_no_alarm():
    wrong = receive()

    incoming.void(wrong, reason=" Ghi nhầm tác giả ", by=clerk(), at=AT)

    assert (wrong.voided_at, wrong.void_reason) == (AT, "Ghi nhầm tác giả")
    assert receive().arrival_number == 2
    with pytest.raises(DispatchRefused, match="đã hủy"):
        incoming.void(wrong, reason="Lần nữa", by=clerk(), at=AT)
    with pytest.raises(DispatchRefused, match="lý do"):
        incoming.void(receive(although_known=True), reason=" ", by=clerk(), at=AT)


def test_handling():
    document = receive()

    incoming.hand_to(document, officer(), due_on=dt.date(2021, 8, 9), by=leader(), at=AT)
    incoming.note_progress(document, "Đang soạn tờ trình", settled=False, by=officer(), at=AT)
    assert (document.handler, document.handed_on, document.due_on) == (
        officer(),
        DAY,
        dt.date(2021, 8, 9),
    )
    assert (document.progress, document.settled_at) == ("Đang soạn tờ trình", None)
    incoming.note_progress(document, "Đã trình", settled=True, by=officer(), at=AT)
    assert document.settled_at == AT


def test_a_time_limit_before_the_arrival_and_a_void_entry_are_refused():
    document = receive()

    with pytest.raises(DispatchRefused, match="trước ngày đến"):
        incoming.hand_to(document, officer(), due_on=dt.date(2021, 8, 1), by=leader(), at=AT)
    incoming.void(document, reason="Nhầm", by=clerk(), at=AT)
    with pytest.raises(DispatchRefused, match="đã hủy"):
        incoming.note_progress(document, "Xong", settled=True, by=officer(), at=AT)


def test_a_scan_follows_once_and_further_files_behind_those_that_came():
    first, second = replace(scan(), name="1.pdf"), replace(scan(), name="2.pdf")
    document = arrived(enclosed=[first])

    incoming.add_files(document, scan=scan(), enclosed=[second], by=clerk(), at=AT)

    assert document.scan_name == "cong-van.pdf"
    named = [(one.ordinal, one.name) for one in document.enclosures.all()]
    assert named == [(1, "1.pdf"), (2, "2.pdf")]
    event = AuditEvent.objects.get(action="incomingdocument.scanned")
    assert event.data == {"name": "cong-van.pdf", "sha256": document.scan.sha256}
    with pytest.raises(DispatchRefused, match="đã có bản quét"):
        incoming.add_files(document, scan=first, enclosed=[second], by=clerk(), at=AT)
    assert document.enclosures.count() == 2


def test_a_void_entry_takes_no_files():
    document = arrived()
    incoming.void(document, reason="Nhầm", by=clerk(), at=AT)
    with pytest.raises(DispatchRefused, match="đã hủy"):
        incoming.add_files(document, scan=scan(), by=clerk(), at=AT)


def test_the_database_keeps_a_scan_and_takes_no_name_without_one():
    without, with_scan = arrived(), arrived(scan())
    other = arrived(replace(scan(), content=b"%PDF other")).scan
    rows = IncomingDocument.objects

    assert refused(lambda: rows.filter(pk=without.pk).update(scan_name="x.pdf"))
    for change in ({"scan": other}, {"scan": None, "scan_name": ""}, {"scan_name": "x.pdf"}):
        assert refused(lambda change=change: rows.filter(pk=with_scan.pk).update(**change))


def refused(act):
    with pytest.raises(IntegrityError), transaction.atomic():
        act()
    return True


@pytest.mark.parametrize(
    "change",
    [
        {"subject": "Khác"},
        {"arrival_number": 9},
        {"arrived_on": dt.date(2021, 8, 1)},
        {"full_number": ""},
        {"due_on": dt.date(2021, 8, 1)},
        {"handed_on": DAY},
        {"void_reason": "Nhầm"},
    ],
)
def test_the_database_keeps_what_was_registered(change):
    row = IncomingDocument.objects.filter(pk=arrived().pk)

    assert refused(lambda: row.update(**change))


def test_the_database_refuses_deletion_and_the_same_number_twice():
    document = arrived()

    assert refused(document.delete)
    document.pk = None
    assert refused(document.save)


def test_the_database_keeps_a_reason_of_voiding():
    document = arrived()
    incoming.void(document, reason="Nhầm", by=clerk(), at=AT)
    row = IncomingDocument.objects.filter(pk=document.pk)

    assert refused(lambda: row.update(void_reason="Khác"))
    assert refused(lambda: row.update(voided_at=None, void_reason=""))
