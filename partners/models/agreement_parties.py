"""The parties to an agreement, on both sides."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from districts.models import District
from partners.agreement_enums import SIGNING, PartyRole, Side
from partners.models.agreements import Agreement
from partners.models.partners import Partner

FIRST_HAND = Q(responsible_from__isnull=True)


class AgreementParty(models.Model):
    """A party under the name that stands in the text (bên ký kết), once signed for good.

    The unit or partner that it was is a link; a body that no register has is known by its name. Who
    is responsible after a reorganisation is a later row of the same role, which names the one that
    it succeeds and the basis; the signatory stays. The first to sign on each side is the unit and
    the partner of the agreement itself.
    """

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="parties")
    side = models.CharField(_("bên"), max_length=6, choices=Side)
    role = models.CharField(
        _("vai trò"), max_length=12, choices=PartyRole, default=PartyRole.COSIGNS
    )
    printed_name = models.CharField(_("tên ghi trong văn bản"), max_length=300)
    folded_name = models.TextField(editable=False, default="")
    district = models.ForeignKey(
        District, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    partner = models.ForeignKey(
        Partner, on_delete=models.PROTECT, null=True, blank=True, related_name="agreement_parties"
    )
    signatory = models.CharField(_("người ký"), max_length=200, blank=True)
    signatory_post = models.CharField(_("chức vụ người ký"), max_length=200, blank=True)
    # Set for one that took over from another.
    responsible_from = models.DateField(_("tiếp nhận từ ngày"), null=True, blank=True)
    basis = models.CharField(_("căn cứ tiếp nhận"), max_length=300, blank=True)
    succeeds = models.OneToOneField(
        "self", on_delete=models.CASCADE, null=True, editable=False, related_name="succeeded_by"
    )

    class Meta:
        verbose_name = _("bên ký kết")
        ordering = ["side", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(side__in=Side.values), name="partners_party_side_known"
            ),
            models.CheckConstraint(
                condition=Q(role__in=PartyRole.values), name="partners_party_role_known"
            ),
            models.CheckConstraint(condition=~Q(printed_name=""), name="partners_party_is_named"),
            models.CheckConstraint(
                condition=Q(responsible_from__isnull=True, basis="")
                | Q(responsible_from__isnull=False) & ~Q(basis=""),
                name="partners_party_succeeds_on_a_basis",
            ),
            models.CheckConstraint(
                condition=Q(succeeds__isnull=True)
                | Q(responsible_from__isnull=False, side=Side.OURS),
                name="partners_party_successor_is_ours",
            ),
            models.CheckConstraint(
                condition=Q(side=Side.OURS, partner__isnull=True)
                | Q(side=Side.THEIRS, district__isnull=True),
                name="partners_party_on_its_own_side",
            ),
            models.CheckConstraint(
                condition=~Q(role=PartyRole.CARRIES_OUT) | Q(signatory="", signatory_post=""),
                name="partners_party_signs_by_its_role",
            ),
            models.UniqueConstraint(
                fields=["agreement", "side"],
                condition=FIRST_HAND & Q(role=PartyRole.SIGNS),
                name="partners_party_one_signs_first",
            ),
            models.UniqueConstraint(
                fields=["agreement", "district", "role"],
                condition=FIRST_HAND & Q(district__isnull=False),
                name="partners_party_unit_once",
            ),
            models.UniqueConstraint(
                fields=["agreement", "partner", "role"],
                condition=FIRST_HAND & Q(partner__isnull=False),
                name="partners_party_partner_once",
            ),
        ]

    def __str__(self) -> str:
        return self.printed_name

    @property
    def signs(self) -> bool:
        """Whether its name stands below the text; who only carries it out does not sign."""
        return self.role in SIGNING
