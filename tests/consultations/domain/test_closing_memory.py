"""What closing would write is judged without reading what the answers say."""

import tracemalloc

import pytest

from consultations.domain import closing
from consultations.enums import Outcome
from tests.consultations.big_rounds import big_round
from tests.consultations.consolidations import OVER

pytestmark = pytest.mark.django_db


def peak(round_):
    """The most memory that judging the round takes, in bytes."""
    tracemalloc.start()
    found = closing.proposals(round_, OVER)
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert {one.verdict.outcome for one in found} >= {Outcome.AGREED, Outcome.NO_REPLY}
    return most


def test_ten_times_the_contents_take_no_more_memory():
    few, many = big_round(60, 3, prefix="a"), big_round(60, 30, prefix="b")
    peak(few)  # what is loaded once is loaded
    assert peak(many) < 1.1 * peak(few)
