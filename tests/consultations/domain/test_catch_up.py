"""Everything that is due, at the moments at which something falls due."""

import datetime as dt

import pytest

from consultations.domain import terms
from consultations.domain.catch_up import catch_up, moments_between
from deadlines.domain.calendar import working_calendar
from deadlines.value import Deadline
from outbox.models import Message
from tests.consultations import rounds
from tests.consultations.rounds import AT, hanoi

pytestmark = pytest.mark.django_db


def moments(start="02/8 08:00", end="31/8 00:00"):
    return moments_between(hanoi(start), hanoi(end), working_calendar())


def kinds():
    return list(Message.objects.order_by("pk").values_list("kind", flat=True))


def test_calls_go_out_first_and_reminders_when_they_fall_due():
    rounds.issued(rounds.drafted("Lục Ngạn"))

    catch_up(AT)
    assert kinds() == ["call"]
    catch_up(AT)
    catch_up(hanoi("03/8 08:00"))
    catch_up(hanoi("03/8 08:00"))
    assert kinds() == ["call", "reminder"]


def test_the_moments_of_an_open_round_are_its_stages_and_its_end():
    rounds.called(rounds.drafted("Lục Ngạn"))

    assert moments() == [hanoi(day) for day in STAGES]
    assert moments("03/8 08:00", "06/8 07:59") == [hanoi("05/8 08:00")]


STAGES = ("03/8 08:00", "05/8 08:00", "06/8 08:00", "09/8 00:00")


def test_an_extension_adds_its_own_moments():
    round_ = rounds.called(rounds.drafted("Lục Ngạn"))
    terms.extend(
        round_,
        consultee=rounds.consultee(round_, "Lục Ngạn"),
        deadline=Deadline.before(dt.date(2021, 8, 12)),
        reason="Xin thêm.",
        by=rounds.person("officer"),
        at=hanoi("06/8 10:00"),
    )

    added = ("10/8 08:00", "11/8 08:00", "12/8 00:00")
    assert moments() == [hanoi(day) for day in (*STAGES, *added)]


def test_a_draft_and_a_closed_round_have_no_moments():
    round_ = rounds.drafted("Lục Ngạn")
    assert moments() == []

    rounds.called(round_)
    rounds.end(round_, at=hanoi("09/8 08:00"))
    assert moments() == []
