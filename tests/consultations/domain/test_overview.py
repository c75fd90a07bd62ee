"""What the first page says of all rounds."""

import datetime as dt

import pytest

from consultations.domain import overview
from deadlines.domain.calendar import working_calendar
from deadlines.milestones import Stage
from deadlines.value import Deadline
from tests.consultations import rounds
from tests.consultations.rounds import AGREE, AT, BUT, hanoi

pytestmark = pytest.mark.django_db


def calls(at=AT):
    return overview.open_calls(at=at, calendar=working_calendar())


def test_the_documents_have_one_draft_and_one_closed_round():
    rounds.loaded()

    assert calls() == []
    assert [round_.title for round_ in overview.in_preparation()] == [
        "Đề án hợp tác cấp địa phương (lần 2)"
    ]
    assert [(round_.title, counts) for round_, counts in overview.closed()] == [
        (
            "Đề án hợp tác cấp địa phương",
            [("Nhất trí", 6), ("Không có văn bản trả lời", 4)],
        )
    ]


def test_an_open_call_counts_its_answers_and_names_who_presses():
    round_ = rounds.called(rounds.loaded(), refused=("Yên Dũng",))
    rounds.answer(rounds.consultee(round_, "Bắc Giang"), (AGREE, ""))
    rounds.answer(rounds.consultee(round_, "Lục Ngạn"), (BUT, "Bổ sung."))

    [call] = calls()

    assert (call.answered, call.counts.owing, call.over) == (2, 8, False)
    assert [row.consultee.district.name for row in call.pressing] == ["Việt Yên"]
    assert [row.consultee.district.name for row in call.unreached] == ["Yên Dũng"]
    assert [(share.tone, share.count) for share in call.shares] == [
        ("ok", 1),
        ("but", 1),
        ("idle", 7),
        ("bad", 1),
    ]
    assert (call.next_reminder.stage, call.next_reminder.at) == (Stage.T3, hanoi("03/8 08:00"))
    assert call.term == call.original


def test_a_call_that_is_over_waits_for_its_end():
    rounds.called(rounds.drafted("Lục Ngạn"))

    [call] = calls(hanoi("09/8 00:00"))

    assert (call.over, call.next_reminder) == (True, None)


def test_the_nearest_deadline_comes_first():
    rounds.called(rounds.drafted("Lục Ngạn", deadline=Deadline.before(dt.date(2021, 8, 12))))
    rounds.called(rounds.drafted("Sơn Động", prefix="b"))

    assert [call.term.deadline_phrase for call in calls()] == [
        "trước ngày 09/8/2021",
        "trước ngày 12/8/2021",
    ]


def test_closed_rounds_are_counted_each_by_itself_in_three_queries(django_assert_num_queries):
    for prefix, names in {"a": ["Lục Ngạn"], "b": ["Sơn Động", "Yên Thế"]}.items():
        round_ = rounds.called(rounds.drafted(*names, prefix=prefix))
        rounds.end(round_, at=hanoi("09/8 08:00"))

    with django_assert_num_queries(3):
        found = overview.closed()

    assert [counts for _round, counts in found] == [
        [("Coi như nhất trí", 2)],
        [("Coi như nhất trí", 1)],
    ]


def test_a_round_moves_from_draft_to_call_to_closed():
    round_ = rounds.drafted("Lục Ngạn")
    where = []
    for step in (lambda: None, lambda: rounds.called(round_), lambda: close(round_)):
        step()
        counts = (overview.in_preparation().count(), len(calls()), len(overview.closed()))
        where.append(counts)

    assert where == [(1, 0, 0), (0, 1, 0), (0, 0, 1)]


def close(round_):
    rounds.end(round_, at=hanoi("09/8 08:00"))
