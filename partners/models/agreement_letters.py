"""The letters that were begun from the file of an agreement."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from dispatches.models import Dispatch
from partners.models.agreements import Agreement


class AgreementLetter(models.Model):
    """That a letter was begun for an agreement (văn bản soạn cho thỏa thuận): for one, for good.

    What an entry of the file cites is another thing: a letter is cited once it has left.
    """

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="letters")
    dispatch = models.OneToOneField(
        Dispatch, on_delete=models.PROTECT, related_name="+", verbose_name=_("văn bản")
    )
    begun_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    begun_at = models.DateTimeField()

    class Meta:
        verbose_name = _("văn bản soạn cho thỏa thuận")
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.dispatch)
