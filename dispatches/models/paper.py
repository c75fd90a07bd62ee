"""What the register knows of a document that was issued on paper."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from dispatches.models.dispatches import Dispatch


class PaperRecord(models.Model):
    """What is read off a document issued on paper (văn bản ban hành trên giấy); it never changes.

    Its scan, if there is one, is the dispatch's PDF.
    """

    dispatch = models.OneToOneField(Dispatch, on_delete=models.PROTECT, related_name="paper")
    signed_by = models.CharField(_("người ký"), max_length=120)
    recipients = models.TextField(
        _("nơi nhận"), help_text="one a line, the copy kept as «Lưu: …»", blank=True
    )
    scan_name = models.CharField(_("tên tệp quét"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("văn bản ban hành trên giấy")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(signed_by=""), name="dispatches_paper_has_signatory"
            ),
        ]

    def __str__(self) -> str:
        return str(self.dispatch)
