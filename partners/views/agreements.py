"""One agreement: where it stands, what is missing, what can be done."""

from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Case, QuerySet, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.generic import TemplateView

from accounts.access import PermissionRequired
from accounts.permissions import Permission
from accounts.rules import allows
from deadlines import clock
from deadlines.domain.calendar import working_calendar
from deadlines.working_days import WorkingCalendar
from dispatches.serving import download
from partners import leads
from partners.agreement_enums import PartyRole, State
from partners.domain.agreement_clocks import Clock, clocks
from partners.domain.agreement_decisions import decidable, decisions, notice_given
from partners.domain.agreement_letters import papers
from partners.domain.agreement_parties import gone, why_not_removed
from partners.domain.agreement_periods import telling_past_end
from partners.domain.agreement_relations import STANDING
from partners.domain.agreement_reminders import stage_of
from partners.domain.agreement_reports import asked_reports
from partners.domain.courses import nexts
from partners.domain.law import basis_of, course_of, is_outside, procedure_of
from partners.domain.mistakes import left_without
from partners.domain.opinion_bodies import is_added
from partners.domain.opinions import due_of, is_open
from partners.models import Agreement, AgreementParty, AgreementText
from partners.rules.courses import BEFORE_SIGNING, BINDING, FINAL, RECORDABLE, WITHOUT_LETTERS
from partners.views.agreement_list import page_of
from partners.views.timeline import listed, timeline


class AgreementPage(PermissionRequired):
    """A page of one agreement; `agreement` is that of the address."""

    permission = Permission.PARTNER_VIEW

    @cached_property
    def today(self) -> date:
        """The day of the portal, read once."""
        return clock.today()

    @property
    def known(self) -> QuerySet[Agreement]:
        """Those that the page is about; nothing is done with what was recorded in error."""
        return Agreement.objects.all()

    def agreements(self) -> QuerySet[Agreement]:
        """Return those that this user may see."""
        agreements = self.known.select_related(
            "district", "partner__country", "charge_district", "parent", "created_by"
        )
        return telling_past_end(agreements, self.today)

    @cached_property
    def agreement(self) -> Agreement:
        """The agreement of the address."""
        return get_object_or_404(self.agreements(), pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the page the agreement and the way back to it."""
        return super().get_context_data(**kwargs) | {
            "agreement": self.agreement,
            "back": page_of(self.agreement),
        }

    def get_success_url(self) -> str:
        """Go back to the agreement."""
        return page_of(self.agreement)


class AgreementDetail(AgreementPage, TemplateView):
    """The page of the course; of what was recorded in error its history."""

    template_name = "partners/agreements/detail.html"

    @property
    def known(self) -> QuerySet[Agreement]:
        """Also what was recorded in error."""
        return Agreement.every.all()

    @cached_property
    def may_edit(self) -> bool:
        """Whether this person may do anything with it."""
        allowed = allows(self.actor, Permission.AGREEMENT_EDIT)
        return allowed and self.agreement.mistaken_on is None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the page all that belongs to the agreement."""
        agreement, today, calendar = self.agreement, self.today, working_calendar()
        parties = self.parties()
        opinions = self.opinions(calendar)
        events = list(agreement.events.select_related("entered_by", "dispatch", "incoming"))
        return super().get_context_data(**kwargs) | {
            "today": today,
            "course": course_of(agreement, today).straight,
            "reports": [(r, r.due(calendar)) for r in asked_reports(agreement)],
            "opinions": opinions,
            "procedure": procedure_of(agreement, today),
            "basis": basis_of(agreement, today),
            "texts": agreement.texts.select_related("file", "added_by"),
            "parties": parties,
            "gone": gone(agreement, parties, today),
            "children": telling_past_end(agreement.children.all(), today),
            "commitments": agreement.commitments.select_related("district").prefetch_related(
                "progress__entered_by", "passings__passed_from"
            ),
            "events": events,
            "papers": papers(agreement, events, opinions),
            "leads": leads.of(agreement, self.actor),
            "asking": any(opinion.open for opinion in opinions),
            "own_side": "",
            **self.to_do(calendar),
            **self.rights(),
            **timeline(agreement.activities.all(), listed(agreement=agreement.pk)),
        }

    def to_do(self, calendar: WorkingCalendar) -> dict[str, Any]:
        """Return what is still to be done: of what was recorded in error, to look at relations."""
        agreement, today = self.agreement, self.today
        if agreement.mistaken_on:
            may = allows(self.actor, Permission.AGREEMENT_EDIT)
            return {"left_without": left_without(agreement), "may_take_mark_back": may}
        running = [shown_clock(item, today) for item in clocks(agreement, today, calendar)]
        return {
            "nexts": list(nexts(agreement, today)),
            "clocks": running,
            "decisions": decisions(agreement, today),
            "may_decide": bool(decidable(agreement, today)),
            "notice_given": notice_given(agreement),
        }

    def parties(self) -> list[Any]:
        """Return the parties, each with whether this person may take it out."""
        found: list[Any] = list(parties_of(self.agreement))
        for party in found:
            party.removable = self.may_edit and not why_not_removed(party, self.agreement)
        return found

    def opinions(self, calendar: WorkingCalendar) -> list[Any]:
        """Return the opinions, each with its limit and whether it can still be entered."""
        agreement = self.agreement
        found: list[Any] = list(
            agreement.opinions.select_related("request", "dispatch", "incoming")
        )
        for opinion in found:
            opinion.due = due_of(opinion, calendar)
            procedure = procedure_of(agreement, opinion.sent_on)
            opinion.named = procedure.named(opinion.body) if procedure else None
            runs = is_open(opinion, agreement)
            opinion.open = self.may_edit and runs
            opinion.added = opinion.open and is_added(opinion, agreement)
            opinion.unconfirmed = runs and not opinion.replied_on
        return found

    def rights(self) -> dict[str, bool]:
        """Return what this person may do about it where it stands."""
        state, recorded = State(self.agreement.state), self.agreement.recorded
        may_edit, stands = self.may_edit, self.agreement.mistaken_on is None
        may_write = stands and allows(self.actor, Permission.DISPATCH_EDIT)
        return {
            "may_edit": may_edit and state not in FINAL,
            "may_record": may_edit,
            "may_correct": may_edit and state in RECORDABLE,
            "may_mark_mistaken": may_edit and recorded,
            "may_ask": may_edit and state in BINDING and not is_outside(self.agreement.kind),
            "may_have_child": may_edit and first_of(self.agreement).state in STANDING,
            "may_name": may_edit and (state in BEFORE_SIGNING or recorded),
            "may_add": may_edit and state not in FINAL,
            "may_write": may_write and state not in WITHOUT_LETTERS,
            "may_enter": stands and allows(self.actor, Permission.PARTNER_EDIT),
        }


def first_of(agreement: Agreement) -> Agreement:
    """Return the agreement from which further texts are begun: itself, or the one it changes."""
    return agreement.parent or agreement


def parties_of(agreement: Agreement) -> QuerySet[AgreementParty]:
    """Return the parties of both sides, the first to sign before the others."""
    order = Case(*(When(role=role, then=n) for n, role in enumerate(PartyRole)))
    parties = agreement.parties.select_related(
        "partner", "district", "succeeds", "succeeded_by"
    ).annotate(order=order)
    return parties.order_by("side", "order", "pk")


def shown_clock(item: Clock, today: date) -> dict[str, Any]:
    """Return a clock with the days left, or over, and whether it is near."""
    left = item.days_left(today)
    near = bool(stage_of(item, today))
    return {"clock": item, "left": left, "over": -left, "near": near}


class AgreementFile(AgreementPage):
    """A file of an agreement."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Give it for saving."""
        return give_text(self.agreement.texts.select_related("file"), kwargs["text"])


def give_text(texts: QuerySet[AgreementText], pk: int) -> HttpResponse:
    """Return the file of that key, if it is one of them."""
    text = get_object_or_404(texts, pk=pk)
    return download(text.file, text.name)
