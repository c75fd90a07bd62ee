"""Signed-in people."""

import pytest

from tests import factories
from tests.dispatches.factories import person


@pytest.fixture
def signed_in():
    """Return a maker of clients: signed_in("leader") has the leader's session."""
    return lambda role: factories.signed_in(person(role))
