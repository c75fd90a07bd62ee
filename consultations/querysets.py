"""Questions about rounds and the units asked, each asked in one place."""

from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, Q, Subquery

from consultations.enums import PendingState
from dispatches.enums import DispatchState

if TYPE_CHECKING:
    from datetime import date, datetime

    from accounts.models import User
    from consultations.models import Consultee
    from districts.models import District


class RoundQuerySet(models.QuerySet):
    """Rounds (các lần lấy ý kiến)."""

    def issued(self) -> Self:
        """Rounds whose letter has left the office."""
        return self.filter(dispatch__state=DispatchState.ISSUED)

    def taking_answers(self) -> Self:
        """Rounds that are issued and not over; an answer may still come, perhaps late."""
        return self.issued().filter(closed_at__isnull=True, cancelled_at__isnull=True)

    def in_preparation(self) -> Self:
        """Rounds whose letter is being written, approved or numbered."""
        return self.exclude(dispatch__state=DispatchState.ISSUED)

    def with_course(self) -> Self:
        """With what a round's stage and deadline follow from, in two queries."""
        return self.select_related("consultation", "dispatch").prefetch_related("terms")

    def with_common_terms(self) -> Self:
        """With the terms that hold for all units, and not the many that extend one unit's own."""
        for_all = apps.get_model("consultations", "Term").objects.filter(consultee__isnull=True)
        return self.select_related("consultation", "dispatch").prefetch_related(
            Prefetch("terms", for_all)
        )


class ConsulteeQuerySet(models.QuerySet):
    """Units asked (các đơn vị được lấy ý kiến)."""

    def unanswered(self) -> Self:
        """Units that owe an answer: nothing submitted, in time or late. A draft is no answer.

        A letter that waits to be entered is one: whose letter lies with us is not silent.
        """
        return self.filter(~Exists(self._responses()), ~Exists(self._waiting()))

    def called(self) -> Self:
        """Units of rounds whose letter has been issued: before that they see nothing."""
        return self.filter(round__dispatch__state=DispatchState.ISSUED)

    def in_running_rounds(self) -> Self:
        """Units of rounds that are neither closed nor cancelled."""
        return self.filter(round__closed_at__isnull=True, round__cancelled_at__isnull=True)

    def of(self, district: "District") -> Self:
        """What one unit may see: its own part in issued rounds and nothing else."""
        return self.called().filter(district=district)

    def with_course(self) -> Self:
        """With round, deadlines and answers; `waiting_reply` is a letter still to be entered."""
        return self.with_answers().prefetch_related("responses__comments")

    def with_answers(self) -> Self:
        """As with their course, but of what the answers say nothing is read."""
        return (
            self.select_related("district", "round__consultation", "round__dispatch")
            .prefetch_related("round__terms", self._answers())
            .annotate(waiting_reply=Subquery(self._waiting().values("pk")[:1]))
        )

    def awaiting_receipt(self) -> Self:
        """Units whose time limit runs from a receipt of which nothing is on record yet."""
        terms = apps.get_model("consultations", "Term").objects
        from_receipt = terms.filter(round=OuterRef("round"), deadline_date__isnull=True)
        begun = terms.filter(consultee=OuterRef("pk"), received_on__isnull=False)
        return self.filter(Exists(from_receipt), ~Exists(begun))

    def with_waiting_reply(self, before: "datetime | None" = None) -> Self:
        """Units of which a letter waits to be entered, one that came before that moment if any."""
        waiting = self._waiting()
        return self.filter(Exists(waiting.filter(received_at__lt=before) if before else waiting))

    @staticmethod
    def _waiting() -> models.QuerySet:
        pending = apps.get_model("consultations", "PendingResponse").objects
        return pending.filter(consultee=OuterRef("pk"), state=PendingState.WAITING)

    @staticmethod
    def _responses() -> models.QuerySet:
        responses = apps.get_model("consultations", "Response").objects
        return responses.filter(consultee=OuterRef("pk"))

    @staticmethod
    def _answers() -> Prefetch:
        responses = apps.get_model("consultations", "Response").objects
        return Prefetch("responses", responses.select_related("term", "submitted_by"))


class TermQuerySet(models.QuerySet):
    """Time limits of rounds (thời hạn)."""

    def applying_to(self, consultee: "Consultee") -> Self:
        """Those that one unit's own limit follows from: its round's, and not the other units'."""
        of_round = self.filter(round=consultee.round_id)
        return of_round.filter(Q(consultee__isnull=True) | Q(consultee=consultee))


class TermManager(models.Manager.from_queryset(TermQuerySet)):  # type: ignore[misc]
    """The time limits that hold."""

    def get_queryset(self) -> TermQuerySet:
        """Leave out those that were counted from a receipt which was recorded wrongly."""
        return super().get_queryset().filter(corrected_at__isnull=True)


class DispositionQuerySet(models.QuerySet):
    """Answers to comments (tiếp thu, giải trình)."""

    def undecided(self) -> Self:
        """Comments that still want an answer."""
        return self.filter(decision="")

    def overdue(self, today: "date") -> Self:
        """Comments that somebody should have answered before today."""
        return self.undecided().filter(due_on__lt=today)

    def waiting_for(self, person: "User") -> Self:
        """Comments that this person is to answer."""
        return self.undecided().filter(assigned_to=person)

    def with_comment(self) -> Self:
        """With the comment, its content and the unit that made it."""
        return self.select_related("comment__content", "comment__response__consultee")


class DispositionManager(models.Manager.from_queryset(DispositionQuerySet)):  # type: ignore[misc]
    """The answers to comments that count."""

    def get_queryset(self) -> DispositionQuerySet:
        """Leave out what an answer recorded later has replaced, and what was withdrawn."""
        stands = {"replaced_by__isnull": True, "comment__response__withdrawn_at__isnull": True}
        return super().get_queryset().filter(**stands)


class ResponseManager(models.Manager):
    """The answers that stand, counted or not."""

    def get_queryset(self) -> models.QuerySet:
        """Leave out those that were entered from a letter and withdrawn."""
        return super().get_queryset().filter(withdrawn_at__isnull=True)
