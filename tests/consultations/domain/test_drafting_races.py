"""Several officers, or one with a quick finger, prepare a round at the same moment."""

import datetime as dt
from functools import partial

import pytest

from consultations.domain import drafting
from consultations.errors import ConsultationRefused
from consultations.models import Content, Round
from deadlines.value import Deadline
from tests.consultations import rounds
from tests.consultations.rounds import AT, hanoi, wording
from tests.racing import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def kinds(results):
    return sorted(type(result).__name__ for result in results)


def put(round_, **fields):
    by = rounds.person("officer")
    return partial(
        drafting.put_content, round_, heading="Hai:", passages=["Đoạn."], by=by, at=AT, **fields
    )


def test_a_content_sent_twice_from_one_page_is_written_once():
    round_ = rounds.drafted()
    seen = round_.dispatch.letter_digest

    results = at_once(*[put(round_, seen=seen) for _ in range(4)])

    assert kinds(results) == ["ConsultationRefused"] * 3 + ["Content"]
    assert list(Content.objects.values_list("ordinal", flat=True)) == [1, 2]


def test_without_the_fingerprint_each_click_writes_one():
    round_ = rounds.drafted()

    results = at_once(*[put(round_) for _ in range(4)])

    assert kinds(results) == ["Content"] * 4
    assert Content.objects.count() == 5


def test_a_content_removed_twice_from_one_page_takes_no_other_with_it():
    round_ = rounds.drafted(contents=3)
    first, seen = round_.contents.get(ordinal=1), round_.dispatch.letter_digest
    remove = partial(drafting.remove_content, first, seen=seen, by=rounds.person("officer"), at=AT)

    results = at_once(remove, remove)

    assert kinds(results) == ["ConsultationRefused", "NoneType"]
    assert list(round_.contents.values_list("ordinal", flat=True)) == [1, 2]


def test_the_next_round_opened_by_two_at_once_is_opened_by_one():
    first, by = rounds.called(rounds.drafted()), rounds.person("officer")
    rounds.end(first, at=hanoi("09/8 08:00"))
    start = partial(
        drafting.start,
        first.consultation,
        wording=wording(),
        deadline=Deadline.before(dt.date(2021, 9, 9)),
        units=[consultee.district for consultee in first.consultees.all()],
        by=by,
        at=hanoi("10/8 08:00"),
    )

    results = at_once(start, start)

    assert kinds(results) == ["ConsultationRefused", "Round"]
    assert [type(r) for r in results if not isinstance(r, Round)] == [ConsultationRefused]
    assert Round.objects.filter(consultation=first.consultation).count() == 2
