"""Which messages a person sees."""

from django.db.models import QuerySet

from accounts.models import User
from accounts.permissions import Permission
from accounts.rules import allows
from outbox import checks
from outbox.models import Message


def seen_by(user: User) -> QuerySet[Message]:
    """Return the messages that the user may see: what stays within a unit is the unit's own.

    Only who looks after the mail server sees that such a message exists, and never its text.
    """
    if allows(user, Permission.OUTBOX_VIEW_ALL):
        return Message.objects.all()
    return Message.objects.exclude(kind__in=checks.internal_kinds())
