"""Partners that units propose."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from districts.models import District
from partners.enums import PartnerTier, ProposalState
from partners.models.partners import Partner


class PartnerProposal(models.Model):
    """A partner that a unit proposes for the register (đề xuất đối tác); an officer decides."""

    district = models.ForeignKey(
        District, on_delete=models.PROTECT, related_name="proposals", verbose_name=_("đơn vị")
    )
    name = models.CharField(_("tên đối tác"), max_length=200)
    folded_name = models.TextField(editable=False)
    other_names = models.TextField(_("tên khác"), blank=True)
    country = models.CharField(_("nước"), max_length=2)
    tier = models.CharField(_("cấp"), max_length=12, choices=PartnerTier)
    channel = models.TextField(_("kênh liên hệ"), blank=True)
    grounds = models.TextField(_("lý do đề xuất"))
    state = models.CharField(
        _("trạng thái"), max_length=10, choices=ProposalState, default=ProposalState.WAITING
    )
    reply = models.TextField(_("ý kiến của Sở"), blank=True)
    partner = models.ForeignKey(
        Partner, on_delete=models.PROTECT, null=True, blank=True, related_name="proposals"
    )
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    proposed_at = models.DateTimeField(_("đề xuất lúc"))
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(_("xem xét lúc"), null=True)

    class Meta:
        verbose_name = _("đề xuất đối tác")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=ProposalState.values), name="partners_proposal_state_known"
            ),
            models.CheckConstraint(
                condition=Q(tier__in=PartnerTier.values), name="partners_proposal_tier_known"
            ),
            models.CheckConstraint(
                condition=Q(state=ProposalState.WAITING, partner=None, decided_at=None)
                | Q(state=ProposalState.ACCEPTED, partner__isnull=False, decided_at__isnull=False)
                | (
                    Q(state=ProposalState.DECLINED, partner=None, decided_at__isnull=False)
                    & ~Q(reply="")
                ),
                name="partners_proposal_decided_wholly",
            ),
        ]

    def __str__(self) -> str:
        return self.name
