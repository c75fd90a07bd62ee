"""Who is told of comments to be answered and of tables to be published, and when."""

import datetime as dt

import pytest

from accounts import agenda
from consultations.domain import consolidating, dispositions
from consultations.domain.answers_due import due_reminders
from consultations.domain.assigned import assigned_to
from tests.consultations import consolidations, rounds
from tests.consultations.consolidations import LATER, decide, row, seen
from tests.consultations.rounds import hanoi

pytestmark = pytest.mark.django_db


def due(text):
    return [
        (each.what.split(":")[0], each.on, each.to, each.title)
        for each in due_reminders(hanoi(text))
    ]


def test_comments_are_told_from_the_day_before_until_they_are_answered():
    table, officer = consolidations.begun(), rounds.person("officer")
    day = dt.date(2021, 8, 13)
    chosen = seen(row(table, "Lục Ngạn"), row(table, "Sơn Động"))
    dispositions.assign(table, chosen, to=officer, due_on=day, by=officer, at=LATER)

    given = dt.date(2021, 8, 10)
    words = "Đề án: được giao trả lời 02 góp ý, hạn 13/8/2021"
    new = ("comments.assigned", given, officer, words)
    two = ("comments.answer", day, officer, "Đề án: còn 02 góp ý chưa trả lời")
    assert [due(text) for text in ("11/8 23:59", "12/8 00:00")] == [[new], [two]]
    decide(table, row(table, "Lục Ngạn"))
    assert due("20/8 08:00") == [(*two[:3], "Đề án: còn 01 góp ý chưa trả lời")]
    decide(table, row(table, "Sơn Động"))
    assert due("20/8 08:00") == []


def test_comments_without_a_day_are_told_when_they_are_assigned_and_then_each_week():
    table, officer = consolidations.begun(), rounds.person("officer")
    chosen = seen(row(table, "Lục Ngạn"), row(table, "Sơn Động"))
    dispositions.assign(table, chosen, to=officer, due_on=None, by=officer, at=LATER)

    def told(text):
        return [(each.stage, each.on, each.title) for each in due_reminders(hanoi(text))]

    line = (dt.date(2021, 8, 10), "Đề án: được giao trả lời 02 góp ý, không đặt hạn")
    assert told("10/8 09:00") == told("16/8 23:00") == [("new", *line)]
    assert told("17/8 07:30") == [("week-1", *line)]
    decide(table, row(table, "Lục Ngạn"), row(table, "Sơn Động"))
    assert told("17/8 07:30") == []


def test_each_line_of_the_digest_is_one_of_its_own():
    table, officer = consolidations.begun(), rounds.person("officer")
    days = (None, dt.date(2021, 8, 20), dt.date(2021, 8, 30))
    for one, day in zip(table.dispositions.with_comment(), days, strict=True):
        dispositions.assign(table, seen(one), to=officer, due_on=day, by=officer, at=LATER)
    keys = {each.key for each in due_reminders(LATER)}
    assert len(keys) == 3


def test_what_one_was_given_is_listed_by_round_and_day_and_what_has_no_day_last():
    table, officer = consolidations.begun(), rounds.person("officer")
    days = (None, dt.date(2021, 8, 20), None)
    for one, day in zip(table.dispositions.with_comment(), days, strict=True):
        dispositions.assign(table, seen(one), to=officer, due_on=day, by=officer, at=LATER)
    assert [(one.round_, one.due_on, one.count) for one in assigned_to(officer)] == [
        (table.round, dt.date(2021, 8, 20), 1),
        (table.round, None, 2),
    ]
    assert list(assigned_to(rounds.person("leader"))) == []


def test_comments_stand_on_the_agenda_of_who_answers_them_until_they_are_answered():
    table, officer = consolidations.begun(), rounds.person("officer")
    day = dt.date(2021, 8, 13)
    chosen = seen(row(table, "Lục Ngạn"), row(table, "Sơn Động"))
    dispositions.assign(table, chosen, to=officer, due_on=day, by=officer, at=LATER)

    def to_do(person, today):
        return [
            (entry.day, str(entry.kind), entry.title, entry.path)
            for entry in agenda.to_do(person, today, last=today)
        ]

    where = f"/lay-y-kien/{table.round_id}/tiep-thu/?state=mine"
    two = (day, "Góp ý phải trả lời", "Đề án, lấy ý kiến lần 1: 2 góp ý", where)
    assert to_do(officer, day) == [two]
    assert to_do(officer, day - dt.timedelta(days=1)) == []
    assert to_do(rounds.person("leader"), day) == []
    decide(table, row(table, "Lục Ngạn"), row(table, "Sơn Động"))
    assert to_do(officer, day) == []


def test_publishing_is_told_on_the_third_working_day_until_it_is_done():
    """Completed on a Tuesday: told on Friday."""
    table, officer = consolidations.completed(), rounds.person("officer")
    title = "Đề án: chưa công bố kết quả tiếp thu, giải trình cho các đơn vị"
    told = ("answers.publish", dt.date(2021, 8, 13), officer, title)
    assert [due(text) for text in ("12/8 23:59", "13/8 00:00")] == [[], [told]]
    consolidating.publish(table, by=officer, at=LATER)
    assert due("13/8 00:00") == []
