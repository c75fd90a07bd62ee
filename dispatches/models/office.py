"""The office: agencies, drafting units, signatories, as letters name them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Agency(models.Model):
    """The agency that issues dispatches (cơ quan ban hành); its head lays down the symbols."""

    parent_name = models.CharField(_("cơ quan chủ quản"), max_length=200, blank=True)
    name = models.CharField(_("tên cơ quan"), max_length=200)
    abbreviation = models.CharField(_("chữ viết tắt"), max_length=20)
    place = models.CharField(_("địa danh"), max_length=100)
    contact = models.TextField(
        _("địa chỉ, điện thoại"),
        blank=True,
        help_text=_("in ở chân trang đầu của văn bản, mỗi dòng một dòng"),
    )

    organ_id = models.CharField(
        _("mã định danh"), max_length=35, blank=True, help_text="Decision 20/2020/QĐ-TTg"
    )

    class Meta:
        verbose_name = _("cơ quan")
        constraints = [
            models.UniqueConstraint(
                fields=["organ_id"],
                condition=~models.Q(organ_id=""),
                name="dispatches_agency_organ_once",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def contact_lines(self) -> tuple[str, ...]:
        """The lines at the foot of page 1; none if the office prints none."""
        return tuple(self.contact.splitlines())


class DraftingUnit(models.Model):
    """A division that drafts (đơn vị soạn thảo); its abbreviation ends a công văn's symbol.

    Its agency never changes.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="drafting_units")
    name = models.CharField(_("tên đơn vị"), max_length=200)
    abbreviation = models.CharField(_("chữ viết tắt"), max_length=20)

    class Meta:
        verbose_name = _("đơn vị soạn thảo")
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "abbreviation"], name="dispatches_draftingunit_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def symbol(self) -> str:
        """Symbol (ký hiệu) of a công văn it drafts: «SNgV-NV»."""
        return f"{self.agency.abbreviation}-{self.abbreviation}"


class Signatory(models.Model):
    """A person who signs for an agency, under the authority printed above the name.

    Decree 30/2020/NĐ-CP, art. 13. Who signs for two agencies is entered for each: the authority
    differs. The agency of an entry never changes.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="signatories")
    name = models.CharField(_("họ và tên"), max_length=120)
    authority = models.TextField(
        _("quyền hạn, chức vụ"), help_text=_("mỗi dòng in một dòng, ví dụ: KT. GIÁM ĐỐC")
    )
    active = models.BooleanField(_("đang ký"), default=True)

    class Meta:
        verbose_name = _("người ký")

    def __str__(self) -> str:
        return f"{self.name} ({' / '.join(self.authority_lines)})"

    @property
    def authority_lines(self) -> tuple[str, ...]:
        """The lines as printed: («KT. GIÁM ĐỐC», «PHÓ GIÁM ĐỐC»)."""
        return tuple(self.authority.splitlines())
