import socket

import pytest

from tests.network import ForeignConnectionError


def test_a_foreign_address_is_refused():
    with pytest.raises(ForeignConnectionError, match=r"reach 192\.0\.2\.1"):
        socket.create_connection(("192.0.2.1", 80), timeout=1)


def test_a_foreign_name_is_not_looked_up():
    with pytest.raises(ForeignConnectionError, match=r"reach portal\.example"):
        socket.getaddrinfo("portal.example", 80)


def test_loopback_is_reached():
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname(), timeout=1).close()
