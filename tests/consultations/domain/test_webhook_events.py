"""What becomes of a round is told to other systems, as the description says."""

import datetime as dt
import json

import pytest

from consultations import api_schema
from consultations.domain import cancelling, pending, reopening, terms, webhooks
from consultations.domain.catch_up import catch_up
from consultations.domain.withdrawing_entries import withdraw
from consultations.enums import Event
from consultations.models import Notification
from deadlines.value import Deadline
from tests.consultations import letters, rounds
from tests.consultations.rounds import AGREE, AT
from tests.consultations.schemas import fits

pytestmark = pytest.mark.django_db


def every_event():
    """A round with answers is extended for one unit and for all, closed, opened and cancelled.

    The one that an officer had entered from a letter is withdrawn before.
    """
    webhooks.subscribe(
        name="Trục liên thông",
        url="https://truc.example/",
        events=tuple(Event),
        by=rounds.person("administrator"),
        at=AT,
    )
    round_ = rounds.called(rounds.drafted("Lục Ngạn"))
    catch_up(AT)
    unit, leader = rounds.consultee(round_, "Lục Ngạn"), rounds.person("leader")
    rounds.answer(unit)
    letter = letters.waiting(round_, at=AT)
    officer = rounds.person("officer")
    pending.settle(letter, letters.said(letter, (AGREE, "")), by=officer, at=AT)
    withdraw(letter, reason="Văn bản của đơn vị khác.", by=officer, at=AT)
    act = {"reason": "Bổ sung.", "by": leader}
    for day, consultee in ((10, unit), (11, None)):
        longer = Deadline.before(dt.date(2021, 8, day))
        terms.extend(round_, deadline=longer, consultee=consultee, at=AT, **act)
    over = rounds.hanoi("11/8 08:00")
    rounds.end(round_, over)
    reopening.reopen(round_, deadline=rounds.LATER, at=over, **act)
    cancelling.cancel(round_, at=over, **act)
    return [json.loads(one.body) for one in Notification.objects.order_by("pk")]


def test_what_becomes_of_a_round_is_told():
    bodies = every_event()

    assert [body["event"] for body in bodies] == [
        "call.issued",
        "response.received",
        "response.received",
        "response.withdrawn",
        "round.extended",
        "round.extended",
        "round.closed",
        "round.reopened",
        "round.cancelled",
    ]
    assert [body["call"]["stage"]["code"] for body in bodies[6:]] == ["closed", "open", "cancelled"]
    assert bodies[3]["consultee"]["name"] == "huyện Lục Ngạn"
    of_one, of_all = bodies[4], bodies[5]
    assert (of_one["consultee"]["name"], of_all["consultee"]) == ("huyện Lục Ngạn", None)
    assert [one["term"]["phrase"] for one in (of_one, of_all)] == [
        "trước ngày 10/8/2021",
        "trước ngày 11/8/2021",
    ]
    assert bodies[7]["call"]["deadline"]["phrase"] == "trước ngày 10/9/2021"


def test_every_event_is_as_the_description_says_and_none_is_missing():
    described = api_schema.schema("https://cong.example")["webhooks"]
    assert set(described) == {event.value for event in Event}
    for body in every_event():
        operation = described[body["event"]]["post"]
        schema = operation["requestBody"]["content"]["application/json"]["schema"]
        assert fits(body, schema)
