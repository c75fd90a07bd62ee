"""What the pages of a unit's staff share: they see their own unit's part and nothing else."""

from datetime import datetime
from functools import cached_property
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.views.generic.base import TemplateResponseMixin

from accounts.access import PermissionRequired
from accounts.permissions import Permission
from consultations.domain import answering
from consultations.domain.standing import Standing
from consultations.models import Consultee, Draft
from deadlines import clock
from deadlines.value import day_in_hanoi
from districts.domain.delegations import may_submit
from districts.domain.officers import district_of
from districts.models import District


class OwnUnit(PermissionRequired):
    """A page for the staff of one unit."""

    permission = Permission.ANSWER

    @cached_property
    def now(self) -> datetime:
        """One moment for the whole request."""
        return clock.now()

    @cached_property
    def district(self) -> District:
        """The unit that the user acts for today; without one there is nothing to see."""
        district = district_of(self.actor, day_in_hanoi(self.now))
        if district is None:
            raise Http404
        return district


class UnitPage(OwnUnit, TemplateResponseMixin):
    """A page on the unit's part in one round; another unit's part does not exist for it."""

    @cached_property
    def consultee(self) -> Consultee:
        """The part that the address names."""
        own = Consultee.objects.of(self.district).with_course()
        return get_object_or_404(own, pk=self.kwargs["consultee"])

    @cached_property
    def part(self) -> Consultee:
        """The same part for an act: what it depends on, the act itself reads under its lock."""
        return get_object_or_404(Consultee.objects.of(self.district), pk=self.kwargs["consultee"])

    @cached_property
    def standing(self) -> Standing:
        """Where the unit stands now."""
        return Standing.of(self.consultee, self.now)

    def note_opening(self) -> None:
        """Note that the unit's staff had the call before them: a write on GET, on purpose.

        It is the very fact to record, and recorded once. A closed round asks for no more evidence.
        """
        if self.standing.closed:
            return
        if answering.open_call(self.consultee, by=self.actor, at=self.now):
            del self.consultee, self.standing  # as they were before its time began

    @cached_property
    def may_submit(self) -> bool:
        """Whether the user submits for the unit, or only drafts."""
        return may_submit(self.actor, self.district, day_in_hanoi(self.now))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give every template the same facts under the same names."""
        return super().get_context_data(**kwargs) | {
            "consultee": self.consultee,
            "round": self.consultee.round,
            "dispatch": self.consultee.round.dispatch,
            "standing": self.standing,
            "may_submit": self.may_submit,
            "now": self.now,
        }


def written(draft: Draft | None, content_id: int) -> tuple[str, str]:
    """Return opinion and comment that a draft holds on a content; empty where it has none."""
    answer = (draft.answers if draft else {}).get(str(content_id), {})
    return answer.get("position", ""), answer.get("text", "")
