"""What the database itself refuses."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from dispatches.domain import files
from dispatches.models import Dispatch, RegisterCounter, StoredFile
from tests.dispatches.factories import (
    AT,
    DAY,
    approved,
    book,
    drafted,
    issued,
    kind,
    leader,
    letter,
    officer,
    submitted,
)

pytestmark = pytest.mark.django_db


def refused(rows, **changes) -> bool:
    try:
        with transaction.atomic():
            rows.update(**changes)
    except IntegrityError:
        return True
    return False


def row(dispatch: Dispatch):
    return Dispatch.objects.filter(pk=dispatch.pk)


def a_file(content: bytes = b"%PDF-1.7") -> StoredFile:
    return files.store(content, media_type="application/pdf", at=AT)


@pytest.mark.parametrize(
    "changes",
    [
        {"letter": letter("V/v khác").to_json()},
        {"letter": None, "letter_digest": ""},
        {"letter_digest": "0" * 64},
        {"subject": "V/v khác"},
        {"symbol": "SNgV-VP"},
        {"number": 2},
        {"date": DAY + dt.timedelta(days=1)},
        {"year": 2022, "date": dt.date(2022, 1, 1)},
        {"issued_by": None},
        {"issued_at": AT + dt.timedelta(hours=1)},
        {"approved_digest": "0" * 64},
        {"created_by": None},
        {"state": "draft", "number": None, "year": None, "date": None, "issued_at": None},
    ],
)
def test_what_is_issued_never_changes(changes):
    assert refused(row(issued()), **changes)


def test_what_is_issued_does_not_change_its_book():
    assert refused(row(issued()), book=book("other"))


def test_what_is_issued_is_never_deleted():
    dispatch = issued()
    rows = Dispatch.objects.filter(pk=dispatch.pk)
    with pytest.raises(IntegrityError, match="never deleted"), transaction.atomic():
        rows._raw_delete(rows.db)
    assert Dispatch.objects.get() == dispatch


def test_the_pdf_is_set_once():
    dispatch = row(issued())
    assert not refused(dispatch, pdf=a_file())
    assert not refused(dispatch, pdf=a_file())
    assert refused(dispatch, pdf=a_file(b"%PDF-1.7 another"))
    assert refused(dispatch, pdf=None)


def test_a_draft_has_no_pdf():
    assert refused(row(approved()), pdf=a_file())


def test_a_stored_file_stays():
    file = a_file()
    assert refused(StoredFile.objects.filter(pk=file.pk), sha256="0" * 64)
    with pytest.raises(IntegrityError, match="never changed or deleted"), transaction.atomic():
        file.delete()


@pytest.mark.parametrize(
    ("make", "changes"),
    [
        (drafted, {"state": "cancelled"}),
        (drafted, {"number": 1, "year": 2021, "date": DAY, "issued_at": AT}),
        (drafted, {"letter": None, "letter_digest": ""}),
        (approved, {"state": "issued"}),
        (approved, {"letter_digest": "0" * 64}),
        (approved, {"approved_at": None}),
        (approved, {"approved_digest": ""}),
        (submitted, {"state": "approved"}),
        (
            approved,
            {"state": "issued", "number": 0, "year": 2021, "date": DAY, "issued_at": AT},
        ),
        (
            approved,
            {"state": "issued", "number": 1, "year": 2022, "date": DAY, "issued_at": AT},
        ),
    ],
)
def test_a_row_that_contradicts_itself_is_refused(make, changes):
    assert refused(row(make()), **changes)


@pytest.mark.parametrize("hand", ["created_by", "edited_by", "submitted_by"])
def test_nobody_approves_his_own(hand):
    assert refused(row(approved()), **{hand: leader()})
    assert not refused(row(approved()), **{hand: officer()})


def test_a_number_is_given_once():
    first = issued()
    second = {"state": "issued", "year": 2021, "date": DAY, "issued_at": AT}
    assert refused(row(approved()), number=first.number, **second)
    assert refused(row(approved(kind=kind(book("other")))), number=first.number, **second)


def test_a_counter_with_a_number_has_its_date():
    issued()
    assert refused(RegisterCounter.objects.all(), last_date=None)
