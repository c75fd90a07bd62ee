"""Messages of other document systems."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from dispatches.models.dispatches import SUBJECT_LIMIT
from dispatches.models.files import StoredFile
from dispatches.models.incoming import IncomingDocument


class ExchangeMessage(models.Model):
    """A message that a clerk brought in (tệp liên thông), kept as it came.

    `document` is what it was registered as; empty as long as nobody has confirmed it.
    """

    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="+")
    subject = models.CharField(_("trích yếu"), max_length=SUBJECT_LIMIT)
    author = models.CharField(_("tác giả"), max_length=200)
    brought_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    brought_at = models.DateTimeField(_("tải lên lúc"))
    document = models.OneToOneField(
        IncomingDocument, on_delete=models.PROTECT, null=True, related_name="message"
    )

    class Meta:
        verbose_name = _("tệp liên thông")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.author}: {self.subject}"
