"""Acts that the database itself refuses."""

from collections.abc import Callable

from django.db import IntegrityError, transaction


def refused(act: Callable[[], object]) -> bool:
    """Do it, and say whether a constraint or a trigger refused it."""
    try:
        with transaction.atomic():
            act()
    except IntegrityError:
        return True
    return False
