"""How the sending of one document stands, in figures."""

from dataclasses import dataclass

from django.db.models import Count, Q

from dispatches.domain.recipients import outstanding
from dispatches.domain.standing import TROUBLED
from dispatches.models import Delivery, Dispatch


@dataclass(frozen=True)
class Figures:
    """Recipients who were sent to, of them those who opened or signed and those with trouble."""

    total: int
    arrived: int
    troubled: int
    outstanding: int


def figures(dispatch: Dispatch) -> Figures:
    """Count the document's recipients."""
    arrived = Q(opened_at__isnull=False) | Q(hand_overs__isnull=False)
    counts = (
        Delivery.objects.current()
        .filter(dispatch=dispatch)
        .aggregate(
            total=Count("pk", distinct=True),
            arrived=Count("pk", filter=arrived, distinct=True),
            troubled=Count("pk", filter=TROUBLED, distinct=True),
        )
    )
    return Figures(**counts, outstanding=len(outstanding(dispatch)))
