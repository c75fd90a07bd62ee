"""The next round's letter tells how the one before ended, as the record has it now."""

from uuid import uuid4

import pytest
from django.urls import reverse

from consultations.domain import answering, pending, readiness, retelling
from consultations.domain.withdrawing_entries import withdraw
from dispatches import guards
from dispatches.domain import approval, issuing
from dispatches.enums import DispatchState
from dispatches.errors import DispatchRefused
from dispatches.letter import Letter
from tests.consultations import letters, rounds
from tests.consultations.rounds import AGREE, DISAGREE, hanoi
from tests.factories import signed_in

pytestmark = pytest.mark.django_db
IN_TIME, OVER, AFTER = hanoi("06/8 09:00"), hanoi("09/8 08:00"), hanoi("11/8 09:00")
SENT = "Ngày 02/8/2021, Sở Ngoại vụ đã có công văn số 01/SNgV-NV"
SILENT = (
    "UBND các huyện Lục Ngạn, Sơn Động không có văn bản trả lời, được coi như nhất trí theo công "
    "văn nêu trên."
)
AGAINST = (
    "Sở Ngoại vụ đã nhận được phản hồi của UBND huyện Sơn Động không nhất trí với dự thảo đề án. "
    "UBND huyện Lục Ngạn không có văn bản trả lời, được coi như nhất trí theo công văn nêu trên."
)


@pytest.fixture
def second():
    """The draft of round 2; in round 1 nobody answered."""
    first = rounds.end(rounds.called(rounds.drafted("Lục Ngạn", "Sơn Động")), OVER)
    return rounds.carried_on(first, at=OVER)


def told(round_):
    letter = Letter.from_json(rounds.fresh(round_).dispatch.letter)
    (paragraph,) = [block.text for block in letter.blocks if block.text.startswith(SENT)]
    return paragraph.partition("thành phố. ")[2]


def first_of(round_):
    return round_.consultation.rounds.get(ordinal=1)


def record_later(round_):
    """Return the letter of Sơn Động, which is against; it had come before round 1 was closed."""
    letter = letters.waiting(first_of(round_), "Sơn Động", at=IN_TIME)
    said = letters.said(letter, (DISAGREE, "Chưa rõ kinh phí."))
    by = rounds.person("officer")
    pending.settle(letter, said, reason="Văn thư chuyển chậm.", by=by, at=AFTER)
    letter.refresh_from_db()
    return letter


def test_what_is_recorded_later_is_written_into_the_draft(second):
    assert told(second) == SILENT
    by_officer = second.dispatch.edited_by

    record_later(second)

    assert told(second) == AGAINST
    assert rounds.fresh(second).dispatch.edited_by == by_officer
    assert readiness.obstacles(rounds.fresh(second), AFTER) == []


def test_so_is_that_it_was_entered_by_mistake(second):
    letter = record_later(second)
    withdraw(letter, reason="Nhầm văn bản.", by=rounds.person("officer"), at=AFTER)
    assert told(second) == SILENT


def test_so_is_what_a_unit_sends_after_the_end(second):
    unit = rounds.consultee(first_of(second), "Lục Ngạn")
    version = rounds.draft(unit, (AGREE, ""), at=AFTER)
    answering.submit(
        unit, key=uuid4(), version=version, late=True, by=rounds.staff(unit), clock=lambda: AFTER
    )
    assert told(second) == (
        "UBND huyện Sơn Động không có văn bản trả lời, được coi như nhất trí theo công văn nêu "
        "trên. Sau khi kết thúc việc lấy ý kiến, Sở Ngoại vụ nhận được phản hồi của UBND huyện "
        "Lục Ngạn nhất trí với dự thảo đề án."
    )


def test_what_was_approved_does_not_leave_until_it_is_drafted_anew(second):
    letter = rounds.approved(second, AFTER).dispatch
    assert guards.reasons(letter, AFTER) == []

    record_later(second)

    assert told(second) == SILENT
    assert guards.reasons(letter, AFTER) == [str(readiness.OUTDATED)]
    with pytest.raises(DispatchRefused, match="không còn đúng với kết quả đã ghi nhận"):
        issuing.issue(letter, number=None, date=AFTER.date(), by=rounds.person("clerk"), at=AFTER)

    retelling.retell(second, by=rounds.person("officer"), at=AFTER)

    assert (rounds.fresh(second).dispatch.state, told(second)) == (DispatchState.DRAFT, AGAINST)
    assert rounds.issued(second, AFTER).is_issued


def test_the_page_offers_to_draft_it_anew(second):
    officer = signed_in(rounds.person("officer"))
    page = reverse("consultations:round", args=[second.pk])
    button = "Soạn lại công văn theo kết quả đã ghi nhận"
    rounds.submitted(second, AFTER)
    assert button not in officer.get(page).text
    record_later(second)
    assert button in officer.get(page).text

    done = officer.post(reverse("consultations:retell", args=[second.pk]), follow=True)

    assert "Đã soạn lại công văn theo kết quả đã ghi nhận." in done.text
    assert (told(second), button in done.text) == (AGAINST, False)


def test_a_letter_sent_back_is_measured_too(second):
    letter = rounds.submitted(second, AFTER).dispatch
    record_later(second)
    approval.send_back(letter, reason="Sửa.", by=rounds.person("leader"), at=AFTER)
    assert readiness.obstacles(rounds.fresh(second), AFTER) == [str(readiness.OUTDATED)]
