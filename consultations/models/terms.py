"""Time limits of rounds."""

from collections.abc import Iterable

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from consultations.querysets import TermManager
from deadlines.enums import DeadlineKind
from deadlines.models import DeadlineFields

FROM_RECEIPT = Q(deadline_kind=DeadlineKind.WITHIN_WORKING_DAYS)
RECEIVED = Q(received_on__isnull=False)
HOLDS = Q(corrected_at__isnull=True)


class Term(DeadlineFields):
    """A time limit of a round (thời hạn): the letter's own, or an extension (gia hạn).

    An extension for one unit names its consultee; without one it is for all. Where the letter's own
    runs from each unit's receipt, it has no end itself; in its place stands, for a unit that has
    the letter, the one counted from the day on which that unit received it (`received_on`). Where
    that day was recorded wrongly, another one counts, and this one is kept with the reason.
    """

    round = models.ForeignKey("consultations.Round", on_delete=models.CASCADE, related_name="terms")
    consultee = models.ForeignKey(
        "consultations.Consultee", on_delete=models.PROTECT, null=True, related_name="terms"
    )
    original = models.BooleanField(default=False)
    received_on = models.DateField(_("ngày nhận được văn bản"), null=True)
    reason = models.CharField(_("lý do gia hạn"), max_length=500, blank=True)
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    set_at = models.DateTimeField(_("đặt lúc"))

    corrected_because = models.CharField(_("lý do đính chính"), max_length=500, blank=True)
    corrected_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    corrected_at = models.DateTimeField(_("đính chính lúc"), null=True)

    objects = TermManager()
    every = models.Manager()

    class Meta(DeadlineFields.Meta):
        verbose_name = _("thời hạn")
        ordering = ["id"]
        constraints = [
            *DeadlineFields.Meta.constraints,
            models.UniqueConstraint(
                fields=["round"],
                condition=Q(original=True),
                name="consultations_term_one_original",
            ),
            models.UniqueConstraint(
                fields=["consultee", "deadline_date"],
                condition=RECEIVED & HOLDS,
                name="consultations_term_counted_once",
            ),
            models.CheckConstraint(
                condition=Q(original=True, consultee__isnull=True, reason="")
                | Q(RECEIVED, original=False, consultee__isnull=False, reason="")
                | (Q(original=False, received_on__isnull=True) & ~Q(reason="")),
                name="consultations_term_extension_has_reason",
            ),
            models.CheckConstraint(
                condition=Q(FROM_RECEIPT, RECEIVED, original=False, deadline_date__isnull=False)
                | Q(FROM_RECEIPT, ~RECEIVED, original=True, deadline_date__isnull=True)
                | (~FROM_RECEIPT & ~RECEIVED),
                name="consultations_term_counted_from_receipt",
            ),
            models.CheckConstraint(
                condition=Q(HOLDS, corrected_by__isnull=True, corrected_because="")
                | Q(RECEIVED, ~HOLDS, ~Q(corrected_because=""), corrected_by__isnull=False),
                name="consultations_term_corrected_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.deadline_phrase


def in_force(terms: Iterable[Term]) -> Term | None:
    """Return, of the terms that apply to somebody, the one that holds: the latest.

    The letter's own that runs from receipt gives way to the one counted from the unit's; as long as
    there is none, the unit's time has not begun, whatever was extended meanwhile.
    """
    applying = list(terms)
    if any(term.received_on for term in applying):
        applying = [term for term in applying if not term.deadline.awaits_receipt]
    return max(applying, key=lambda term: term.deadline_instant, default=None)
