"""Waiting for what other processes do, no longer than it takes."""

import threading
import time
from collections.abc import Callable

import pytest


def wait_until(condition: Callable[[], bool], *, seconds: float, what: str) -> None:
    """Return as soon as `condition` holds; fail the test if it does not within `seconds`."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            pytest.fail(f"Waited {seconds} s in vain: {what}")
        threading.Event().wait(0.01)
