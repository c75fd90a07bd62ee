"""The one writer of the audit trail (nhật ký)."""

from datetime import datetime
from typing import Any

from django.db import models, transaction

from accounts.actors import Actor
from accounts.models import AuditEvent
from vietnamese.text import fold


def record(*, by: Actor, action: str, on: models.Model, at: datetime, **data: Any) -> AuditEvent:
    """Write down who did what to which object, in the transaction of the act itself.

    RuntimeError outside a transaction: an act could then stand without its trace.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError(f"«{action}» is recorded outside the transaction of the act.")
    label = str(on)[:300]
    return AuditEvent.objects.create(
        at=at,
        actor_id=by.pk,
        actor_name=by.full_name,
        actor_role=by.role,
        action=action,
        object_type=on._meta.label_lower,  # noqa: SLF001 - public in Django
        object_id=str(on.pk),
        object_label=label,
        folded_text=fold(f"{by.full_name} {label}"),
        data=data,
    )
