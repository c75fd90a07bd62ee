"""The board: where each unit stands, who needs somebody first, in a fixed number of queries."""

import pytest

from consultations.domain import answering, reminders
from consultations.domain.board import counts, rows
from consultations.domain.standings import most_pressing, standings
from consultations.enums import Outcome, UnitState
from consultations.models import Consultee
from deadlines.domain.calendar import working_calendar
from outbox.enums import MessageState
from outbox.models import Message
from tests.consultations import letters, rounds
from tests.consultations.rounds import AGREE, AT, BUT, DISAGREE, hanoi

pytestmark = pytest.mark.django_db
ROUND_1_ANSWERED = ("Bắc Giang", "Hiệp Hòa", "Lục Nam", "Lục Ngạn", "Tân Yên", "Yên Thế")


def seen(round_, at=AT):
    found = rounds.fresh(round_)
    return rows(found, most_pressing(standings(found)), at=at, calendar=working_calendar())


def names(found):
    return [row.consultee.district.name for row in found]


def states(found):
    return {row.consultee.district.name: row.state.value for row in found}


def test_who_is_directly_concerned_and_silent_stands_on_top():
    round_ = rounds.called(rounds.loaded())
    for name in ROUND_1_ANSWERED:
        rounds.answer(rounds.consultee(round_, name))

    found = seen(round_)

    assert names(found) == [
        *("Việt Yên", "Yên Dũng"),
        *("Lạng Giang", "Sơn Động"),
        *("Bắc Giang", "Lục Ngạn"),
        *("Hiệp Hòa", "Lục Nam", "Tân Yên", "Yên Thế"),
    ]
    assert [[content.ordinal for content in row.concerned] for row in found[:3]] == [
        [2, 3],
        [2, 3],
        [],
    ]
    owing = [row for row in found if not row.answered]
    assert names(owing) == ["Việt Yên", "Yên Dũng", "Lạng Giang", "Sơn Động"]


IN_EACH_STATE = (
    *("failed", "none", "waiting", "sent", "opened", "draft"),
    *("letter", "no", "but", "yes"),
)


def in_each_state():
    """A round with one unit in each state, named by how it came there."""
    round_ = rounds.issued(rounds.drafted(*IN_EACH_STATE))
    Consultee.objects.filter(district__name="none").update(address="")
    unit = {name: rounds.consultee(round_, name) for name in IN_EACH_STATE}
    called(unit["failed"], MessageState.FAILED, failed_at=AT)
    called(unit["waiting"], MessageState.PENDING)
    called(unit["sent"], MessageState.SENT, accepted_at=AT)
    answering.open_call(unit["opened"], by=rounds.staff(unit["opened"]), at=AT)
    rounds.draft(unit["draft"], (AGREE, ""))
    letters.arrived(round_, "letter")
    rounds.answer(unit["no"], (DISAGREE, "Chưa phù hợp."))
    rounds.answer(unit["but"], (BUT, "Bổ sung."))
    rounds.answer(unit["yes"], (AGREE, ""))
    return round_


def test_each_state_of_a_unit():
    round_ = in_each_state()
    found = seen(round_)

    assert states(found) == {
        "failed": "not_reached",
        "none": "no_address",
        "waiting": "waiting",
        "sent": "unopened",
        "opened": "opened",
        "draft": "drafting",
        "letter": "pending",
        "no": "disagreed",
        "but": "agreed_with_comments",
        "yes": "agreed",
    }
    assert names(found) == list(IN_EACH_STATE)
    counted = counts(round_)
    assert counted.states == dict.fromkeys(UnitState, 1) | {UnitState.ANSWERED: 0}
    assert (counted.total, counted.owing, counted.unreached) == (10, 6, 2)
    assert [(share.tone, share.count) for share in counted.shares] == [
        ("ok", 1),
        ("but", 1),
        ("bad", 1),
        ("but", 1),
        ("draft", 1),
        ("idle", 3),
        ("bad", 2),
    ]


def called(unit, state, **fields):
    Message.objects.create(
        key=f"call:{unit.pk}",
        kind="call",
        topic_type="consultations.consultee",
        topic_id=unit.pk,
        to_address=unit.address,
        message_id=f"<{unit.pk}@x.example>",
        created_at=AT,
        state=state,
        **fields,
    )


def test_a_row_counts_what_is_drafted_and_what_is_commented():
    round_ = rounds.called(rounds.drafted("Lục Ngạn", "Sơn Động", contents=2))
    rounds.draft(rounds.consultee(round_, "Lục Ngạn"), (AGREE, ""), ("", ""))
    rounds.answer(rounds.consultee(round_, "Sơn Động"), (BUT, "Bổ sung."), (AGREE, ""))

    writing, answered = seen(round_)

    assert (writing.drafted, writing.comments, writing.answered) == (1, 0, False)
    assert (answered.drafted, answered.comments, answered.answered) == (0, 1, True)


def test_a_row_tells_the_last_reminder_and_the_next():
    round_ = rounds.called(rounds.drafted("Lục Ngạn", "Sơn Động"))

    reminders.send_due_reminders(hanoi("03/8 08:00"), working_calendar())
    rounds.answer(rounds.consultee(round_, "Sơn Động"), at=hanoi("03/8 09:00"))

    silent, answered = seen(round_, hanoi("03/8 10:00"))
    assert silent.last_reminder.created_at == hanoi("03/8 08:00")
    assert silent.next_reminder.at == hanoi("05/8 08:00")
    assert answered.last_reminder.created_at == hanoi("03/8 08:00")
    assert answered.next_reminder is None


def test_after_closing_a_row_has_its_outcome_and_tells_what_is_kept_beside_it():
    round_ = rounds.called(rounds.drafted("Lục Ngạn", "Sơn Động"))
    over = hanoi("09/8 08:00")
    rounds.end(round_, at=over)
    kept = rounds.answer(rounds.consultee(round_, "Sơn Động"), (DISAGREE, "Chưa."), at=over)

    rows = {row.consultee.district.name: row for row in seen(round_, over)}
    assert {name: (row.outcome, row.response, row.only_kept) for name, row in rows.items()} == {
        "Lục Ngạn": (Outcome.DEEMED_AGREED, None, []),
        "Sơn Động": (Outcome.DEEMED_AGREED, None, [kept]),
    }


def test_a_late_answer_is_kept_beside_the_one_in_time():
    round_ = rounds.called(rounds.drafted("Lục Ngạn"))
    first = rounds.answer(rounds.consultee(round_, "Lục Ngạn"), (AGREE, ""))
    late = rounds.answer(
        rounds.consultee(round_, "Lục Ngạn"), (DISAGREE, "Chưa."), at=hanoi("09/8 07:00")
    )

    row = seen(round_, hanoi("09/8 08:00"))[0]

    assert (row.response, row.only_kept, row.state) == (first, [late], UnitState.AGREED)


def test_an_open_round_has_no_outcomes():
    assert [row.outcome for row in seen(rounds.called(rounds.drafted("Lục Ngạn")))] == [None]


def test_ten_units_and_thirty_take_the_same_queries(django_assert_num_queries):
    ten = rounds.called(rounds.drafted(*[f"Đơn vị {n}" for n in range(10)], prefix="a"))
    thirty = rounds.called(rounds.drafted(*[f"Huyện {n}" for n in range(30)], prefix="b"))
    calendar = working_calendar()

    for round_ in (ten, thirty):
        name = round_.consultees.first().district.name
        rounds.answer(rounds.consultee(round_, name), (BUT, "Bổ sung."))
        found = rounds.fresh(round_)
        with django_assert_num_queries(7):
            rows(found, most_pressing(standings(found)), at=AT, calendar=calendar)
            counts(found)
