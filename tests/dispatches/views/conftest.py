"""Signed-in people."""

import pytest
from django.test import Client

from accounts.enums import Role
from tests.dispatches.factories import person


@pytest.fixture
def signed_in():
    """Return a maker of clients: signed_in("leader") has the leader's session."""

    def make(role: str) -> Client:
        client = Client()
        user = person(role, Role(role))
        user.must_change_password = False
        user.save()
        client.force_login(user)
        return client

    return make
