"""The unit's own letter, which goes with its answer (văn bản của đơn vị)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from consultations.models.responses import PERSON_LIMIT, Draft, Response
from dispatches.models import StoredFile


class UnitLetter(models.Model):
    """Number and symbol, date, who signed, and the letter itself as scan or signed PDF.

    `signatures` are the digital ones as they were found when the file came, in the form of
    dispatches.signing.report.Signature; a scan has none.
    """

    symbol = models.CharField(_("số, ký hiệu"), max_length=60)
    date = models.DateField(_("ngày văn bản"))
    signer = models.CharField(_("người ký"), max_length=PERSON_LIMIT)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("tên tệp"), max_length=200)
    signatures = models.JSONField(default=list)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.symbol


class DraftLetter(UnitLetter):
    """The letter that is to go with a draft."""

    draft = models.OneToOneField(Draft, on_delete=models.CASCADE, related_name="letter")
    draft_version = models.PositiveIntegerField(
        help_text="of the draft with the letter; a later one may say something else"
    )

    class Meta:
        verbose_name = _("văn bản kèm bản nháp")


class ResponseLetter(UnitLetter):
    """The letter that went with an answer; never changed."""

    response = models.OneToOneField(Response, on_delete=models.PROTECT, related_name="letter")

    class Meta:
        verbose_name = _("văn bản kèm ý kiến")
