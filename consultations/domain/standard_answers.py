"""Wordings that are used again and again (câu trả lời mẫu): added and taken away, never changed.

An answer that was given from one keeps its words.
"""

from datetime import datetime

from django.db import transaction

from accounts.domain.audit import record
from accounts.models import User
from consultations.models import StandardAnswer


@transaction.atomic
def add(answer: StandardAnswer, *, by: User, at: datetime) -> StandardAnswer:
    """Offer a wording from now on."""
    answer.save(force_insert=True)
    record(
        by=by,
        action="standard_answer.added",
        on=answer,
        at=at,
        decision=answer.decision,
        text=answer.text,
    )
    return answer


@transaction.atomic
def remove(answer: StandardAnswer, *, by: User, at: datetime) -> None:
    """Offer it no more."""
    record(by=by, action="standard_answer.removed", on=answer, at=at, text=answer.text)
    answer.delete()
