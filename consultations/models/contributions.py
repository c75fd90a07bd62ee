"""Offices within a unit are asked for their part of its answer (phòng, ban tham gia ý kiến)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from consultations.models.consultees import Consultee
from consultations.models.responses import PERSON_LIMIT
from consultations.models.rounds import Content

USER = settings.AUTH_USER_MODEL
NOTE_LIMIT = 1_000  # characters


class ContributionRequest(models.Model):
    """An office is asked by a link for its opinion on some contents; it needs no account.

    (Đề nghị phòng, ban tham gia ý kiến.) As with personal links, the token is in no column.
    """

    consultee = models.ForeignKey(
        Consultee, on_delete=models.PROTECT, related_name="contribution_requests"
    )
    office = models.CharField(_("phòng, ban"), max_length=PERSON_LIMIT)
    person = models.CharField(_("người được đề nghị"), max_length=PERSON_LIMIT, blank=True)
    address = models.EmailField(_("địa chỉ thư điện tử"))
    contents = models.ManyToManyField(Content, related_name="+")
    note = models.TextField(_("yêu cầu"), blank=True, max_length=NOTE_LIMIT)
    nonce = models.CharField(max_length=64, unique=True)
    digest = models.CharField(max_length=64, unique=True)
    asked_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(_("đề nghị lúc"))
    revoked_at = models.DateTimeField(_("thu hồi lúc"), null=True)

    class Meta:
        verbose_name = _("đề nghị phòng, ban tham gia ý kiến")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["consultee", "address"],
                condition=Q(revoked_at__isnull=True),
                name="consultations_contribution_asked_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.office} – {self.consultee}"


class Contribution(models.Model):
    """What an office wrote; never changed, the next one is a version of its own.

    (Ý kiến của phòng, ban.) `answers` maps a content's id, as text, to {"position", "text"}. It is
    material for the unit's draft: not the unit's answer, and not shown to the department.
    """

    request = models.ForeignKey(
        ContributionRequest, on_delete=models.PROTECT, related_name="contributions"
    )
    version = models.PositiveIntegerField(_("bản"))
    answers = models.JSONField()
    writer = models.CharField(_("người ghi"), max_length=PERSON_LIMIT)
    received_at = models.DateTimeField(_("nhận lúc"))

    class Meta:
        verbose_name = _("ý kiến của phòng, ban")
        ordering = ["request", "version"]
        constraints = [
            models.UniqueConstraint(
                fields=["request", "version"], name="consultations_contribution_version_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.request} ({self.version})"
