"""Numbers and dates: gap-free, in order, once."""

import datetime as dt

import pytest

from accounts.models import AuditEvent
from dispatches import guards
from dispatches.domain import drafting, issuing
from dispatches.errors import DispatchRefused
from dispatches.letter import Letter
from dispatches.models import Agency, Dispatch, RegisterCounter
from tests.dispatches.factories import (
    AT,
    DAY,
    approved,
    book,
    clerk,
    drafted,
    issued,
    kind,
    letter,
    submitted,
)

pytestmark = pytest.mark.django_db
ONE_DAY = dt.timedelta(days=1)


def test_the_first_number_of_a_year_is_one():
    assert issuing.next_number(book(), DAY) == 1
    dispatch = issued()
    assert (dispatch.number, dispatch.year, dispatch.date) == (1, 2021, DAY)
    assert dispatch.full_number == "01/SNgV-NV"
    assert (dispatch.issued_by, dispatch.issued_at) == (clerk(), AT)
    assert issuing.next_number(book(), DAY) == 2


def test_number_and_date_are_frozen_into_the_letter():
    dispatch = issued(number=214)
    frozen = Letter.from_json(dispatch.letter)
    assert (frozen.number, frozen.date) == (214, DAY)
    assert dispatch.letter_digest == frozen.digest()
    assert dispatch.approved_digest == letter().digest()


def test_a_higher_number_records_those_used_on_paper():
    issued(number=210)
    dispatch = issued(number=214)
    assert dispatch.number == 214
    assert list(
        AuditEvent.objects.filter(action="dispatch.issued").order_by("id").values_list("data")
    ) == [
        ({"number": 210, "date": "2021-08-02", "used_on_paper": [1, 209]},),
        ({"number": 214, "date": "2021-08-02", "used_on_paper": [211, 213]},),
    ]
    assert issuing.next_number(book(), DAY) == 215


@pytest.mark.parametrize("number", [1, 213, 214])
def test_a_number_that_is_not_higher_is_refused(number):
    issued(number=214)
    with pytest.raises(DispatchRefused, match="số kế tiếp là 215"):
        issued(number=number)
    assert issuing.next_number(book(), DAY) == 215


@pytest.mark.parametrize(
    ("date", "message"),
    [
        (DAY + ONE_DAY, "Ngày văn bản 03/8/2021 ở sau hôm nay, 02/8/2021."),
        (DAY - ONE_DAY, "Ngày văn bản 01/8/2021 ở trước ngày duyệt, 02/8/2021."),
    ],
)
def test_the_date_lies_between_approval_and_today(date, message):
    with pytest.raises(DispatchRefused) as refusal:
        issued(date=date)
    assert str(refusal.value) == message


def test_a_date_before_that_of_the_last_number_is_refused():
    early = approved()
    issued(at=AT + ONE_DAY, date=DAY + ONE_DAY)
    with pytest.raises(DispatchRefused, match="trước ngày 03/8/2021 của văn bản"):
        issuing.issue(early, number=None, date=DAY, by=clerk(), at=AT + 2 * ONE_DAY)


def test_an_old_year_takes_no_number_once_the_new_year_has_one():
    last_day = dt.datetime.fromisoformat("2021-12-31T10:00:00+07:00")
    late = approved(at=last_day)
    issued(at=last_day + 3 * ONE_DAY, date=dt.date(2022, 1, 3))
    with pytest.raises(DispatchRefused, match="trước ngày 03/01/2022"):
        issuing.issue(
            late, number=None, date=last_day.date(), by=clerk(), at=last_day + 4 * ONE_DAY
        )


@pytest.mark.parametrize(
    ("at", "date", "number"),
    [
        ("2021-12-31T16:59:59.999Z", dt.date(2021, 12, 31), 215),
        ("2021-12-31T17:00:00Z", dt.date(2022, 1, 1), 1),
    ],
)
def test_the_year_changes_at_midnight_in_hanoi(at, date, number):
    issued(number=214)
    at = dt.datetime.fromisoformat(at)
    dispatch = issued(at=at, date=date)
    assert (dispatch.number, dispatch.year) == (number, date.year)


def test_the_new_years_day_is_still_the_future_a_second_before():
    at = dt.datetime.fromisoformat("2021-12-31T16:59:59Z")
    with pytest.raises(DispatchRefused, match="ở sau hôm nay, 31/12/2021"):
        issued(at=at, date=dt.date(2022, 1, 1))


def test_each_book_has_its_own_numbers():
    issued(number=214)
    other = issued(kind=kind(book("to-trinh")), letter=letter(symbol="TTr-SNgV"))
    assert other.full_number == "01/TTr-SNgV"


def test_number_and_symbol_are_unique_in_the_year_whatever_the_book():
    issued(number=214)
    with pytest.raises(DispatchRefused, match="Số 214/SNgV-NV năm 2021 đã có"):
        issued(number=214, kind=kind(book("other")))
    assert issuing.next_number(book("other"), DAY) == 1


def test_another_agency_may_have_the_same_symbol():
    issued(number=214)
    namesake = Agency.objects.create(name="Sở Nội vụ", abbreviation="SNgV", place="Bắc Giang")

    theirs = issued(number=214, kind=kind(book("other"), agency=namesake))

    assert (theirs.full_number, theirs.agency) == ("214/SNgV-NV", namesake)


@pytest.mark.parametrize("make", [drafted, submitted, issued])
def test_only_what_is_approved_is_issued(make):
    with pytest.raises(DispatchRefused, match="không thực hiện được"):
        issuing.issue(make(), number=None, date=DAY, by=clerk(), at=AT)


def test_an_approval_dropped_meanwhile_costs_no_number():
    dispatch = approved()
    drafting.revise(Dispatch.objects.get(pk=dispatch.pk), letter("V/v khác"), by=clerk(), at=AT)
    with pytest.raises(DispatchRefused, match="người khác thay đổi"):
        issuing.issue(dispatch, number=None, date=DAY, by=clerk(), at=AT)
    assert not RegisterCounter.objects.filter(last_number__gt=0).exists()


def test_a_guard_of_another_app_holds_the_issue_back(monkeypatch):
    monkeypatch.setattr(guards, "_guards", [])
    guards.register(lambda dispatch, at: [f"Chưa được: {dispatch.symbol}, {at:%d/%m}."])
    with pytest.raises(DispatchRefused, match=r"^Chưa được: SNgV-NV, 02/08\.$"):
        issued()
    assert issuing.next_number(book(), DAY) == 1


def _paper(number: int, date: dt.date, symbol: str = "SNgV-HTQT") -> Dispatch:
    return issuing.register_paper(
        kind=kind(), number=number, symbol=symbol, date=date, subject="V/v thử", by=clerk(), at=AT
    )


def test_a_paper_document_takes_its_number_and_those_before():
    dispatch = _paper(169, dt.date(2021, 3, 29))
    assert (dispatch.full_number, dispatch.state) == ("169/SNgV-HTQT", "issued")
    assert (dispatch.letter, dispatch.letter_digest) == (None, "")
    assert AuditEvent.objects.get(action="dispatch.registered").data["used_on_paper"] == [1, 168]
    assert issuing.next_number(book(), DAY) == 170


def test_a_paper_document_fills_a_number_that_was_skipped():
    _paper(169, dt.date(2021, 3, 29))
    issued(number=214)
    assert _paper(200, dt.date(2021, 6, 1)).number == 200
    assert issuing.next_number(book(), DAY) == 215


@pytest.mark.parametrize(
    ("number", "date", "message"),
    [
        (200, dt.date(2021, 3, 28), "trước ngày 29/3/2021"),
        (150, dt.date(2021, 3, 30), "sau ngày 29/3/2021 của số 169"),
        (200, dt.date(2021, 8, 3), "ở sau hôm nay"),
    ],
)
def test_a_paper_document_fits_between_its_neighbours(number, date, message):
    _paper(169, dt.date(2021, 3, 29))
    with pytest.raises(DispatchRefused, match=message):
        _paper(number, date)


def test_a_paper_document_takes_no_number_twice():
    _paper(169, dt.date(2021, 3, 29))
    with pytest.raises(DispatchRefused, match="Số 169"):
        _paper(169, dt.date(2021, 3, 29))
    with pytest.raises(DispatchRefused, match="Số 169"):
        _paper(169, dt.date(2021, 3, 29), symbol="SNgV-NV")
