"""How a letter came about: its versions, remarks on it, and who is writing."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from dispatches.models.dispatches import Dispatch
from dispatches.places import Place, where

USER = settings.AUTH_USER_MODEL


class DispatchVersion(models.Model):
    """The text of a draft as it once was (phiên bản); Decree 30/2020, Appendix VI, 5a.

    `fills` is the version with open places of which this is the filled text.
    """

    dispatch = models.ForeignKey(Dispatch, on_delete=models.PROTECT, related_name="versions")
    ordinal = models.PositiveIntegerField(_("phiên bản"))
    letter = models.JSONField()
    digest = models.CharField(max_length=64)
    fills = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    written_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")
    written_at = models.DateTimeField(_("lúc"))

    class Meta:
        verbose_name = _("phiên bản văn bản")
        ordering = ["dispatch", "-ordinal"]
        constraints = [
            models.UniqueConstraint(fields=["dispatch", "ordinal"], name="dispatches_version_once"),
        ]

    def __str__(self) -> str:
        return f"{self.dispatch_id} v{self.ordinal}"


class Remark(models.Model):
    """A remark of the approver on one block (nhận xét); `quote` is how the block began then.

    It stands at its block in the text as it is now, for as long as it is open.
    """

    dispatch = models.ForeignKey(Dispatch, on_delete=models.PROTECT, related_name="remarks")
    appendix = models.PositiveIntegerField(
        null=True, help_text="from 0; empty for a block of the text itself"
    )
    block_index = models.PositiveIntegerField(help_text="from 0, of the text or of its appendix")
    quote = models.CharField(max_length=120, blank=True)
    text = models.TextField(_("nhận xét"))
    made_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("lúc"))
    heeded_at = models.DateTimeField(_("đã sửa lúc"), null=True)

    class Meta:
        verbose_name = _("nhận xét")
        ordering = [F("appendix").asc(nulls_first=True), "block_index", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="dispatches_remark_says_something"),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def where(self) -> str:
        """Its block, in words."""
        appendices = (self.dispatch.letter or {}).get("appendices", ())
        return where(Place.BLOCK, self.block_index, self.appendix, of=len(appendices))


class WritingLease(models.Model):
    """Who is writing a draft now (người đang soạn), since when, and until when it is certain.

    After that the pen may be taken over.
    """

    dispatch = models.OneToOneField(Dispatch, on_delete=models.CASCADE, related_name="lease")
    holder = models.ForeignKey(USER, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField(_("từ"))
    until = models.DateTimeField(_("đến"))

    class Meta:
        verbose_name = _("quyền đang soạn")
        constraints = [
            models.CheckConstraint(
                condition=Q(until__gte=F("since")), name="dispatches_writinglease_lasts"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dispatch_id}: {self.holder}"

    def is_over(self, at: datetime) -> bool:
        """Whether the holder has shown no sign of writing for long enough."""
        return at >= self.until
