"""The comments that a person was given to answer and has not yet (góp ý được giao)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Count
from django.urls import reverse

from accounts.models import User
from consultations.models import Disposition, Round


@dataclass(frozen=True)
class Assigned:
    """Comments of one round that are to be answered by one day, or by none."""

    round_: Round
    due_on: date | None
    count: int

    @property
    def path(self) -> str:
        """The table, narrowed to them."""
        return own_comments(self.round_.pk)


def own_comments(round_id: int) -> str:
    """Return where a round's table shows its reader what was given to him or her."""
    return reverse("consultations:consolidation", args=[round_id]) + "?state=mine"


def assigned_to(person: User) -> Iterator[Assigned]:
    """Yield what the person still has to answer, the nearest day first and what has none last."""
    waiting = Disposition.objects.waiting_for(person).order_by()
    groups = list(waiting.values("consolidation__round", "due_on").annotate(count=Count("pk")))
    asked = {group["consolidation__round"] for group in groups}
    rounds = Round.objects.select_related("consultation").in_bulk(asked) if asked else {}
    groups.sort(key=lambda group: (group["due_on"] or date.max, group["consolidation__round"]))
    for group in groups:
        yield Assigned(rounds[group["consolidation__round"]], group["due_on"], group["count"])
