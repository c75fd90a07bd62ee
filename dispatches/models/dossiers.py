"""Dossiers: the documents of one matter, and what is still demanded of it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dispatches.models.dispatches import Dispatch
from dispatches.models.incoming import IncomingDocument
from dispatches.models.templates import Checklist, Demand, LetterTemplate

USER = settings.AUTH_USER_MODEL


class Dossier(models.Model):
    """The documents of one matter (hồ sơ công việc; Decree 30/2020/NĐ-CP, art. 28-29).

    `values` fills the places in letters drafted for it, by name (dispatches.placeholders); the
    names of a chosen `partner` come before them.
    """

    title = models.CharField(_("tên hồ sơ"), max_length=300)
    search_key = models.TextField(editable=False)
    origin = models.ForeignKey(
        IncomingDocument, on_delete=models.PROTECT, null=True, related_name="dossiers"
    )
    checklist = models.ForeignKey(
        Checklist, on_delete=models.PROTECT, null=True, related_name="dossiers"
    )
    partner = models.SlugField(
        _("đối tác"), blank=True, help_text="code in the register of partners; names follow from it"
    )
    values = models.JSONField(default=dict)
    opened_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField(_("mở lúc"))
    closed_at = models.DateTimeField(_("đóng lúc"), null=True)

    class Meta:
        verbose_name = _("hồ sơ")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.title


class DossierDocument(models.Model):
    """A document in a dossier (văn bản trong hồ sơ), outgoing or incoming."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="documents")
    dispatch = models.ForeignKey(
        Dispatch, on_delete=models.PROTECT, null=True, related_name="in_dossiers"
    )
    incoming = models.ForeignKey(
        IncomingDocument, on_delete=models.PROTECT, null=True, related_name="in_dossiers"
    )
    template = models.ForeignKey(
        LetterTemplate, on_delete=models.PROTECT, null=True, related_name="+"
    )
    added_at = models.DateTimeField(_("đưa vào lúc"))

    class Meta:
        verbose_name = _("văn bản trong hồ sơ")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(dispatch__isnull=False, incoming__isnull=True)
                | Q(dispatch__isnull=True, incoming__isnull=False),
                name="dispatches_dossierdocument_one",
            ),
            models.UniqueConstraint(
                fields=["dossier", "dispatch"], name="dispatches_dossier_dispatch_once"
            ),
            models.UniqueConstraint(
                fields=["dossier", "incoming"], name="dispatches_dossier_incoming_once"
            ),
        ]

    def __str__(self) -> str:
        return str(self.dispatch or self.incoming)


class Requirement(models.Model):
    """One demand as a dossier meets it (mục yêu cầu): by which document."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="requirements")
    demand = models.ForeignKey(Demand, on_delete=models.PROTECT, related_name="+")
    document = models.ForeignKey(Dispatch, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("mục yêu cầu")
        ordering = ["demand__ordinal"]
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "demand"], name="dispatches_requirement_once"
            ),
        ]

    def __str__(self) -> str:
        return str(self.demand)
