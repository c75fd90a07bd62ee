"""One portal, one story: the tests of this folder play it in order, each going on from the last."""

from pathlib import Path

import pytest

from tests.browser.person import Person
from tests.browser.rehearsal import running_rehearsal

HERE = Path(__file__).parent


def pytest_itemcollected(item):
    """Mark the story: it is one, so `make test` plays it in one process."""
    if item.path.is_relative_to(HERE):
        item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def rehearsal(tmp_path_factory):
    """The portal with the programme of Bắc Giang, on Monday 02/8/2021 at 08:00."""
    with running_rehearsal(tmp_path_factory.mktemp("portal")) as running:
        yield running


@pytest.fixture(scope="session")
def meet(browser, rehearsal):
    """Give the person of an account, signed in; the same one each time."""
    known = {}

    def meet(username, *, phone=False):
        if username not in known:
            known[username] = Person(browser, rehearsal, username, phone=phone)
            known[username].page.goto("/")
            known[username].sign_in()
        return known[username]

    yield meet
    for person in known.values():
        person.context.close()


@pytest.fixture
def officer(meet):
    return meet("chuyenvien")


@pytest.fixture
def leader(meet):
    """The leader approves from a phone."""
    return meet("lanhdao", phone=True)


@pytest.fixture
def clerk(meet):
    return meet("vanthu")


@pytest.fixture
def luc_ngan(meet):
    return meet("lucngan")


@pytest.fixture
def administrator(meet):
    return meet("quantri")


@pytest.fixture(scope="session")
def played():
    """The chapters that came to their end."""
    return []


@pytest.fixture(autouse=True)
def story_goes_on(request, played):
    """Say so at once when the story broke off earlier, instead of failing somewhere later."""
    before = [item.name for item in request.session.items if item.path.is_relative_to(HERE)]
    before = before[: before.index(request.node.name)]
    if played != before:
        pytest.fail("The story broke off before this chapter.", pytrace=False)
    failed = request.session.testsfailed
    yield
    if request.session.testsfailed == failed:
        played.append(request.node.name)
