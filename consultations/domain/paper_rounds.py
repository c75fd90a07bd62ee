"""Rounds that were held on paper before the portal, known from later documents."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from accounts.actors import Actor
from accounts.domain.audit import record
from consultations.enums import Outcome
from consultations.models import Consultation, Consultee, Round
from dispatches.models import Dispatch
from districts.models import District


@transaction.atomic
def record_paper_round(
    consultation: Consultation,
    *,
    dispatch: Dispatch,
    audience: str,
    sent_to: str,
    outcomes: Sequence[tuple[District, Outcome]],
    source: str,
    by: Actor,
    at: datetime,
) -> Round:
    """Record a closed round as the first of its matter; `source` says what the outcomes rest on."""
    round_ = Round.objects.create(
        consultation=consultation,
        dispatch=dispatch,
        audience=audience,
        sent_to=sent_to,
        closed_at=at,
        closed_by_id=by.pk,
    )
    Consultee.objects.bulk_create(
        Consultee.of(
            unit,
            position,
            round=round_,
            outcome=outcome,
            outcome_reason=source,
            outcome_at=at,
        )
        for position, (unit, outcome) in enumerate(outcomes, start=1)
    )
    record(by=by, action="round.recorded", on=round_, at=at, source=source)
    return round_
