"""What can stop a rehearsal."""


class CannotRunError(Exception):
    """The rehearsal cannot start or go on; the message says why and what to do."""
