"""One unit's part in a round, as the department sees it."""

from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.generic.base import TemplateResponseMixin

from accounts.permissions import Permission
from accounts.rules import allows
from consultations.domain import bulk, correcting_entries, pending
from consultations.domain.contact import messages_to
from consultations.domain.correcting_receipts import correctable
from consultations.domain.reminders import plan
from consultations.models import Consultee, Response, ResponseFile, ResponseLetter, Term
from consultations.views.base import RoundPage
from deadlines import clock
from deadlines.domain.calendar import working_calendar
from deadlines.milestones import Milestone
from dispatches.serving import download, shown_pdf


class UnitDetail(RoundPage, TemplateResponseMixin):
    """One unit's part in a round: what went out, what came in, what comes next."""

    permission = Permission.ROUND_VIEW
    template_name = "consultations/rounds/unit.html"

    @cached_property
    def consultee(self) -> Consultee:
        """The part that the address names."""
        consultees = self.round_.consultees.with_course().select_related("draft")
        return get_object_or_404(consultees, pk=self.kwargs["consultee"])

    def get(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Show answers, messages, contacts and the reminders to come."""
        return self.render_to_response(
            self.get_context_data(
                consultee=self.consultee,
                term=self.consultee.term,
                counted_before=self._counted_before(),
                original=self.round_.original_term,
                sent=messages_to([self.consultee])[self.consultee.pk],
                responses=self._responses(),
                to_come=self._to_come(),
                transfers=self.consultee.transfers.select_related("to_unit"),
                later_records=self.consultee.later_records.select_related("recorded_by"),
                notes=bulk.notes_on(self.consultee),
                hand_overs=self.consultee.hand_overs.select_related("recorded_by"),
                may_remind=allows(self.actor, Permission.ROUND_REMIND),
                receipt_correctable=correctable(self.consultee),
                may_enter=allows(self.actor, Permission.RESPONSE_ENTER),
                may_correct=allows(self.actor, Permission.RESPONSE_ENTER)
                and correcting_entries.may_be_corrected(self.round_),
                letters=pending.letters_of(self.consultee),
            )
        )

    def _responses(self) -> QuerySet[Response]:
        versions = Response.versions.filter(consultee=self.consultee)
        return (
            versions.select_related("term", "submitted_by", "letter__file")
            .prefetch_related("comments__content", "response_files__file")
            .order_by("-version")
        )

    def _counted_before(self) -> QuerySet[Term]:
        """The times that were counted from a receipt which was corrected."""
        counted = Term.every.filter(consultee=self.consultee, corrected_at__isnull=False)
        return counted.select_related("corrected_by").order_by("pk")

    def _to_come(self) -> list[Milestone]:
        term, now = self.consultee.term, clock.now()
        answered = self.consultee.responses.all() or self.consultee.waiting_reply
        if term is None or self.round_.is_over or answered:
            return []
        steps = plan(term, self.round_.dispatch.issued_at, working_calendar())
        return [step for step in steps if step.at > now]


class UnitReceipt(RoundPage):
    """The receipt of one version of a unit's answer."""

    permission = Permission.ROUND_VIEW

    def get(self, _request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Show the PDF; 404 until it is made."""
        responses = Response.versions.filter(consultee__round=self.round_)
        response = get_object_or_404(
            responses.select_related("receipt_pdf"),
            consultee=kwargs["consultee"],
            version=kwargs["version"],
        )
        if response.receipt_pdf is None or self.round_.is_sealed:
            raise Http404
        return shown_pdf(response.receipt_pdf, response.receipt_file_name)


class UnitFile(RoundPage):
    """A file that came with an answer, for saving."""

    permission = Permission.ROUND_VIEW

    def get(self, _request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Send it under the name it came with."""
        if self.round_.is_sealed:
            raise Http404
        sent = ResponseFile.objects.filter(response__consultee__round=self.round_)
        attached = get_object_or_404(sent.select_related("file"), pk=kwargs["file"])
        return download(attached.file, attached.name)


class LetterOfUnit(RoundPage):
    """The unit's own letter that came with an answer, for saving."""

    permission = Permission.ROUND_VIEW

    def get(self, _request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Send it under the name it came with."""
        if self.round_.is_sealed:
            raise Http404
        sent = ResponseLetter.objects.filter(response__consultee__round=self.round_)
        letter = get_object_or_404(sent.select_related("file"), pk=kwargs["file"])
        return download(letter.file, letter.name)
