"""Partners, their names and contacts."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from districts.models import Country, Field, Sourced
from partners.enums import NameKind, PartnerTier
from partners.models.name_index import NameIndex


class Partner(Sourced):
    """A foreign locality or body (đối tác nước ngoài).

    `merged_into` is set on a record that proved to be another one's double: it stays as a signpost,
    with its history, and is in no list.
    """

    code = models.SlugField(unique=True)
    name = models.CharField(_("tên"), max_length=200)
    # Derived from all names: search without marks, and the Vietnamese alphabet, on both databases.
    folded_names = models.TextField(editable=False)
    sort_key = models.CharField(max_length=2000, db_index=True, editable=False)
    country = models.ForeignKey(
        Country, on_delete=models.PROTECT, related_name="partners", verbose_name=_("nước")
    )
    tier = models.CharField(_("cấp"), max_length=12, choices=PartnerTier)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    fields = models.ManyToManyField(Field, related_name="partners", verbose_name=_("lĩnh vực"))
    # Of two that bear one name under one parent: a few words that tell this one from the other.
    told_apart_by = models.CharField(_("ghi chú phân biệt"), max_length=60, blank=True)
    profile = models.TextField(_("giới thiệu"), blank=True)
    channel = models.TextField(_("kênh liên hệ"), blank=True)
    note = models.TextField(_("ghi chú"), blank=True)
    # The day of the newest activity, so that the list can ask for it.
    last_contact_on = models.DateField(_("liên hệ gần nhất"), null=True, editable=False)
    version = models.PositiveIntegerField(default=1)
    merged_into = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="doubles",
        db_index=False,  # nearly all are in no other: an index of them all would mislead a planner
    )

    class Meta:
        verbose_name = _("đối tác")
        ordering = ["sort_key"]
        indexes = [
            NameIndex(
                fields=["sort_key", "id"],
                searched=["folded_names", "merged_into"],
                condition=Q(merged_into__isnull=True),
                name="partners_partner_searched",
            ),
            models.Index(
                fields=["merged_into"],
                condition=Q(merged_into__isnull=False),
                name="partners_partner_doubles",
            ),
            # Counts what the filters of the list keep without looking at the rows.
            models.Index(
                fields=["last_contact_on", "tier", "country"],
                condition=Q(merged_into__isnull=True),
                name="partners_partner_counted",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(tier__in=PartnerTier.values), name="partners_partner_tier_known"
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")),
                name="partners_partner_not_its_own_parent",
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")),
                name="partners_partner_not_its_own_double",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def where(self) -> str:
        """What tells it from a namesake: its note, what it belongs to.

        «Thành phố Daejeon, Hàn Quốc».
        """
        known = (self.told_apart_by, self.parent, self.country)
        return ", ".join(str(each) for each in known if each)

    @property
    def listed_name(self) -> str:
        """The name beside columns that say what it belongs to: «Quận Seo (khu mới)»."""
        return f"{self.name} ({self.told_apart_by})" if self.told_apart_by else self.name

    @property
    def full_name(self) -> str:
        """The name with what tells namesakes apart: «Quận Seo (Thành phố Daejeon, Hàn Quốc)»."""
        return f"{self.name} ({self.where})"


class PartnerName(models.Model):
    """Another name of a partner, by which it is found too (tên khác)."""

    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="names")
    kind = models.CharField(_("loại tên"), max_length=10, choices=NameKind)
    text = models.CharField(_("tên"), max_length=200)

    class Meta:
        verbose_name = _("tên khác của đối tác")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["partner", "text"], name="partners_name_once"),
            models.CheckConstraint(
                condition=Q(kind__in=NameKind.values), name="partners_name_kind_known"
            ),
        ]

    def __str__(self) -> str:
        return self.text


class PartnerContact(Sourced):
    """A person or office at the partner (đầu mối của đối tác)."""

    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="contacts")
    name = models.CharField(_("họ tên, bộ phận"), max_length=200)
    position = models.CharField(_("chức vụ"), max_length=200, blank=True)
    email = models.EmailField(_("thư điện tử"), blank=True)
    phone = models.CharField(_("điện thoại"), max_length=60, blank=True)
    language = models.CharField(_("ngôn ngữ"), max_length=60, blank=True)
    note = models.CharField(_("ghi chú"), max_length=300, blank=True)
    active = models.BooleanField(_("còn liên hệ"), default=True)

    class Meta:
        verbose_name = _("đầu mối của đối tác")
        ordering = ["-active", "name"]

    def __str__(self) -> str:
        return self.name
