"""Answers that came on paper or by mail: brought by an officer, judged by their receipt."""

import datetime as dt

import pytest
from django.db import DatabaseError, transaction

from accounts.models import AuditEvent
from consultations.domain import pending, receipts
from consultations.domain.letter_doubts import doubts
from consultations.domain.withdrawing_entries import withdraw
from consultations.enums import Source
from consultations.errors import ConsultationRefused, LetterInDoubt
from consultations.models import PendingResponse
from dispatches.domain import incoming
from tests.consultations import letters, rounds
from tests.consultations.rounds import AGREE, hanoi
from tests.dispatches.factories import entry

pytestmark = pytest.mark.django_db
IN_TIME, LATE, NOW = hanoi("06/8 16:00"), hanoi("09/8 00:00"), hanoi("10/8 09:00")


@pytest.fixture
def called():
    return rounds.called(rounds.drafted("Lục Ngạn", "Sơn Động"))


@pytest.fixture
def unit(called):
    return rounds.consultee(called, "Lục Ngạn")


def registered(
    day=dt.date(2021, 8, 9),
    on=dt.date(2021, 8, 6),
    number="12/UBND-VX",
    author="UBND huyện Lục Ngạn",
):
    known = entry(arrived_on=day, author=author, full_number=number, date=on)
    return incoming.receive(known, by=rounds.person("clerk"), at=NOW)


def bring(unit, document, received_at=IN_TIME, at=NOW, **more):
    return pending.bring(
        unit,
        document,
        received_at=received_at,
        signer="CHỦ TỊCH Nguyễn Văn A",
        by=rounds.person("officer"),
        at=at,
        **more,
    )


@pytest.mark.parametrize(("received_at", "late"), [(IN_TIME, False), (LATE, True)])
def test_on_time_is_judged_by_receipt_not_by_entering(unit, received_at, late):
    letter = bring(unit, registered(), received_at)
    answers = letters.said(letter, (AGREE, ""))
    response = pending.settle(letter, answers, by=rounds.person("officer"), at=NOW)
    assert (response.is_late, response.source) == (late, Source.LETTER)
    assert response.sender_name == "CHỦ TỊCH Nguyễn Văn A"


def test_the_receipt_names_the_letter_that_came_on_paper_and_says_that_there_is_no_file(unit):
    letter = bring(unit, registered())
    answers = letters.said(letter, (AGREE, ""))
    response = pending.settle(letter, answers, by=rounds.person("officer"), at=NOW)
    page = receipts.receipt_html(response)
    assert (
        "Văn bản giấy, thư điện tử; Sở nhập ý kiến từ Công văn số 12/UBND-VX ngày 06/8/2021 "
        "(số đến 01/2021)"
    ) in page
    assert "Văn bản chỉ có bản giấy, không có tệp kèm theo." in page


def test_a_letter_brought_holds_the_closing_until_it_is_entered(called, unit):
    bring(unit, registered())
    with pytest.raises(ConsultationRefused, match="Lục Ngạn"):
        rounds.end(called, at=NOW)


@pytest.mark.parametrize(
    ("day", "received_at", "said_"),
    [
        (dt.date(2021, 8, 9), hanoi("11/8 09:00"), "ở sau hiện tại"),
        (dt.date(2021, 8, 6), hanoi("07/8 00:00"), "không thể sau ngày đó"),
    ],
)
def test_a_moment_that_cannot_be_is_refused(unit, day, received_at, said_):
    with pytest.raises(ConsultationRefused, match=said_):
        bring(unit, registered(day), received_at)
    assert not PendingResponse.objects.exists()


def test_a_document_is_brought_once_for_a_unit(unit):
    document = registered()
    bring(unit, document)
    with pytest.raises(ConsultationRefused, match="không ghi được"):
        bring(unit, document)


def test_a_document_of_another_author_has_to_be_confirmed(unit):
    document = registered(author="Văn phòng HĐND và UBND huyện Lục Ngạn")
    words = (
        "Văn bản số 12/UBND-VX là của Văn phòng HĐND và UBND huyện Lục Ngạn, "
        "không phải của UBND huyện Lục Ngạn."
    )
    with pytest.raises(LetterInDoubt) as refusal:
        bring(unit, document)
    assert str(refusal.value) == words
    assert not PendingResponse.objects.exists()

    bring(unit, document, although=True)

    assert AuditEvent.objects.get(action="response.arrived").data["doubts"] == [words]


def test_a_document_that_another_unit_has_answered_with_has_to_be_confirmed(called, unit):
    document, other = registered(), rounds.consultee(called, "Sơn Động")
    letter = bring(unit, document)
    assert "doubts" not in AuditEvent.objects.get(action="response.arrived").data
    with pytest.raises(LetterInDoubt) as refusal:
        bring(other, document)
    assert str(refusal.value) == (
        "Văn bản số 12/UBND-VX là của UBND huyện Lục Ngạn, không phải của UBND huyện Sơn Động. "
        "Văn bản số 12/UBND-VX đã được ghi là trả lời của UBND huyện Lục Ngạn."
    )

    officer = rounds.person("officer")
    pending.settle(letter, letters.said(letter, (AGREE, "")), by=officer, at=NOW)
    withdraw(letter, reason="Của đơn vị khác.", by=officer, at=NOW)

    assert doubts(other, document) == [
        "Văn bản số 12/UBND-VX là của UBND huyện Lục Ngạn, không phải của UBND huyện Sơn Động."
    ]
    assert bring(other, document, although=True).consultee == other


def test_what_is_void_or_older_than_the_call_is_not_offered(unit):
    old, void = registered(on=dt.date(2021, 8, 1), number="1/UBND"), registered(number="2/UBND")
    incoming.void(void, reason="ghi nhầm", by=rounds.person("clerk"), at=NOW)
    fit = registered(number="3/UBND")
    assert list(pending.documents_for(unit)) == [fit]
    for document in (old, void):
        with pytest.raises(ConsultationRefused):
            bring(unit, document)


def test_the_database_keeps_by_which_way_it_came(unit):
    letter = bring(unit, registered())
    with pytest.raises(DatabaseError, match="decided on once"), transaction.atomic():
        PendingResponse.objects.filter(pk=letter.pk).update(source=Source.EXCHANGE)
