"""Every address × role × method gives the status that the table declares; none is undeclared."""

from importlib import import_module
from pathlib import Path

import pytest
from django.db import transaction
from django.http import FileResponse
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from tests.access import ROLES, World
from tests.factories import signed_in

TESTS = Path(__file__).parent.parent
APPS = sorted(path.parent.name for path in TESTS.glob("*/access_table.py"))
METHODS = ("GET", "POST")

TABLE = {
    name: row
    for app in APPS
    for name, row in import_module(f"tests.{app}.access_table").ROWS.items()
}


def addresses(patterns, namespace=""):
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name}"
        else:
            inside = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from addresses(pattern.url_patterns, inside)


def test_every_address_is_declared_once():
    assert sorted(TABLE) == sorted(addresses(get_resolver().url_patterns))


@pytest.mark.parametrize("name", TABLE)
def test_every_row_has_each_method_and_role(name):
    declared = {method: set(TABLE[name][method]) for method in METHODS}

    assert declared == {method: set(ROLES) for method in METHODS}


@pytest.mark.django_db
@pytest.mark.one_database
@pytest.mark.parametrize("name", TABLE)
def test_each_role_gets_what_the_table_says(name):
    row = TABLE[name]
    world = World()
    url = reverse(name, kwargs=row["args"](world) if "args" in row else None)
    clients = {role: client_of(world, role) for role in ROLES}

    answers = {method: statuses(clients, method, url) for method in METHODS}

    assert answers == {method: row[method] for method in METHODS}


def client_of(world, role):
    return Client() if role == "anonymous" else signed_in(world.people[role])


def statuses(clients, method, url):
    """Ask as each role, and undo what the asking did."""
    answers = {}
    for role, client in clients.items():
        with transaction.atomic():
            answer = client.generic(method, url)
            answers[role] = answer.status_code
            if isinstance(answer, FileResponse):
                answer.getvalue()  # read to its end, so that its file is closed
            transaction.set_rollback(True)
    return answers
