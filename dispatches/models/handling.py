"""What the clerk notes about outgoing documents after their issue, and cancelled numbers."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dispatches.models.dispatches import Dispatch
from dispatches.models.register import RegisterBook

USER = settings.AUTH_USER_MODEL


class DispatchHandling(models.Model):
    """The columns of the outgoing register that are known after the issue (chuyển văn bản đi)."""

    dispatch = models.OneToOneField(Dispatch, on_delete=models.PROTECT, related_name="handling")
    copies = models.PositiveIntegerField(_("số lượng bản"), null=True)
    forwarded_on = models.DateField(_("ngày chuyển"), null=True)
    received_by = models.CharField(_("ký nhận"), max_length=120, blank=True)
    note = models.CharField(_("ghi chú"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("ghi nhận chuyển văn bản")
        constraints = [
            models.CheckConstraint(
                condition=Q(copies__isnull=True) | Q(copies__gt=0),
                name="dispatches_handling_copies_positive",
            ),
        ]

    def __str__(self) -> str:
        return str(self.dispatch)


class CancelledNumber(models.Model):
    """A number that stays in its register with the reason why nothing goes by it (số hủy).

    `dispatch` is the issued document that was cancelled; without one the number was never used.
    """

    book = models.ForeignKey(RegisterBook, on_delete=models.PROTECT, related_name="cancelled")
    year = models.PositiveIntegerField(_("năm"))
    number = models.PositiveIntegerField(_("số"))
    dispatch = models.OneToOneField(
        Dispatch, on_delete=models.PROTECT, null=True, related_name="cancellation"
    )
    reason = models.CharField(_("lý do"), max_length=300)
    cancelled_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")
    cancelled_at = models.DateTimeField(_("lúc"))

    class Meta:
        verbose_name = _("số hủy")
        ordering = ["book", "-year", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["book", "year", "number"], name="dispatches_cancelled_once"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="dispatches_cancelled_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.book} {self.number:02d}/{self.year}"

    @classmethod
    def has_cancelled(cls, dispatch: Dispatch) -> bool:
        """Ask whether a document is cancelled by now; a translation falls with its original."""
        return cls.objects.filter(dispatch=dispatch.translates_id or dispatch.pk).exists()
