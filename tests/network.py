"""No test reaches a host other than this machine."""

LOOPBACK = ("127.", "::1", "localhost")


class ForeignConnectionError(RuntimeError):
    """A test tried to reach another host."""


def refuse_foreign_connections(event, arguments):
    """Audit hook: refuse what is neither loopback nor a unix socket."""
    if event == "socket.connect":
        _refuse_unless_here(arguments[1])
    elif event == "socket.getaddrinfo":
        _refuse_unless_here(arguments[:1])


def _refuse_unless_here(address):
    if isinstance(address, tuple) and address[0] and not str(address[0]).startswith(LOOPBACK):
        raise ForeignConnectionError(f"A test tried to reach {address[0]}.")
