"""Cooperation agreements."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from districts.models import District, Sourced
from partners.models.partners import Partner


class Agreement(Sourced):
    """A cooperation agreement of a unit with a partner (thỏa thuận hợp tác)."""

    district = models.ForeignKey(District, on_delete=models.PROTECT, related_name="agreements")
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="agreements")
    title = models.CharField(_("tên"), max_length=300)
    folded_title = models.TextField(editable=False)
    signed_on = models.DateField(_("ngày ký"), null=True, blank=True)
    note = models.TextField(_("ghi chú"), blank=True)

    class Meta:
        verbose_name = _("thỏa thuận")
        ordering = ["district__rank", "title"]

    def __str__(self) -> str:
        return self.title
