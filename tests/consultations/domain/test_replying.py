"""What the message of a call says of its deadline and of the units asked."""

import datetime as dt

import pytest

from consultations.domain import terms
from deadlines.value import Deadline
from dispatches.domain import exporting
from dispatches.exchange.message import Organ
from districts.models import District
from tests.consultations import rounds
from tests.consultations.rounds import hanoi

pytestmark = pytest.mark.django_db
NINTH = dt.date(2021, 8, 9)


def message(round_):
    return exporting.message_of(rounds.fresh(round_).dispatch)


@pytest.mark.parametrize(
    ("deadline", "due", "words"),
    [
        # The format knows no «before»: the day before, and the words of the letter beside it.
        (Deadline.before(NINTH), dt.date(2021, 8, 8), "trước ngày 09/8/2021"),
        (Deadline.through(NINTH), NINTH, "đến hết ngày 09/8/2021"),
        (
            Deadline.before_time(NINTH, dt.time(17)),
            NINTH,
            "trước 17 giờ 00 ngày 09/8/2021",
        ),
        # Before the first minute of a day is the day before.
        (
            Deadline.before_time(NINTH, dt.time(0)),
            dt.date(2021, 8, 8),
            "trước 00 giờ 00 ngày 09/8/2021",
        ),
        (Deadline.before(dt.date(2022, 1, 1)), dt.date(2021, 12, 31), "trước ngày 01/01/2022"),
    ],
)
def test_each_kind_of_deadline(deadline, due, words):
    found = message(rounds.called(rounds.drafted(deadline=deadline)))

    assert (found.due_date, found.content) == (due, f"Thời hạn trả lời: {words}.")


def test_a_deadline_in_working_days_from_receipt_names_no_day_for_all():
    rounds.office()
    words = rounds.wording(about_agreement=True, deemed_consent=False, consent_clause="")
    draft = rounds.drafted(wording=words, deadline=Deadline.from_receipt(7))

    found = message(rounds.called(draft))

    assert found.due_date is None
    assert found.content == (
        "Thời hạn trả lời: trong thời hạn 07 ngày làm việc kể từ ngày nhận được văn bản."
    )


def test_the_letter_s_own_deadline_stays_when_it_was_extended():
    round_ = rounds.called(rounds.drafted())
    terms.extend(
        round_,
        consultee=None,
        deadline=Deadline.before(dt.date(2021, 8, 20)),
        reason="Xin thêm.",
        by=rounds.person("officer"),
        at=hanoi("04/8 10:00"),
    )

    assert message(round_).due_date == dt.date(2021, 8, 8)


def test_the_units_asked_are_its_receivers_each_with_its_code():
    round_ = rounds.called(rounds.drafted("Lục Ngạn", "Sơn Động"))
    District.objects.filter(name="Lục Ngạn").update(organ_id="000.00.07.H02")

    assert message(round_).receivers == (
        Organ(name="UBND huyện Lục Ngạn", organ_id="000.00.07.H02", email="u1@unit.example"),
        Organ(name="UBND huyện Sơn Động", email="u2@unit.example"),
    )
