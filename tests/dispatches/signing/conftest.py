"""An issued letter and its signed files, made once for all tests that look at them."""

from dataclasses import replace

import pytest

from dispatches.domain.printing import preview
from tests.dispatches.signing import authority as ca
from tests.dispatches.signing.looking import LETTER


@pytest.fixture(scope="session")
def issued():
    return preview(LETTER)


@pytest.fixture(scope="session")
def other():
    """The same letter but for one digit."""
    return preview(replace(LETTER, number=215))


@pytest.fixture(scope="session")
def by_person(issued):
    return ca.sign(issued, ca.person(), box=ca.PERSON_BOX)


@pytest.fixture(scope="session")
def by_both(by_person):
    return ca.sign(by_person, ca.agency(), field="Ky2", box=ca.AGENCY_BOX)
