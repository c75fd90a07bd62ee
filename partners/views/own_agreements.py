"""Agreements as the staff of a unit see them: their own, and those under which it promised."""

from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.views.generic import TemplateView

from accounts.permissions import Permission
from accounts.rules import allows
from deadlines.domain.calendar import working_calendar
from deadlines.working_days import WorkingCalendar
from districts.views.own_unit import OfOwnUnit
from partners.agreement_enums import TextKind
from partners.domain.agreement_clocks import Clock, clocks
from partners.domain.agreement_decisions import decisions
from partners.domain.agreement_reports import asked_reports
from partners.domain.sight import Sight
from partners.domain.taking_part import concerning, of_unit
from partners.models import Agreement, AgreementText, Commitment
from partners.views.agreements import AgreementPage, give_text, parties_of, shown_clock
from partners.views.timeline import listed, timeline


class OwnAgreements(OfOwnUnit, AgreementPage, TemplateView):
    """The agreements of the user's own unit."""

    template_name = "partners/agreements/own_list.html"

    def agreements(self) -> QuerySet[Agreement]:
        """Return what the unit is a party to, or answers for now, or promised something under."""
        return super().agreements().filter(pk__in=concerning(self.unit).values("pk"))

    def texts(self) -> QuerySet[AgreementText]:
        """Return the files that the unit may read: drafts only of what is its own."""
        texts = self.agreement.texts.select_related("file", "added_by")
        return texts if self.is_own else texts.filter(kind=TextKind.SIGNED)

    def promised(self) -> QuerySet[Commitment]:
        """Return what the unit promised under it."""
        return self.agreement.commitments.filter(district=self.unit)

    @cached_property
    def is_own(self) -> bool:
        """Whether the unit is a party or answers for it, beside what it promised."""
        return of_unit(self.unit).filter(pk=self.agreement.pk).exists()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the page the unit's agreements."""
        return {"unit": self.unit, "agreements": self.agreements(), "view": self}


class OwnAgreement(OwnAgreements):
    """One of them, to read; progress of the unit's own commitments can be entered."""

    template_name = "partners/agreements/own.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the page what the unit may know."""
        agreement, calendar = self.agreement, working_calendar()
        activities = Sight(self.unit).activities().filter(agreements=agreement)
        return {
            "unit": self.unit,
            "agreement": agreement,
            "parties": parties_of(agreement),
            "texts": self.texts(),
            "reports": [(r, r.due(calendar)) for r in asked_reports(agreement)],
            "clocks": [shown_clock(one, self.today) for one in self.clocks(calendar)],
            "decisions": decisions(agreement, self.today) if self.is_own else [],
            "commitments": self.promised().prefetch_related(
                "progress__entered_by", "passings__passed_from"
            ),
            "events": agreement.events.select_related("entered_by") if self.is_own else [],
            "own_side": self.unit,
            "may_enter": self.is_own and allows(self.actor, Permission.OWN_UNIT_MAINTAIN),
            "view": self,
            **timeline(activities, listed(agreement=agreement.pk)),
        }

    def clocks(self, calendar: WorkingCalendar) -> list[Clock]:
        """Return what runs for the unit: of another's agreement only what it promised itself.

        What another unit promised is never told.
        """
        found = clocks(self.agreement, self.today, calendar)
        mine = {f"commitment:{pk}" for pk in self.promised().values_list("pk", flat=True)}
        return [
            one
            for one in found
            if one.what in mine or (self.is_own and not one.what.startswith("commitment:"))
        ]


class OwnAgreementFile(OwnAgreements):
    """A file of an agreement of the user's own unit."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Give it for saving."""
        return give_text(self.texts(), kwargs["text"])
