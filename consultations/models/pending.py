"""Replies that came by another way than the portal's form."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from consultations.enums import PendingState, Source
from consultations.models.consultees import Consultee
from consultations.models.responses import PERSON_LIMIT, Response
from dispatches.models import IncomingDocument

USER = settings.AUTH_USER_MODEL


class PendingResponse(models.Model):
    """A unit's letter that has come in and whose opinions nobody has entered yet.

    (Văn bản trả lời chờ nhập.) An officer settles it as the unit's answer or rejects it with the
    reason; until then the unit neither owes an answer nor has given one, and the round stays open.
    """

    consultee = models.ForeignKey(
        Consultee, on_delete=models.PROTECT, related_name="pending_responses"
    )
    document = models.ForeignKey(IncomingDocument, on_delete=models.PROTECT, related_name="+")
    signer = models.CharField(_("người ký"), max_length=PERSON_LIMIT, blank=True)
    received_at = models.DateTimeField(_("nhận lúc"))
    source = models.CharField(
        _("đường đến"), max_length=10, choices=Source, default=Source.EXCHANGE
    )
    state = models.CharField(
        _("trạng thái"), max_length=10, choices=PendingState, default=PendingState.WAITING
    )
    response = models.OneToOneField(
        Response, on_delete=models.PROTECT, null=True, related_name="entered_from"
    )
    reason = models.CharField(_("lý do từ chối"), max_length=500, blank=True)
    decided_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("văn bản trả lời chờ nhập")
        ordering = ["received_at", "pk"]
        constraints = [
            # One letter may answer the calls of two rounds, each of them once.
            models.UniqueConstraint(
                fields=["document", "consultee"], name="consultations_pending_once"
            ),
            models.CheckConstraint(
                condition=Q(source__in=(Source.EXCHANGE, Source.LETTER)),
                name="consultations_pending_source_known",
            ),
            models.CheckConstraint(
                condition=Q(state=PendingState.WAITING, response=None, reason="")
                | Q(state=PendingState.SETTLED, response__isnull=False, reason="")
                | Q(state=PendingState.REJECTED, response=None) & ~Q(reason=""),
                name="consultations_pending_decision_whole",
            ),
            models.CheckConstraint(
                condition=Q(state=PendingState.WAITING, decided_by=None, decided_at=None)
                | ~Q(state=PendingState.WAITING)
                & Q(decided_by__isnull=False, decided_at__isnull=False),
                name="consultations_pending_decided_by",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.consultee}: {self.document}"
