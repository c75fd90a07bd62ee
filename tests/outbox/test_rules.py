from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outbox.enums import MessageState, Outcome
from outbox.rules import FAILED, SENT, STALE, Verdict, delay_after, message_id, verdict


def pending(**delay):
    return Verdict(MessageState.PENDING, timedelta(**delay))


@pytest.mark.parametrize(
    ("outcome", "attempts", "faults", "expected"),
    [
        (Outcome.ACCEPTED, 1, 0, SENT),
        (Outcome.ACCEPTED, 300, 7, SENT),
        (Outcome.REFUSED, 1, 0, FAILED),
        (Outcome.NOT_NEEDED, 1, 0, STALE),
        (Outcome.DEFERRED, 1, 0, pending(seconds=10)),
        (Outcome.DEFERRED, 2, 0, pending(seconds=20)),
        (Outcome.DEFERRED, 7, 0, pending(seconds=640)),
        (Outcome.DEFERRED, 8, 0, pending(minutes=15)),
        (Outcome.DEFERRED, 198, 0, pending(minutes=15)),
        (Outcome.DEFERRED, 199, 0, FAILED),
        (Outcome.UNCLEAR, 1, 1, pending(seconds=10)),
        (Outcome.UNCLEAR, 7, 7, pending(seconds=640)),
        (Outcome.UNCLEAR, 8, 8, FAILED),
    ],
)
def test_verdict_follows_from_outcome_and_attempts(outcome, attempts, faults, expected):
    assert verdict(outcome, attempts=attempts, faults=faults) == expected


@given(st.integers(1, 10_000))
def test_delays_never_shrink_and_stay_within_ten_seconds_and_a_quarter_hour(attempts):
    first, second = delay_after(attempts), delay_after(attempts + 1)
    assert timedelta(seconds=10) <= first <= second <= timedelta(minutes=15)


def test_the_waits_of_a_message_that_is_given_up_add_up_to_two_days():
    waits = timedelta()
    attempts = 1
    while (result := verdict(Outcome.DEFERRED, attempts=attempts, faults=0)) != FAILED:
        waits += result.delay
        attempts += 1
    assert timedelta(days=2) <= waits < timedelta(days=2, minutes=15)


def test_message_id_is_one_per_key_and_fit_for_a_header():
    name = message_id("nhắc: Lục Ngạn\r\nBcc: x@y", host="portal.example")
    assert name == message_id("nhắc: Lục Ngạn\r\nBcc: x@y", host="portal.example")
    assert name != message_id("nhắc: Lục Nam", host="portal.example")
    local, _at, host = name.strip("<>").partition("@")
    assert (len(local), local.isalnum(), host) == (32, True, "portal.example")
