"""Telling a page's own queries from those of the frame around every page."""

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse


def own_queries(client: Client, address: str) -> int:
    """How many queries the page makes beside session, person, navigation and clock.

    Those are measured on a page that has no query of its own.
    """
    return _queries(client, address) - _queries(client, reverse("accounts:change_password"))


def _queries(client: Client, address: str) -> int:
    client.get(address)  # a session's first visit writes to it
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)
