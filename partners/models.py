"""The other side: foreign localities and bodies, and the agreements with them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from districts.models import District


class PartnerTier(models.TextChoices):
    """What kind of body a partner is (cấp)."""

    PROVINCE = "province", _("Cấp tỉnh")
    DISTRICT = "district", _("Cấp quận, huyện")
    ASSOCIATION = "association", _("Hiệp hội")
    AGENCY = "agency", _("Cơ quan")


class Partner(models.Model):
    """A foreign locality or body (đối tác nước ngoài)."""

    code = models.SlugField(unique=True)
    name = models.CharField(_("tên"), max_length=200)
    aliases = models.JSONField(_("tên khác"), default=list)
    # Derived from all names: search without marks, and the Vietnamese alphabet, on both databases.
    folded_names = models.TextField(editable=False)
    sort_key = models.CharField(max_length=2000, db_index=True, editable=False)
    country = models.CharField(_("nước"), max_length=60)
    tier = models.CharField(_("cấp"), max_length=12, choices=PartnerTier)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    note = models.TextField(_("ghi chú"), blank=True)
    source = models.CharField(_("nguồn"), max_length=300)

    class Meta:
        verbose_name = _("đối tác")
        ordering = ["country", "sort_key"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(tier__in=PartnerTier.values), name="partners_partner_tier_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Agreement(models.Model):
    """A cooperation agreement of a unit with a partner (thỏa thuận hợp tác)."""

    district = models.ForeignKey(District, on_delete=models.PROTECT, related_name="agreements")
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="agreements")
    title = models.CharField(_("tên"), max_length=300)
    folded_title = models.TextField(editable=False)
    signed_on = models.DateField(_("ngày ký"), null=True, blank=True)
    note = models.TextField(_("ghi chú"), blank=True)
    source = models.CharField(_("nguồn"), max_length=300)

    class Meta:
        verbose_name = _("thỏa thuận")
        ordering = ["district__rank", "title"]

    def __str__(self) -> str:
        return self.title
