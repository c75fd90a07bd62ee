"""Which version of an answer counts."""

import datetime as dt
from dataclasses import dataclass

import pytest

from consultations.rules.counting import counted


@dataclass(frozen=True)
class Sent:
    version: int
    is_late: bool = False
    shut_out: bool = False
    day: int = 0  # of receipt; 0: as the version

    @property
    def received_at(self):
        return dt.datetime(2021, 8, self.day or self.version, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("answers", "version"),
    [
        ([], None),
        ([Sent(1)], 1),
        ([Sent(1), Sent(2)], 2),
        ([Sent(2), Sent(1)], 2),
        ([Sent(1), Sent(2, is_late=True)], 1),
        ([Sent(1, is_late=True)], 1),
        ([Sent(1, is_late=True), Sent(2, is_late=True)], 2),
        ([Sent(1), Sent(2, is_late=True, shut_out=True)], 1),
        ([Sent(1, is_late=True), Sent(2, is_late=True, shut_out=True)], 1),
        ([Sent(1, is_late=True, shut_out=True)], None),
        # A letter that came first is entered after what came later.
        ([Sent(1, day=4), Sent(2, day=3)], 1),
        ([Sent(1, day=3), Sent(2, day=3)], 2),
        # Closed before its deadline because all had answered: in time by the clock, after the end.
        ([Sent(1), Sent(2, shut_out=True)], 1),
    ],
)
def test_counted(answers, version):
    found = counted(answers)
    assert (found.version if found else None) == version
