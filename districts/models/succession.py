"""How units follow one another."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from districts.enums import SuccessionKind
from districts.models.sourced import Sourced
from districts.models.units import District


class Reorganisation(Sourced):
    """One act of reorganising units (việc sắp xếp đơn vị hành chính), in force from a day on.

    `agreement_basis` is the provision by which successors of local units answer for agreements,
    where there is a special one (Decree 177/2025/NĐ-CP); `to_check` says what of the entry is not
    verified yet.
    """

    on = models.DateField(_("có hiệu lực từ ngày"), db_index=True)
    title = models.CharField(_("nội dung sắp xếp"), max_length=300)
    basis = models.CharField(_("căn cứ"), max_length=300)
    folded_text = models.CharField(max_length=700, editable=False)
    agreement_basis = models.CharField(_("căn cứ kế thừa thỏa thuận"), max_length=300, blank=True)
    to_check = models.CharField(_("cần đối chiếu"), max_length=500, blank=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    entered_at = models.DateTimeField()

    class Meta:
        verbose_name = _("việc sắp xếp đơn vị")
        ordering = ["-on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(basis="") & ~Q(title=""), name="districts_reorganisation_has_basis"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Succession(models.Model):
    """That one unit follows another from the day of an act on (kế thừa).

    The predecessor ends on that day and the successor exists on it: the ends of units grow along
    every chain, so no chain comes back to where it began. The database holds both, and the rows.
    """

    act = models.ForeignKey(Reorganisation, on_delete=models.PROTECT, related_name="successions")
    predecessor = models.ForeignKey(
        District, on_delete=models.PROTECT, related_name="successions", verbose_name=_("đơn vị cũ")
    )
    successor = models.ForeignKey(
        District, on_delete=models.PROTECT, related_name="origins", verbose_name=_("đơn vị mới")
    )
    kind = models.CharField(_("hình thức"), max_length=14, choices=SuccessionKind)

    class Meta:
        verbose_name = _("kế thừa đơn vị")
        ordering = ["act__on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["predecessor", "successor"], name="districts_succession_once"
            ),
            models.CheckConstraint(
                condition=~Q(predecessor=F("successor")), name="districts_succession_two_units"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=SuccessionKind.values), name="districts_succession_kind_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"

    @property
    def same_office(self) -> bool:
        """Whether the office goes on under another name or kind."""
        return SuccessionKind(self.kind).same_office
